"""Adds a table of events that others made to a case, as a document with claims, whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cenotaph.archive import Archive
from cenotaph.ingest import read_bytes
from cenotaph.ingest.datasets import read_dataset
from cenotaph.pipeline.refresh import refresh_case
from cenotaph.store import Case, DocumentStore

__all__ = ["import_dataset"]


def import_dataset(case: Case, path: Path, kind: str = "", publisher: str = "") -> tuple[int, int] | None:
    """Add the table; the number of claims and of incidents that the case now has, or None when it holds the file already."""
    data = read_bytes(path)
    document, reading = read_dataset(data, path.name, kind, publisher)
    with case.engine.connect() as connection:
        if DocumentStore(connection).has(document.sha256):
            return None
    Archive(case.archive_root).put(data)
    held = replace(document, retrieved_at=datetime.now(UTC).replace(microsecond=0))
    with case.writing() as connection:
        DocumentStore(connection).add(held, reading, None)
    return len(reading.claims), refresh_case(case)
