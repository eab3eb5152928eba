"""The pairs of records that a person should judge, the most informative first."""

from cenotaph.link import FEW_MATCHES, POSSIBLE, order_for_review
from cenotaph.model import PairState
from cenotaph.show.victim_evidence import OPEN_STATES
from cenotaph.store import Record, RecordPair

__all__ = ["pairs_to_review"]

CERTAIN = 10.0  # bits, a thousand to one: an answer would tell nothing


def pairs_to_review(record: Record) -> list[RecordPair]:
    """Pairs that nobody judged and whose answer tells something, the most informative first.

    Pairs above a thousand to one are not asked about, unless the linking saw too few matches to learn from.
    """
    store = record.victims
    last = store.last_run()
    few = last is not None and last.report["matching_pairs_seen"] < FEW_MATCHES
    standing = record.standing
    members = store.members()
    sizes: dict[str, int] = {}
    for victim in members.values():
        sizes[victim] = sizes.get(victim, 0) + 1
    open_pairs = {
        (pair.first, pair.second): pair
        for pair in store.pairs(states=(PairState.JOINED, *OPEN_STATES), least=POSSIBLE)
        if few or pair.weight < CERTAIN
    }
    ordered = order_for_review(
        ((pair.first, pair.second, pair.weight) for pair in open_pairs.values()),
        members,
        sizes,
        (*standing.same_victim, *standing.different_victim),
    )
    return [open_pairs[first, second] for first, second, _ in ordered]
