"""Gathers what stands behind one victim, or between two records, for showing."""

from sqlalchemy import Connection

from cenotaph.model import Victim
from cenotaph.show.victim_page import VictimEvidence
from cenotaph.store import RecordPair, VictimListStore, VictimStore

__all__ = ["OPEN_STATES", "gather_evidence", "gather_pair"]

OPEN_STATES = ("possible", "one-a-list", "others-disagree")
MOST_OUTSIDE = 20


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
