"""Writes pages to files, whole or not at all."""

import os
from pathlib import Path

from cenotaph.errors import UnreadableFile
from cenotaph.publish import render_case_page
from cenotaph.store import Case, ClaimStore, DocumentStore, IncidentStore

__all__ = ["write_case_page", "write_whole"]


def write_case_page(case: Case, target: Path, *, title: str = "", only: str | None = None) -> None:
    """Write the page of all incidents, or of the one with the id `only`. Raises `UnreadableFile` when it cannot be written."""
    with case.engine.connect() as connection:
        store = DocumentStore(connection)
        claims = {row.claim.id: row for row in ClaimStore(connection).rows()}
        incidents = [one for one in IncidentStore(connection).all() if only is None or one.id == only]
        rows = list(store.rows())
        if only is not None:
            wanted = {claims[m.claim_id].document_id for one in incidents for m in one.members}
            rows = [row for row in rows if row["id"] in wanted]
        texts = store.texts(row["id"] for row in rows)
        page = render_case_page(
            title or case.root.resolve().name, incidents, claims, rows, texts, store.characterisations(), store.responsibilities()
        )
    write_whole(target, page)


def write_whole(target: Path, page: str) -> None:
    """Write `page` to `target`, whole or not at all. Raises `UnreadableFile` when it cannot be written."""
    temporary = target.with_name(target.name + ".writing")
    try:
        temporary.write_text(page, encoding="utf-8")
        os.replace(temporary, target)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        raise UnreadableFile(f"the page could not be written ({fault.strerror})", where=str(target)) from fault
