"""Writes the page of a case to a file."""

from pathlib import Path

from cenotaph.archive import write_whole
from cenotaph.show.case_page import render_case_page
from cenotaph.store import Case

__all__ = ["write_case_page"]


def write_case_page(case: Case, target: Path, *, title: str = "", only: str | None = None) -> None:
    """Write the page of all incidents, or of the one with the id `only`. Raises `UnreadableFile` when it cannot be written."""
    with case.reading() as record:
        store = record.documents
        claims = record.claims.by_id()
        incidents = [one for one in record.incidents.all() if only is None or one.id == only]
        rows = list(store.rows())
        if only is not None:
            wanted = {claims[m.claim_id].document_id for one in incidents for m in one.members}
            rows = [row for row in rows if row["id"] in wanted]
        texts = store.texts(row["id"] for row in rows)
        page = render_case_page(
            title or case.root.resolve().name, incidents, claims, rows, texts, store.characterisations(), store.responsibilities()
        )
    write_whole(target, page)
