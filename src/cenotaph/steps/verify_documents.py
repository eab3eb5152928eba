"""Checks documents against their archived bytes, by reading the bytes again: the text must be the one that is stored, and its
claims those that the text gives.

What another version of a reader made cannot be made again and is counted as not compared. No word that stands in the record
itself, such as the name of a rule, exempts anything from the check.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cenotaph.archive import Archive
from cenotaph.errors import CenotaphError, IntegrityProblem
from cenotaph.extract import EXTRACTOR
from cenotaph.ingest import read_again
from cenotaph.ingest.datasets import read_dataset
from cenotaph.model import Claim, Document, Reading
from cenotaph.steps.import_release import FROM_RELEASE, released_readings
from cenotaph.steps.limited_child import LimitedChild
from cenotaph.steps.read import read_document, this_reader
from cenotaph.store import ClaimStore, DocumentStore, LedgerStore

__all__ = ["Compared", "compare_documents"]

A_RELEASE, A_DATASET = "release/1", "dataset-"


@dataclass(slots=True)
class Compared:
    """Faults, the documents whose claims were not made again, and those of them that another version read."""

    faults: list[str] = field(default_factory=list)
    not_read: set[str] = field(default_factory=set)
    other_version: list[str] = field(default_factory=list)


def compare_documents(connection: Connection, archive: Archive, root: Path) -> Compared:
    """Read every document again and compare; `root` is the folder of the case."""
    done = Compared()
    documents, claims = DocumentStore(connection), ClaimStore(connection)
    by_people = _added_by_people(connection)
    released = released_readings(root / FROM_RELEASE) if (root / FROM_RELEASE).is_dir() else {}
    with LimitedChild() as child:
        for row in documents.rows():
            document = documents.get(row["id"])
            if document is None:
                continue
            held = [found.claim for found in claims.rows(document_id=row["id"])]
            given = _Given(document, str(row["reader"]), held, by_people)
            done.faults += _faults(given, archive, child, released, done)
    return done


@dataclass(frozen=True, slots=True)
class _Given:
    """A document as it is stored, the reader it was read by, its claims, and those that people added."""

    document: Document
    reader: str
    claims: list[Claim]
    by_people: set[str]


def _faults(
    given: _Given, archive: Archive, child: LimitedChild, released: Mapping[str, Reading], done: Compared
) -> Iterator[str]:
    document, reader = given.document, given.reader
    done.not_read.add(document.id)
    try:
        data = archive.get(document.sha256, check=True)
    except IntegrityProblem as problem:
        yield f"document {document.id}: {problem.what} ({document.sha256})"
        return
    try:
        if document.text_extractor == A_RELEASE:
            text, reading = data.decode("utf-8", "replace"), released.get(document.sha256)
        else:
            ((text, reading),) = child.run(_again, data, document, reader, where=document.name)
    except CenotaphError as fault:
        yield f"document {document.id}: its bytes cannot be read again ({fault.what})"
        return
    if text is not None and text != document.text:
        yield f"document {document.id}: the stored text is not what its archived bytes give"
        return
    if text is None or reading is None and reader:
        done.other_version.append(document.id)
        return
    done.not_read.discard(document.id)
    yield from _claim_faults(document, reading, given.claims, given.by_people)


def _claim_faults(document: Document, reading: Reading | None, held: list[Claim], by_people: set[str]) -> Iterator[str]:
    given = {claim.id: claim for claim in reading.claims} if reading else {}
    stored = {claim.id: claim for claim in held}
    for missing in sorted(given.keys() - stored.keys()):
        yield f"claim {missing}: document {document.id} gives it, and it is not in the record"
    for more in sorted(stored.keys() - given.keys() - by_people):
        yield f"claim {more}: document {document.id} does not give it, and nobody added it"
    for both in sorted(given.keys() & stored.keys()):
        if _said(given[both]) != _said(stored[both]):
            yield f"claim {both}: it is not what document {document.id} gives"


def _said(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, and the words on which it rests."""
    return (
        claim.evidence, claim.victims, claim.harm, claim.count, claim.groups, claim.part_of, claim.speaker_text, claim.status,
        claim.scope, claim.names,
    )  # fmt: skip


def _added_by_people(connection: Connection) -> set[str]:
    return {one for made in LedgerStore(connection).of_kinds(("add",)) for one in made.subjects}


def _again(data: bytes, document: Document, reader: str) -> Generator[tuple[str | None, Reading | None], None, None]:
    """In a child: text and reading as this version makes them, None for what another version made."""
    if document.text_extractor.startswith(A_DATASET):
        kind = document.text_extractor.removeprefix(A_DATASET).partition("/")[0]
        made, reading = read_dataset(data, document.name, kind, document.publisher)
        yield made.text, reading
        return
    text, extractor = read_again(data, document.media_type, document.name)
    if extractor != document.text_extractor:
        yield None, None
    elif reader != this_reader(EXTRACTOR):
        yield text, None
    else:
        yield text, read_document(document)[1]
