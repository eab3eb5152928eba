"""Links the victims of a case: records to scored pairs to victims, under the decisions that stand. All or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from cenotaph.errors import WrongUse
from cenotaph.ledger import stand
from cenotaph.link import (
    FEW_MATCHES,
    POSSIBLE,
    Clusters,
    Constraints,
    Engine,
    LinkInput,
    LinkModel,
    LinkResult,
    VictimChanges,
    changes_between,
    join_pairs,
    link_records,
    name_victims,
)
from cenotaph.model import Victim, VictimRecord
from cenotaph.store import Case, LedgerStore, RecordPair, VictimListStore, VictimStore

__all__ = ["LinkReport", "Placement", "link_case", "place_records", "recluster"]


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a linking did. `possible` pairs are neither joined nor ruled out; `refused` counts likely pairs kept apart, by
    reason.
    """

    records: int
    lists: int
    victims: int
    joined_records: int
    possible: int
    refused: dict[str, int]
    changes: VictimChanges
    rules: tuple[tuple[str, int, int], ...]
    missed: float
    expected_matches: float
    broken: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "records": self.records,
            "lists": self.lists,
            "victims": self.victims,
            "joined_records": self.joined_records,
            "possible": self.possible,
            "refused": dict(self.refused),
            "changes": {
                "new": self.changes.new,
                "grown": self.changes.grown,
                "merged": len(self.changes.merged),
                "split": len(self.changes.split),
            },
            "rules": [{"rule": words, "pairs": pairs, "matches": matches} for words, pairs, matches in self.rules],
            "matching_pairs_seen": round(self.expected_matches, 1),
            "matching_pairs_missed": round(self.missed, 1),
            "warnings": list(self.warnings),
        }


def link_case(case: Case, engine: Engine, *, threshold: float = 0.0, only_new: bool = False, dry_run: bool = False) -> LinkReport:
    """Link every record of the case, or with `only_new` only those loaded since, by the model that was fitted before.

    With `dry_run` nothing is written. Raises `WrongUse` when there is nothing to link.
    """
    with case.engine.connect() as connection:
        lists = VictimListStore(connection)
        records = list(lists.records())
        no_repeats = frozenset(one.id for one in lists.all() if one.one_person_a_row)
        standing = stand(LedgerStore(connection).all())
        unlinked, last = lists.unlinked(), VictimStore(connection).last_run()
    if len(records) < 2:
        raise WrongUse("there are no victims to link", remedy="load lists with: cenotaph lists add FILE")
    if only_new and last is None:
        raise WrongUse("nothing was linked yet, so there is no model to go on with", remedy="run cenotaph link without --new")
    number = {record.id: n for n, record in enumerate(records)}
    given = LinkInput(
        values=[record.values for record in records],
        lists=[record.list_id for record in records],
        no_repeats=no_repeats,
        same=_numbers(standing.same_victim, number),
        different=_numbers(standing.different_victim, number),
        new=frozenset(number[record] for record in unlinked) if only_new else None,
    )
    model = LinkModel.from_json(last.model) if only_new and last is not None else None
    result = link_records(given, engine, model, threshold)
    ids = [record.id for record in records]
    pairs = [RecordPair(ids[pair.first], ids[pair.second], pair.weight, pair.parts) for pair in result.scored()]
    if dry_run:
        with case.engine.connect() as connection, connection.begin() as trial:
            report = _store(connection, pairs, records, result, threshold, only_new)
            trial.rollback()
        return report
    with case.writing() as connection:
        report = _store(connection, pairs, records, result, threshold, only_new)
        VictimListStore(connection).set_linked()
        kept = {**result.model.as_json(), "threshold": threshold}
        VictimStore(connection).add_run(datetime.now(UTC).replace(microsecond=0).isoformat(), kept, report.as_json())
    return report


def _store(
    connection: Connection, pairs: Sequence[RecordPair], records: Sequence[VictimRecord], result: LinkResult,
    threshold: float, only_new: bool,
) -> LinkReport:  # fmt: skip
    store = VictimStore(connection)
    if only_new:
        store.drop_pairs_of(sorted(VictimListStore(connection).unlinked()))
        store.add_pairs(pairs)
    else:
        store.replace_pairs(pairs)
    placed = place_records(connection, threshold)
    clusters = placed.clusters
    changes, possible = _keep(connection, placed)
    refused: dict[str, int] = {}
    for one in clusters.refused:
        refused[one.reason] = refused.get(one.reason, 0) + 1
    expected = sum(1 / (1 + 2**-weight) for _, _, weight in placed.weights)
    ids = [record.id for record in records]
    victims = len(set(clusters.label.tolist()))
    return LinkReport(
        records=len(records),
        lists=len({record.list_id for record in records}),
        victims=victims,
        joined_records=len(records) - victims,
        possible=possible,
        refused=refused,
        changes=changes,
        rules=tuple((rule.words, brought, result.found_by[rule.words]) for rule, brought in result.model.rules),
        missed=result.missed,
        expected_matches=expected,
        broken=tuple((ids[first], ids[second]) for first, second in clusters.broken_judgements),
        warnings=tuple(_warnings(expected, result, clusters)),
    )


def _warnings(expected: float, result: LinkResult, clusters: Clusters) -> list[str]:
    found = []
    if expected < FEW_MATCHES:
        found.append(
            f"only about {expected:.0f} matching pairs were seen, too few to learn from: the weights rest mostly on what is "
            "usual for such lists; review every join"
        )
    if not result.model.rules:
        found.append("no two records share enough to be compared")
    if clusters.broken_judgements:
        found.append("some judgements contradict each other; where they do, two people stay two")
    return found


def recluster(connection: Connection) -> VictimChanges:
    """Place the records anew from the pairs as they were scored, under the decisions that stand now."""
    return _keep(connection, place_records(connection))[0]


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


def place_records(connection: Connection, threshold: float | None = None) -> Placement:
    """What the stored pairs and the standing decisions come to, at `threshold` or that of the last linking. Stores nothing."""
    lists, store = VictimListStore(connection), VictimStore(connection)
    last = store.last_run()
    if threshold is None:
        threshold = float(last.model.get("threshold", 0.0)) if last else 0.0
    no_repeats = {one.id for one in lists.all() if one.one_person_a_row}
    records = [(record.id, record.list_id) for record in lists.records()]
    number = {record: n for n, (record, _) in enumerate(records)}
    standing = stand(LedgerStore(connection).all())
    weights = tuple((number[first], number[second], weight) for first, second, weight in store.weights())
    holders = [list_id if list_id in no_repeats else "" for _, list_id in records]
    constraints = Constraints(
        _numbers(standing.same_victim, number), _numbers(standing.different_victim, number), holders if no_repeats else None
    )
    clusters = join_pairs(len(records), weights, constraints, threshold)
    return Placement(tuple(record for record, _ in records), weights, constraints, clusters)


def _keep(connection: Connection, placed: Placement) -> tuple[VictimChanges, int]:
    """Store a placement; what it changed, and how many pairs are possible duplicates."""
    store = VictimStore(connection)
    states = list(_states(placed))
    store.set_states((placed.records[first], placed.records[second], state) for first, second, state in states)
    victims = placed.victims()
    changes = changes_between(store.members(), victims)
    store.replace_victims(victims)
    return changes, sum(state == "possible" for _, _, state in states)


def _states(placed: Placement) -> Iterator[tuple[int, int, str]]:
    reasons = {(one.first, one.second): one.reason for one in placed.clusters.refused}
    judged = {frozenset(pair) for pair in placed.constraints.different}
    label, lists = placed.clusters.label, placed.constraints.lists
    for first, second, weight in placed.weights:
        if label[first] == label[second]:
            yield first, second, "joined"
        elif frozenset((first, second)) in judged:
            yield first, second, "judged"
        elif (first, second) in reasons:
            yield first, second, reasons[first, second]
        elif weight >= POSSIBLE and not (lists and lists[first] and lists[first] == lists[second]):
            yield first, second, "possible"


def _numbers(pairs: Sequence[tuple[str, str]], number: dict[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((number[first], number[second]) for first, second in pairs if first in number and second in number)
