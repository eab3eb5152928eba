"""Gathers what stands behind one victim, or between two records, for showing."""

from collections.abc import Sequence

from cenotaph.model import PairState, Victim
from cenotaph.show.victim_page import VictimEvidence
from cenotaph.store import Record, RecordPair

__all__ = ["OPEN_STATES", "gather_evidence", "gather_pair", "gather_pairs"]

OPEN_STATES = (PairState.POSSIBLE, PairState.ONE_A_LIST, PairState.OTHERS_DISAGREE)
MOST_OUTSIDE = 20


def gather_evidence(record: Record, victim: Victim) -> VictimEvidence:
    """The records of `victim`, the pairs among them, and the likeliest pairs to others that were not joined."""
    pairs = record.victims.pairs(records=victim.records)
    members = set(victim.records)
    inside = [pair for pair in pairs if {pair.first, pair.second} <= members]
    outside = [
        pair for pair in pairs if not {pair.first, pair.second} <= members and pair.state in (*OPEN_STATES, PairState.JUDGED)
    ][:MOST_OUTSIDE]
    wanted = members | {entry for pair in outside for entry in (pair.first, pair.second)}
    return _evidence(record, victim, inside, outside, wanted)


def gather_pair(record: Record, pair: RecordPair) -> VictimEvidence:
    """Two records and the pair between them, as if they were one victim."""
    both = (pair.first, pair.second)
    return _evidence(record, Victim("pair", both), [pair], [], set(both))


def gather_pairs(record: Record, pairs: Sequence[RecordPair]) -> list[VictimEvidence]:
    """The same of several pairs, with as many queries as for one."""
    wanted = {one for pair in pairs for one in (pair.first, pair.second)}
    records = {entry.id: entry for entry in record.lists.records(wanted)}
    lists = {one.id: one.name for one in record.lists.all()}
    return [VictimEvidence(Victim("pair", (pair.first, pair.second)), records, [pair], [], lists) for pair in pairs]


def _evidence(
    record: Record, victim: Victim, inside: list[RecordPair], outside: list[RecordPair], wanted: set[str]
) -> VictimEvidence:
    lists = record.lists
    records = {entry.id: entry for entry in lists.records(wanted)}
    return VictimEvidence(victim, records, inside, outside, {one.id: one.name for one in lists.all()})
