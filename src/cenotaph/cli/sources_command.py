"""`cenotaph sources`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

if TYPE_CHECKING:
    from cenotaph.model import Source
    from cenotaph.store import Record

__all__ = ["command"]

COLUMNS = {
    "id": "Source", "name": "Name as written", "role": "Role", "kind": "Kind (by its words)", "claims": "Claims",
    "documents": "Documents",
}  # fmt: skip


@click.command("sources", epilog="Example:  cenotaph sources --csv > sources.csv")
@case_option
@format_options
def command(case_dir: str | None, form: str | None) -> None:
    """Show who says: speakers as the documents name them, and outlets, with the kind their words suggest."""
    from cenotaph.cli.show import show_rows

    with named_case(case_dir).reading() as record:
        rows = [*_speakers(record), *_outlets(record)]
    show_rows(rows, COLUMNS, form, empty="no sources")


def _speakers(record: "Record") -> Iterator[dict[str, Any]]:
    from cenotaph.model import Source, stable_id
    from cenotaph.reconcile.origins import source_kind
    from cenotaph.text import fold, load_lexicon

    speakers: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for stated in record.claims.in_documents():
        if stated.claim.speaker_text:
            speakers[fold(stated.claim.speaker_text)].append((stated.claim.speaker_text, stated.document_id, stated.language))
    for key, said in sorted(speakers.items(), key=lambda item: (-len(item[1]), item[0])):
        name, _, language = said[0]
        source = Source(stable_id("s", "speaker", key), name, "speaker", source_kind(name, load_lexicon(language)))
        yield _row(source, len(said), len({document for _, document, _ in said}))


def _outlets(record: "Record") -> Iterator[dict[str, Any]]:
    from cenotaph.model import Source, stable_id
    from cenotaph.text import fold

    outlets: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in record.documents.rows():
        if row["publisher"]:
            outlets[fold(row["publisher"])].append((row["publisher"], row["claims"]))
    for key, published in sorted(outlets.items(), key=lambda item: (-len(item[1]), item[0])):
        source = Source(stable_id("s", "outlet", key), published[0][0], "outlet", "media")
        yield _row(source, sum(claims for _, claims in published), len(published))


def _row(one: "Source", claims: int, documents: int) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "role": one.role, "kind": one.kind, "claims": claims, "documents": documents}
