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
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cenotaph.archive import Archive, staged
from cenotaph.errors import UnreadableFile
from cenotaph.ingest.lists import ListMapping
from cenotaph.ledger import record_decision
from cenotaph.model import (
    Claim,
    CountRange,
    DatedAs,
    DateInterval,
    Document,
    PlacedAs,
    PlaceRef,
    PublicClaim,
    PublicPerson,
    PublicRecord,
    PublicSource,
    Reading,
    Span,
)
from cenotaph.release.data import read_record
from cenotaph.release.exchange.view import claims_by
from cenotaph.release.manifest import check_release, read_manifest
from cenotaph.steps.decide import rebuild_reviews
from cenotaph.steps.link import recluster
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import Case, DocumentStore, IncidentStore, VictimListStore, create_case, open_case

__all__ = ["FROM_RELEASE", "RELEASE_RULE", "import_release", "released_readings"]

RELEASE_RULE = "release"
FROM_RELEASE = "from-release"
"""Where a rebuilt case keeps the release that it was made from, so that it can be checked against it."""
COLUMNS = ("row", "name", "sex", "age", "harm", "harm_date", "harm_place", "occupation")


def import_release(folder: Path, target: Path) -> tuple[Case, PublicRecord]:
    """A new case at `target` from the release in `folder`, and what the release holds.

    Broken off, nothing is at the target, and the import can be run again. Raises `UnreadableFile` for a release that was altered,
    and `CaseError` when something lies at the target.
    """
    faults = check_release(folder)
    if faults:
        raise UnreadableFile(f"the release was altered: {'; '.join(faults[:3])}", where=str(folder))
    said = read_manifest(folder)
    record = read_record(folder / "data", str(said["as_of"]))
    with staged(target) as made:
        case = _rebuild(record, said, made)
        shutil.copytree(folder, made / FROM_RELEASE)
        case.engine.dispose()
    return open_case(target), record


def _rebuild(record: PublicRecord, said: Mapping[str, Any], target: Path) -> Case:
    case = create_case(target)
    by = f"release {said['number']} of {said['publisher']}"
    claims = claims_by(record, "source")
    archive = Archive(case.archive_root)
    with case.writing() as connection:
        for source in record.sources:
            document, reading = _document(source, claims.get(source.id, []))
            archive.put(document.text.encode())
            DocumentStore(connection).add(document, reading, None)
    refresh_case(case)
    with case.writing() as connection:
        _hold_as_released(connection, record, by)
    refresh_case(case)
    with case.writing() as connection:
        _hold_distinct(connection, record, by)
    rebuild_reviews(case)
    _load_people(case, record, by)
    return case


def released_readings(folder: Path) -> Mapping[str, Reading]:
    """What the documents that were made from the release in `folder` give, by the hash of their bytes; nothing for one that was
    altered.
    """
    if check_release(folder):
        return {}
    record = read_record(folder / "data", "")
    claims = claims_by(record, "source")
    made = (_document(source, claims.get(source.id, [])) for source in record.sources)
    return {document.sha256: reading for document, reading in made}


def _document(source: PublicSource, claims: Sequence[PublicClaim]) -> tuple[Document, Reading]:
    """The quotations of a source as a text, each followed by who says it and where, and the claims on it."""
    text, made = f"{source.title}\n\n", []
    for claim in sorted(claims, key=lambda one: one.id):
        quote = claim.quotation or f"({claim.withheld})"
        spans = {}
        for part, label, words in (
            ("quote", "", quote),
            ("speaker", "said by: ", claim.speaker),
            ("place", "place: ", claim.place),
        ):
            if words:
                start = len(text) + len(label)
                spans[part] = Span(start, start + len(words))
                text += f"{label}{words}\n"
        text += "\n"
        made.append(_claim(claim, spans))
    document = Document(
        sha256=sha256(text.encode()).hexdigest(), name=f"{source.id}.txt", media_type="text/plain", text=text,
        text_extractor="release/1", title=source.title, author=source.author, publisher=source.publisher, url=source.url,
        language=source.language if source.language != "und" else "en",
        published=DateInterval.from_edtf(source.published) if source.published else None, published_from="the release",
    )  # fmt: skip
    return document, Reading("release/1", document.text_sha256, None, tuple(made), ())


def _claim(given: PublicClaim, spans: Mapping[str, Span]) -> Claim:
    when = DateInterval.from_edtf(given.date) if given.date else None
    return Claim(
        id=given.id,
        evidence=spans["quote"],
        victims=spans["quote"],
        harm=given.harm,
        count=CountRange(given.low, given.high, given.approx),
        groups=given.groups,
        part_of=given.part_of or None,
        speaker=spans.get("speaker"),
        speaker_text=given.speaker,
        status=given.status,
        scope=given.scope,
        date=DatedAs(None, when, True, given.date_why or "as the release has it") if when else None,
        place=PlacedAs(spans["place"], PlaceRef(given.place)) if given.place else None,
        rules=(RELEASE_RULE,),
    )


def _hold_as_released(connection: Connection, record: PublicRecord, by: str) -> None:
    """Record, as decisions of the release, that its claims were read, and which belong together and which do not."""
    now = datetime.now(UTC).replace(microsecond=0)
    why = f"as published in {by}"
    if record.claims:
        record_decision(connection, "accept", [claim.id for claim in record.claims], decided_by=by, decided_at=now, why=why)
    released = {claim.id: claim.incident for claim in record.claims}
    homes: dict[str, list[str]] = defaultdict(list)
    for one in IncidentStore(connection).all():
        groups: dict[str, list[str]] = defaultdict(list)
        for member in one.members:
            groups[released[member.claim_id]].append(member.claim_id)
        for incident, claims in groups.items():
            homes[incident].append(min(claims))
        smallest_first = sorted(groups.values(), key=lambda held: (len(held), held))
        for n, claims in enumerate(smallest_first[:-1], start=1):
            stayed = " ".join(claim for rest in smallest_first[n:] for claim in rest)
            record_decision(connection, "split", claims, decided_by=by, decided_at=now, why=why, details={"from": stayed})
    for parts in homes.values():
        for first, second in pairwise(parts):
            record_decision(connection, "same", [first, second], decided_by=by, decided_at=now, why=why)


def _hold_distinct(connection: Connection, record: PublicRecord, by: str) -> None:
    """Record which incidents the release holds to be events of their own."""
    homes = {member.claim_id: one.id for one in IncidentStore(connection).all() for member in one.members}
    found = [homes[one.claims[0]] for one in record.incidents if one.distinct and one.claims and one.claims[0] in homes]
    if found:
        now = datetime.now(UTC).replace(microsecond=0)
        record_decision(connection, "distinct", found, decided_by=by, decided_at=now, why=f"as published in {by}")


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
    with case.writing() as connection:
        ids = {(record.list_id, record.row_key): record.id for record in VictimListStore(connection).records()}
        for entries in keys.values():
            held = [ids[entry] for entry in entries]
            for first, second in pairwise(held):
                record_decision(
                    connection, "same_victim", [first, second], decided_by=by, decided_at=now, why=f"as published in {by}"
                )
        recluster(connection)
