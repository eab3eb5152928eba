"""From the bytes of one file to its documents, each with its reading, its signature and its marks: what runs where a hostile file
can do no harm.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from cenotaph.errors import CenotaphError
from cenotaph.ingest import read_documents, sign_text
from cenotaph.model import Document, Reading, TextMarks
from cenotaph.steps.child_side import Question
from cenotaph.steps.read import read_document, this_reader
from cenotaph.text import mark_text

__all__ = ["Prepared", "Taking", "marks_of", "read_aside", "read_offered", "with_reading"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored: its bytes, its reading if it was read, the signature that near copies are found by, and the
    marks of one that tells of something.
    """

    document: Document
    data: bytes
    reading: Reading | None
    signature: bytes | None
    marks: TextMarks | None = None


def read_offered(
    data: bytes, name: str, url: str, retrieved_at: datetime
) -> Generator[Question | Prepared | tuple[Document, Reading | None, TextMarks | None], bool | None, None]:
    """Of each document in the file the document as it is stored when nobody reads it, then with its reading, which may take too
    long, and its marks. Of one that is not the whole file first its hash and name, and the rest when yes is sent back.

    Raises `UnreadableFile`.
    """
    for found in read_documents(data, name, url=url, retrieved_at=retrieved_at):
        if found.data is data or (yield Question((found.document.sha256, found.document.name))):
            yield Prepared(found.document, found.data, None, sign_text(found.document.text))
            yield _read(found.document)


def read_aside(data: bytes, name: str, language: str | None) -> Iterator[Document | tuple[Document, Reading | None]]:
    """Each document in the file, and then with its reading, as `language` if one is given. Raises `UnreadableFile`."""
    for found in read_documents(data, name):
        document = replace(found.document, language=language) if language else found.document
        yield document
        yield read_document(document)


def marks_of(document: Document, reading: Reading | None) -> TextMarks | None:
    """What a document is known by; None for one that tells of nothing."""
    return mark_text(document.title, document.text) if reading is not None and reading.claims else None


class Taking:
    """Puts together what `read_offered` gives of one file, whose bytes have the SHA-256 `digest`."""

    def __init__(self, digest: str) -> None:
        self._digest = digest
        self._unread: Prepared | None = None

    def take(self, said: Prepared | tuple[Document, Reading | None, TextMarks | None]) -> Prepared | None:
        """The document, when with what was said all of it was given."""
        if isinstance(said, Prepared):
            self._unread = said
            return None
        unread, self._unread = self._unread, None
        return with_reading(unread, said) if unread is not None else None

    def broken_off(self, fault: CenotaphError) -> Iterator[Prepared | CenotaphError]:
        """What there is after a fault: the document that could be taken and not read, without a reading, and the fault, where
        that was not the whole file: of an archive the rest is lost.
        """
        unread = self._unread
        if unread is not None:
            yield _kept_unread(unread, fault.what)
        if unread is None or unread.document.sha256 != self._digest:
            yield fault


def with_reading(unread: Prepared, said: tuple[Document, Reading | None, TextMarks | None]) -> Prepared:
    """The document with what `read_offered` gave of it after it."""
    document, reading, marks = said
    return replace(unread, document=document, reading=reading, marks=marks)


def _kept_unread(unread: Prepared, why: str) -> Prepared:
    """The document whose reading was broken off, flagged, and with the reason in its note."""
    document = unread.document
    note = "; ".join(filter(None, (document.note, f"not read: {why}")))
    return replace(unread, document=replace(document, flags=tuple(sorted({*document.flags, "not_read"})), note=note))


def _read(document: Document) -> tuple[Document, Reading | None, TextMarks | None]:
    flagged, reading = read_document(document)
    if reading is None:
        return flagged, None, None
    return flagged, replace(reading, extractor=this_reader(reading.extractor)), marks_of(flagged, reading)
