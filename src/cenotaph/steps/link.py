"""Links the victims of a case: records to scored pairs to victims, under the decisions that stand. All or nothing."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from cenotaph.errors import WrongUse
from cenotaph.link import (
    Engine,
    LinkInput,
    LinkModel,
    LinkResult,
    link_records,
)
from cenotaph.model import PairState, Standing, VictimRecord
from cenotaph.steps.link_report import LinkReport, warn_of
from cenotaph.steps.on_all_cores import on_all_cores
from cenotaph.steps.placement import holders_of, keep_placement, number_pairs, place_records
from cenotaph.store import Case, Record, RecordPair

__all__ = ["link_case"]

MANY = 100_000  # records: below, beginning other processes takes longer than they save


def link_case(
    case: Case,
    engine: Engine,
    *,
    threshold: float = 0.0,
    only_new: bool = False,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> LinkReport:
    """Link every record of the case, or with `only_new` only those loaded since, by the model that was fitted before.

    With `dry_run` nothing is written. `progress` is told what is done next, and may raise to break off before anything is
    written. Raises `WrongUse` when there is nothing to link.
    """
    with case.reading() as record:
        records = list(record.lists.records())
        holders = holders_of(record, records)
        standing = record.standing
        unlinked, last = record.lists.unlinked(), record.victims.last_run()
    if len(records) < 2:
        raise WrongUse("there are no victims to link", remedy="load lists with: cenotaph lists add FILE")
    if only_new and last is None:
        raise WrongUse("nothing was linked yet, so there is no model to go on with", remedy="run cenotaph link without --new")
    given = _given(records, holders, standing, unlinked if only_new else None)
    model = LinkModel.from_json(last.model) if only_new and last is not None else None
    with on_all_cores("cenotaph.link", worth_it=len(records) > MANY) as mapper:
        result = link_records(given, engine, model, threshold, progress, mapper)
    ids = [entry.id for entry in records]
    pairs = [RecordPair(ids[pair.first], ids[pair.second], pair.weight, pair.parts) for pair in result.scored()]
    if dry_run:
        with case.trying() as record:
            return _store(record, pairs, records, result, threshold, only_new)
    with case.writing() as record:
        report = _store(record, pairs, records, result, threshold, only_new)
        record.lists.set_linked()
        kept = {**result.model.as_json(), "threshold": threshold}
        record.victims.add_run(datetime.now(UTC).replace(microsecond=0).isoformat(), kept, report.as_json())
    return report


def _given(records: Sequence[VictimRecord], holders: Sequence[str], standing: Standing, new: Collection[str] | None) -> LinkInput:
    """The records as linking takes them, with what people judged."""
    number = {entry.id: n for n, entry in enumerate(records)}
    return LinkInput(
        values=[entry.values for entry in records],
        lists=[holder or entry.list_id for holder, entry in zip(holders, records, strict=True)],
        no_repeats=frozenset(filter(None, holders)),
        same=number_pairs(standing.same_victim, number),
        different=number_pairs(standing.different_victim, number),
        new=frozenset(number[entry] for entry in new) if new is not None else None,
    )


def _store(
    record: Record, pairs: Sequence[RecordPair], records: Sequence[VictimRecord], result: LinkResult,
    threshold: float, only_new: bool,
) -> LinkReport:  # fmt: skip
    store = record.victims
    if only_new:
        store.drop_pairs_of(sorted(record.lists.unlinked()))
        store.add_pairs(pairs)
    else:
        store.replace_pairs(pairs)
    placed = place_records(record, threshold)
    clusters = placed.clusters
    changes, possible = keep_placement(record, placed)
    refused: dict[PairState, int] = {}
    for one in clusters.refused:
        refused[one.reason] = refused.get(one.reason, 0) + 1
    expected = sum(1 / (1 + 2**-weight) for _, _, weight in placed.weights)
    ids = [entry.id for entry in records]
    victims = len(set(clusters.label.tolist()))
    return LinkReport(
        records=len(records),
        lists=len({entry.list_id for entry in records}),
        victims=victims,
        joined_records=len(records) - victims,
        possible=possible,
        refused=refused,
        changes=changes,
        rules=tuple((rule.words, brought, result.found_by[rule.words]) for rule, brought in result.model.rules),
        missed=result.missed,
        expected_matches=expected,
        broken=tuple((ids[first], ids[second]) for first, second in clusters.broken_judgements),
        warnings=tuple(warn_of(expected, result, clusters)),
    )
