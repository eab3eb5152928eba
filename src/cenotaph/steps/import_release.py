"""Rebuilds the public part of a record as a case of its own, from a release and nothing else.

What a release does not hold is not invented: the archive has the quotations, not the documents they are from, and every claim
counts as read by one person, the release. Ids of claims are those of the release; incidents come of them by the same rules,
held together and apart as the release has them. People are loaded as lists again, so that they can be linked with others.
"""

import csv
import io
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cenotaph.archive import staged
from cenotaph.ingest.lists import ListMapping
from cenotaph.ledger import record_decision
from cenotaph.model import (
    DecisionKind,
    PublicPerson,
    PublicRecord,
)
from cenotaph.release.exchange.view import ClaimsBy
from cenotaph.release.opening import open_release
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.placement import keep_placement, place_records
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.released import FROM_RELEASE, document_of
from cenotaph.store import Case, Record, create_case, open_case

__all__ = ["import_release"]

COLUMNS = ("row", "name", "sex", "age", "harm", "harm_date", "harm_place", "occupation")


def import_release(folder: Path, target: Path) -> tuple[Case, PublicRecord]:
    """A new case at `target` from the release in `folder`, and what the release holds.

    Broken off, nothing is at the target, and the import can be run again. Raises `UnreadableFile` for a release that was altered,
    and `CaseError` when something lies at the target.
    """
    said, record = open_release(folder)
    with staged(target) as made:
        case = _rebuild(record, said, made)
        shutil.copytree(folder, made / FROM_RELEASE)
        case.take_in(FROM_RELEASE)
        case.close()
    return open_case(target), record


def _rebuild(entry: PublicRecord, said: Mapping[str, Any], target: Path) -> Case:
    case = create_case(target)
    by = f"release {said['number']} of {said['publisher']}"
    claims = ClaimsBy(entry, "source")
    archive = case.archive
    with case.writing() as record:
        for source in entry.sources:
            document, reading = document_of(source, claims.of(source.id))
            archive.put(document.text.encode())
            record.documents.add(document, reading, None)
    refresh_case(case)
    with case.writing() as record:
        _hold_as_released(record, entry, by)
    refresh_case(case)
    with case.writing() as record:
        _hold_distinct(record, entry, by)
    _load_people(case, entry, by)
    refresh_case(case, "decide")
    with case.writing() as record:
        keep_placement(record, place_records(record))
    return case


def _hold_as_released(record: Record, entry: PublicRecord, by: str) -> None:
    """Record, as decisions of the release, that its claims were read, and which belong together and which do not."""
    now = datetime.now(UTC).replace(microsecond=0)
    why = f"as published in {by}"
    if entry.claims:
        record_decision(record, DecisionKind.ACCEPT, [claim.id for claim in entry.claims], decided_by=by, decided_at=now, why=why)
    released = {claim.id: claim.incident for claim in entry.claims}
    homes: dict[str, list[str]] = defaultdict(list)
    for one in record.incidents.all():
        groups: dict[str, list[str]] = defaultdict(list)
        for member in one.members:
            groups[released[member.claim_id]].append(member.claim_id)
        for incident, claims in groups.items():
            homes[incident].append(min(claims))
        smallest_first = sorted(groups.values(), key=lambda held: (len(held), held))
        for n, claims in enumerate(smallest_first[:-1], start=1):
            stayed = " ".join(claim for rest in smallest_first[n:] for claim in rest)
            record_decision(record, DecisionKind.SPLIT, claims, decided_by=by, decided_at=now, why=why, details={"from": stayed})
    for parts in homes.values():
        for first, second in pairwise(parts):
            record_decision(record, DecisionKind.SAME, [first, second], decided_by=by, decided_at=now, why=why)


def _hold_distinct(record: Record, entry: PublicRecord, by: str) -> None:
    """Record which incidents the release holds to be events of their own."""
    first = [one.claims[0] for one in entry.incidents if one.distinct and one.claims]
    homes = record.incidents.by_claim(first)
    found = [homes[claim] for claim in first if claim in homes]
    if found:
        now = datetime.now(UTC).replace(microsecond=0)
        record_decision(record, DecisionKind.DISTINCT, found, decided_by=by, decided_at=now, why=f"as published in {by}")


def _load_people(case: Case, record: PublicRecord, by: str) -> None:
    """Every list with the rows that the release names, and the people it holds to be one."""
    rows: dict[str, list[tuple[str, str, PublicPerson]]] = defaultdict(list)
    for person in record.people:
        for n, (list_id, row, name) in enumerate(person.entries, start=1):
            rows[list_id].append((str(row or f"{person.id} {n}"), name, person))
    names = {one.id: one.name for one in record.lists}
    keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for list_id, entries in sorted(rows.items()):
        mapping = ListMapping({name: "key" if name == "row" else name for name in COLUMNS})
        data = _list_csv(entries)
        prepared = prepare_list(case, Path(f"{list_id}.csv"), name=names[list_id], mapping=mapping, data=data)
        load_list(case, prepared)
        for key, _, person in entries:
            keys[person.id].append((prepared.entry.id, key))
    _join_people(case, keys, by)


def _list_csv(entries: Iterable[tuple[str, str, PublicPerson]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row, name, person in sorted(entries, key=lambda entry: (len(entry[0]), entry[0])):
        age = person.age if person.age.isdigit() else ""
        one = [value.split(" | ")[0] for value in (person.sex, age, person.harm, person.date, person.place, person.occupation)]
        writer.writerow([row, name, *one])
    return out.getvalue().encode()


def _join_people(case: Case, keys: Mapping[str, Sequence[tuple[str, str]]], by: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    with case.writing() as record:
        ids = {(one_record.list_id, one_record.row_key): one_record.id for one_record in record.lists.records()}
        for entries in keys.values():
            held = [ids[entry] for entry in entries]
            for first, second in pairwise(held):
                record_decision(
                    record, DecisionKind.SAME_VICTIM, [first, second], decided_by=by, decided_at=now, why=f"as published in {by}"
                )
