"""The pairs of records that a person should judge, the most informative first."""

from cenotaph.link import FEW_MATCHES, POSSIBLE, order_for_review
from cenotaph.model import PairState
from cenotaph.show.victim_evidence import OPEN_STATES
from cenotaph.store import Record, RecordPair

__all__ = ["pairs_to_review"]

CERTAIN = 10.0  # bits, a thousand to one: an answer would tell nothing


def pairs_to_review(record: Record, among: int | None = None) -> tuple[list[RecordPair], int]:
    """Pairs that nobody judged and whose answer tells something, the most informative first, of two clusters the heaviest; and
    how many pairs are open. With `among`, they are ordered among so many that are nearest to even odds: a page asks about
    ten, and need not read a hundred thousand.

    Pairs above a thousand to one are not asked about, unless the linking saw too few matches to learn from.
    """
    store = record.victims
    last = store.last_run()
    few = last is not None and last.report["matching_pairs_seen"] < FEW_MATCHES
    standing = record.standing
    judged = (*standing.same_victim, *standing.different_victim)
    found, total = store.open_pairs((PairState.JOINED, *OPEN_STATES), POSSIBLE, None if few else CERTAIN, judged, among)
    open_pairs = {(pair.first, pair.second): pair for pair in found}
    members = store.members_of({one for pair in open_pairs for one in pair})
    weighed = ((pair.first, pair.second, pair.weight) for pair in found)
    ordered = order_for_review(weighed, members, store.sizes_of(members.values()), judged)
    return [open_pairs[first, second] for first, second, _ in ordered], total
