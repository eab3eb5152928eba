"""From the bytes of one file to its documents, each with its reading and its signature: what runs where a hostile file can do no
harm.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime

from cenotaph.ingest import Found, read_documents, sign_text
from cenotaph.model import Document, Reading
from cenotaph.steps.read import read_document, this_reader

__all__ = ["Prepared", "read_offered"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored: its bytes, its reading if it was read, and the signature that near copies are found by."""

    document: Document
    data: bytes
    reading: Reading | None
    signature: bytes | None


def read_offered(
    data: bytes, name: str, url: str, retrieved_at: datetime
) -> Generator[tuple[str, str] | Prepared, bool | None, None]:
    """Of each document in the file first its hash and name, and, when yes is sent back, the document as it is stored.

    Raises `UnreadableFile`.
    """
    for found in read_documents(data, name, url=url, retrieved_at=retrieved_at):
        wanted = yield found.document.sha256, found.document.name
        if wanted:
            yield _prepared(found)


def _prepared(found: Found) -> Prepared:
    document, reading = read_document(found.document)
    if reading is not None:
        reading = replace(reading, extractor=this_reader(reading.extractor))
    return Prepared(document, found.data, reading, sign_text(document.text))
