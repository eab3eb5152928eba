"""Adds a table of events that others made to a case, as a document with claims, whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cenotaph.archive import read_bytes
from cenotaph.ingest.datasets import read_dataset
from cenotaph.model import Document, Reading, Refusal
from cenotaph.steps.limited_child import AS_TABLE, LimitedChild
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import Case

__all__ = ["ImportedDataset", "import_dataset"]


@dataclass(frozen=True, slots=True)
class ImportedDataset:
    """How many claims were read, how many incidents the case now has, and the rows and dates that were not read, which are held
    with the document.
    """

    claims: int
    incidents: int
    unread: tuple[Refusal, ...]


def import_dataset(case: Case, path: Path, kind: str = "", publisher: str = "", dates: str = "") -> ImportedDataset | None:
    """Add the table; what came of it, or None when the case holds the file already."""
    data = read_bytes(path)
    with LimitedChild() as child:
        ((document, reading),) = child.run(
            _read, data, path.name, kind, publisher, dates, where=path.name, size=AS_TABLE * len(data)
        )
    with case.reading() as record:
        if record.documents.has(document.sha256):
            return None
    held = replace(document, retrieved_at=datetime.now(UTC).replace(microsecond=0))
    with case.archive.adding(data), case.writing() as record:
        record.documents.add(held, reading, None)
    return ImportedDataset(len(reading.claims), refresh_case(case), reading.refusals)


def _read(data: bytes, name: str, kind: str, publisher: str, dates: str) -> Iterator[tuple[Document, Reading]]:
    yield read_dataset(data, name, kind, publisher, dates)
