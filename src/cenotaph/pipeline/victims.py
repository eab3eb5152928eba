"""Gathers what stands behind one victim, or between two records, for showing."""

from sqlalchemy import Connection

from cenotaph.ledger import stand
from cenotaph.link import order_for_review
from cenotaph.model import Victim
from cenotaph.pipeline.link import FEW_MATCHES, POSSIBLE
from cenotaph.publish import VictimEvidence
from cenotaph.store import Case, LedgerStore, RecordPair, VictimListStore, VictimStore

__all__ = ["OPEN_STATES", "gather_evidence", "gather_pair", "index_names", "pairs_to_review"]

OPEN_STATES = ("possible", "one-a-list", "others-disagree")
MOST_OUTSIDE = 20
CERTAIN = 10.0


def gather_evidence(connection: Connection, victim: Victim) -> VictimEvidence:
    """The records of `victim`, the pairs among them, and the likeliest pairs to others that were not joined."""
    pairs = VictimStore(connection).pairs(records=victim.records)
    members = set(victim.records)
    inside = [pair for pair in pairs if {pair.first, pair.second} <= members]
    outside = [pair for pair in pairs if not {pair.first, pair.second} <= members and pair.state in (*OPEN_STATES, "judged")][
        :MOST_OUTSIDE
    ]
    wanted = members | {record for pair in outside for record in (pair.first, pair.second)}
    return _evidence(connection, victim, inside, outside, wanted)


def gather_pair(connection: Connection, pair: RecordPair) -> VictimEvidence:
    """Two records and the pair between them, as if they were one victim."""
    both = (pair.first, pair.second)
    return _evidence(connection, Victim("pair", both), [pair], [], set(both))


def _evidence(
    connection: Connection, victim: Victim, inside: list[RecordPair], outside: list[RecordPair], wanted: set[str]
) -> VictimEvidence:
    lists = VictimListStore(connection)
    records = {record.id: record for record in lists.records(wanted)}
    return VictimEvidence(victim, records, inside, outside, {one.id: one.name for one in lists.all()})


def index_names(case: Case) -> None:
    """Make names findable that were loaded before there was an index of them."""
    with case.writing() as connection:
        VictimListStore(connection).index_unindexed()


def pairs_to_review(connection: Connection) -> list[RecordPair]:
    """Pairs that nobody judged and whose answer tells something, the most informative first.

    Pairs above a thousand to one are not asked about, unless the linking saw too few matches to learn from.
    """
    store = VictimStore(connection)
    last = store.last_run()
    few = last is not None and last.report["matching_pairs_seen"] < FEW_MATCHES
    standing = stand(LedgerStore(connection).all())
    members = store.members()
    sizes: dict[str, int] = {}
    for victim in members.values():
        sizes[victim] = sizes.get(victim, 0) + 1
    open_pairs = {
        (pair.first, pair.second): pair
        for pair in store.pairs(states=("joined", *OPEN_STATES), least=POSSIBLE)
        if few or pair.weight < CERTAIN
    }
    ordered = order_for_review(
        ((pair.first, pair.second, pair.weight) for pair in open_pairs.values()),
        members,
        sizes,
        (*standing.same_victim, *standing.different_victim),
    )
    return [open_pairs[first, second] for first, second, _ in ordered]
