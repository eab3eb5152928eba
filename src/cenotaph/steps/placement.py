"""Where the records of a case stand: which of them are one person, from scored pairs and the decisions that stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.link import POSSIBLE, Clusters, Constraints, VictimChanges, changes_between, join_pairs, name_victims
from cenotaph.model import NAMED_IN_DOCUMENTS, PairState, Victim, VictimRecord
from cenotaph.store import Record

__all__ = ["Placement", "holders_of", "keep_placement", "number_pairs", "place_anew", "place_records", "victim_faults"]


def place_anew(record: Record) -> None:
    """Place the records anew from the pairs as they were scored, under the decisions that stand now; nothing where nobody linked
    or judged.
    """
    if record.victims.last_run() is not None or record.standing.same_victim:
        keep_placement(record, place_records(record))


def victim_faults(record: Record) -> Iterator[str]:
    """What is wrong with the victims: a person whom the pairs and the decisions do not give."""
    if record.victims.last_run() is None:
        return
    stored, placed = record.victims.members(), place_records(record)
    victims = placed.victims()
    computed = {entry: one.id for one in victims for entry in one.records}
    waiting = record.lists.unlinked()
    wrong = sorted(entry for entry in computed if entry not in waiting and stored.get(entry) != computed[entry])
    for entry in wrong[:10]:
        yield f"record {entry}: it stands under another victim than its pairs and the decisions give; run cenotaph link"
    if len(wrong) > 10:
        yield f"{len(wrong) - 10} more records stand under another victim than their pairs and the decisions give"
    if not waiting and not wrong:
        yield from _kept_faults(record, placed, victims)


def _kept_faults(record: Record, placed: "Placement", victims: Sequence[Victim]) -> Iterator[str]:
    """Victims and pairs that stand otherwise than the placement gives, while the records are where they belong."""
    founders = {one.id: one.records[0] for one in victims}
    for victim in sorted(one for one, found in record.victims.founders().items() if founders.get(one) != found):
        yield f"victim {victim}: the record that it is known by is not its first; run cenotaph link"
    given = {(placed.records[first], placed.records[second]): state for first, second, state in _states(placed)}
    for first, second, state in record.victims.states():
        if given.get((first, second), given.get((second, first), PairState.APART)) != state:
            yield f"records {first} and {second}: whether they are one person is not what the decisions give; run cenotaph link"


@dataclass(frozen=True, slots=True)
class Placement:
    """Records in the order they were loaded, their scored pairs by number, and the clusters that these come to."""

    records: tuple[str, ...]
    weights: tuple[tuple[int, int, float], ...]
    constraints: Constraints
    clusters: Clusters

    def victims(self) -> list[Victim]:
        """The clusters as victims."""
        return name_victims(self.clusters.label, self.records)


def place_records(record: Record, threshold: float | None = None) -> Placement:
    """What the stored pairs and the standing decisions come to, at `threshold` or that of the last linking. Stores nothing."""
    lists, store = record.lists, record.victims
    last = store.last_run()
    if threshold is None:
        threshold = float(last.model.get("threshold", 0.0)) if last else 0.0
    loaded = list(lists.records())
    holders = holders_of(record, loaded)
    records = [(entry.id, entry.list_id) for entry in loaded]
    number = {entry: n for n, (entry, _) in enumerate(records)}
    standing = record.standing
    weights = tuple((number[first], number[second], weight) for first, second, weight in store.weights())
    constraints = Constraints(
        number_pairs(standing.same_victim, number),
        number_pairs(standing.different_victim, number),
        holders if any(holders) else None,
    )
    clusters = join_pairs(len(records), weights, constraints, threshold)
    return Placement(tuple(entry for entry, _ in records), weights, constraints, clusters)


def holders_of(record: Record, records: Sequence[VictimRecord]) -> list[str]:
    """By record, what names nobody twice and holds it: its list, or, of the people whom documents name, its document; empty where
    the list may name somebody twice.
    """
    once = {one.id for one in record.lists.all() if one.one_person_a_row}
    documents = record.people.documents() if NAMED_IN_DOCUMENTS in once else {}
    return [
        "" if one.list_id not in once else documents.get(one.row_key, "") if one.list_id == NAMED_IN_DOCUMENTS else one.list_id
        for one in records
    ]


def keep_placement(record: Record, placed: Placement) -> tuple[VictimChanges, int]:
    """Store a placement; what it changed, and how many pairs are possible duplicates."""
    store = record.victims
    states = list(_states(placed))
    store.set_states((placed.records[first], placed.records[second], state) for first, second, state in states)
    victims = placed.victims()
    changes = changes_between(store.members(), victims)
    store.replace_victims(victims)
    return changes, sum(state == PairState.POSSIBLE for _, _, state in states)


def _states(placed: Placement) -> Iterator[tuple[int, int, PairState]]:
    reasons = {(one.first, one.second): one.reason for one in placed.clusters.refused}
    judged = {frozenset(pair) for pair in placed.constraints.different}
    label, lists = placed.clusters.label, placed.constraints.lists
    for first, second, weight in placed.weights:
        if label[first] == label[second]:
            yield first, second, PairState.JOINED
        elif frozenset((first, second)) in judged:
            yield first, second, PairState.JUDGED
        elif (first, second) in reasons:
            yield first, second, reasons[first, second]
        elif weight >= POSSIBLE and not (lists and lists[first] and lists[first] == lists[second]):
            yield first, second, PairState.POSSIBLE


def number_pairs(pairs: Sequence[tuple[str, str]], number: dict[str, int]) -> tuple[tuple[int, int], ...]:
    """Pairs of ids as pairs of numbers; those that there are not are left out."""
    return tuple((number[first], number[second]) for first, second in pairs if first in number and second in number)
