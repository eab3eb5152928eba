"""Checks documents against their archived bytes, by reading the bytes again: the text must be the one that is stored, and its
claims those that the text gives.

What another version of a reader made cannot be made again and is counted as not compared. No word that stands in the record
itself, such as the name of a rule, exempts anything from the check.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cenotaph.archive import Archive
from cenotaph.errors import CenotaphError, IntegrityProblem
from cenotaph.extract import EXTRACTOR
from cenotaph.ingest import read_again
from cenotaph.ingest.datasets import dataset_extractor, read_dataset
from cenotaph.model import Claim, DecisionKind, Document, NamedPerson, Reading
from cenotaph.steps.limited_child import AS_TABLE, LimitedChild
from cenotaph.steps.read import read_document, this_reader
from cenotaph.steps.released import A_RELEASE, FROM_RELEASE, released_readings
from cenotaph.steps.verify_counts import count_faults
from cenotaph.store import Record

__all__ = ["Checking", "claim_faults", "document_faults"]

A_DATASET = "dataset-"


@dataclass(slots=True)
class Compared:
    """Faults, the documents whose claims were not made again, those of them that another version read, and those that nobody
    touched since all was checked.
    """

    faults: list[str] = field(default_factory=list)
    not_read: set[str] = field(default_factory=set)
    other_version: list[str] = field(default_factory=list)
    as_before: list[str] = field(default_factory=list)


class Checking:
    """What is checked: a record with its archive, and the archived objects that there were before the record was read, so that
    what is added meanwhile is no fault. `is_untouched` tells of a unit, by kind and key, whether no act touched it since all was
    checked.
    """

    def __init__(
        self,
        record: Record,
        archive: Archive,
        objects: Sequence[str],
        is_untouched: Callable[[str, str], bool] = lambda *_: False,
    ) -> None:
        self.record, self.archive, self.objects, self.is_untouched = record, archive, objects, is_untouched

    @cached_property
    def used(self) -> set[str]:
        """The objects that the record knows of."""
        return self.record.used_objects()

    @cached_property
    def compared(self) -> Compared:
        """Every document read again and compared."""
        return _compare(self)


def document_faults(checking: Checking) -> Iterator[str]:
    """Texts that were altered, and archived files that nothing in the record is made from: something was taken away."""
    yield from checking.record.database_faults()
    yield from (
        f"document {found}: the stored text no longer matches its hash" for found in checking.record.documents.altered_texts()
    )
    for digest in checking.objects:
        if digest not in checking.used:
            yield f"archived object {digest}: nothing in the record is made from it; a document, a list or a reply was taken away"


def claim_faults(checking: Checking) -> Iterator[str]:
    """Texts and claims that are not what the archived bytes give."""
    yield from checking.compared.faults
    for found in checking.record.documents.ill_found():
        yield f"document {found}: the search finds it by other words than its own, or finds what is not there"
    yield from count_faults(checking.record, checking.compared.not_read)


def _compare(checking: Checking) -> Compared:
    done, record, archive = Compared(), checking.record, checking.archive
    by_people = _added_by_people(record)
    edits = record.ledger.of_kinds((DecisionKind.EDIT,))
    renamed = {one for made in edits if "names" in made.details for one in made.subjects}
    kept = record.root / FROM_RELEASE
    released = released_readings(kept) if kept.is_dir() else {}
    with LimitedChild() as child:
        for row in record.documents.rows():
            if all(checking.is_untouched(kind, row["id"]) for kind in ("document", "reading")):
                done.as_before.append(row["id"])
                continue
            document = record.documents.get(row["id"])
            if document is None:
                continue
            held = [found.claim for found in record.claims.rows(document_id=row["id"])]
            people = [one.person for one in record.people.of_documents([row["id"]])]
            given = _Given(document, str(row["reader"]), held, people, by_people, renamed)
            done.faults += _faults(given, archive, child, released, done)
    return done


@dataclass(frozen=True, slots=True)
class _Given:
    """A document as it is stored, the reader it was read by, its claims, whom it names, the claims that people added, and those
    of
    which they mended the names.
    """

    document: Document
    reader: str
    claims: list[Claim]
    people: list[NamedPerson]
    by_people: set[str]
    renamed: set[str]


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
            ((text, reading),) = child.run(_again, data, document, reader, where=document.name, size=_counts_as(data, document))
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
    yield from _people_faults(document, reading, given)


def _counts_as(data: bytes, document: Document) -> int:
    return len(data) * (AS_TABLE if document.text_extractor.startswith(A_DATASET) else 1)


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


def _people_faults(document: Document, reading: Reading | None, given: _Given) -> Iterator[str]:
    """People whom a document names otherwise than it is stored."""
    said = {one.id: one for one in reading.people} if reading else {}
    mended = given.by_people | given.renamed
    stored = {one.id: one for one in given.people if one.id in said or not one.claims or not mended.issuperset(one.claims)}
    for either in sorted(said.keys() | stored.keys()):
        if said.get(either) != stored.get(either):
            yield f"person {either}: it is not what document {document.id} says of whom it names"


def _said(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, and the words on which it rests."""
    return (
        claim.evidence, claim.victims, claim.harm, claim.count, claim.groups, claim.part_of, claim.speaker_text, claim.status,
        claim.scope, claim.names,
    )  # fmt: skip


def _added_by_people(record: Record) -> set[str]:
    return {one for made in record.ledger.of_kinds((DecisionKind.ADD,)) for one in made.subjects}


def _again(data: bytes, document: Document, reader: str) -> Generator[tuple[str | None, Reading | None], None, None]:
    """In a child: text and reading as this version makes them, None for what another version made."""
    if document.text_extractor.startswith(A_DATASET):
        kind, _, read_as = document.text_extractor.removeprefix(A_DATASET).partition("/")
        dates = read_as.partition(" ")[2]
        if document.text_extractor == dataset_extractor(kind, dates):
            made, reading = read_dataset(data, document.name, kind, document.publisher, dates)
            yield made.text, reading
        else:
            yield None, None
        return
    text, extractor = read_again(data, document.media_type, document.name)
    if extractor != document.text_extractor:
        yield None, None
    elif reader != this_reader(EXTRACTOR):
        yield text, None
    else:
        yield text, read_document(document)[1]
