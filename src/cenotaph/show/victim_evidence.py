"""Gathers what stands behind one victim, or between two records, for showing."""

from collections.abc import Sequence

from cenotaph.model import PairState, Victim, VictimRecord
from cenotaph.show.victim_page import VictimEvidence
from cenotaph.store import Record, RecordPair

__all__ = ["OPEN_STATES", "gather_evidence", "gather_pair", "gather_pairs"]

OPEN_STATES = (PairState.POSSIBLE, PairState.ONE_A_LIST, PairState.OTHERS_DISAGREE)
MOST_OUTSIDE = 20


def gather_evidence(record: Record, victim: Victim) -> VictimEvidence:
    """The records of `victim`, the pairs among them, the likeliest pairs to others that were not joined, and likely relatives."""
    pairs = record.victims.pairs(records=victim.records)
    members = set(victim.records)
    inside = [pair for pair in pairs if {pair.first, pair.second} <= members]
    outside = [
        pair for pair in pairs if not {pair.first, pair.second} <= members and pair.state in (*OPEN_STATES, PairState.JUDGED)
    ][:MOST_OUTSIDE]
    near = [other for pair in pairs if pair.related for other in {pair.first, pair.second} - members]
    wanted = members | {entry for pair in outside for entry in (pair.first, pair.second)} | set(near)
    records, lists = _held(record, wanted)
    homes = record.victims.members_of(near)
    relatives = {homes[entry]: records[entry].name for entry in reversed(near) if homes.get(entry, victim.id) != victim.id}
    return VictimEvidence(victim, records, inside, outside, lists, tuple(sorted(relatives.items()))[:MOST_OUTSIDE])


def gather_pair(record: Record, pair: RecordPair) -> VictimEvidence:
    """Two records and the pair between them, as if they were one victim."""
    return gather_pairs(record, [pair])[0]


def gather_pairs(record: Record, pairs: Sequence[RecordPair]) -> list[VictimEvidence]:
    """The same of several pairs, with as many queries as for one."""
    records, lists = _held(record, {one for pair in pairs for one in (pair.first, pair.second)})
    return [VictimEvidence(Victim("pair", (pair.first, pair.second)), records, [pair], [], lists) for pair in pairs]


def _held(record: Record, wanted: set[str]) -> tuple[dict[str, VictimRecord], dict[str, str]]:
    """These records by id, and the names of all lists."""
    lists = record.lists
    return {entry.id: entry for entry in lists.records(wanted)}, {one.id: one.name for one in lists.all()}
