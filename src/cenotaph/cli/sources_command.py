"""`cenotaph sources`."""

from collections import defaultdict

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]


@click.command("sources", epilog="Example:  cenotaph sources --csv > sources.csv")
@case_option
@format_options
def command(case_dir: str | None, form: str | None) -> None:
    """Show who says: speakers as the documents name them, and outlets, with the kind their words suggest."""
    from cenotaph.cli.show import show_rows
    from cenotaph.model import Source, stable_id
    from cenotaph.reconcile.origins import source_kind
    from cenotaph.store import ClaimStore, DocumentStore
    from cenotaph.text import fold, load_lexicon

    case = named_case(case_dir)
    speakers: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with case.engine.connect() as connection:
        for stated in ClaimStore(connection).in_documents():
            if stated.claim.speaker_text:
                speakers[fold(stated.claim.speaker_text)].append((stated.claim.speaker_text, stated.document_id, stated.language))
        outlets: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in DocumentStore(connection).rows():
            if row["publisher"]:
                outlets[fold(row["publisher"])].append((row["publisher"], row["claims"]))
    rows = []
    for key, said in sorted(speakers.items(), key=lambda item: (-len(item[1]), item[0])):
        name, language = said[0][0], said[0][2]
        source = Source(stable_id("s", "speaker", key), name, "speaker", source_kind(name, load_lexicon(language)))
        rows.append(
            {
                "id": source.id,
                "name": source.name,
                "role": source.role,
                "kind": source.kind,
                "claims": len(said),
                "documents": len({d for _, d, _ in said}),
            }
        )
    for key, published in sorted(outlets.items(), key=lambda item: (-len(item[1]), item[0])):
        source = Source(stable_id("s", "outlet", key), published[0][0], "outlet", "media")
        rows.append(
            {
                "id": source.id,
                "name": source.name,
                "role": source.role,
                "kind": source.kind,
                "claims": sum(n for _, n in published),
                "documents": len(published),
            }
        )
    columns = {
        "id": "Source",
        "name": "Name as written",
        "role": "Role",
        "kind": "Kind (by its words)",
        "claims": "Claims",
        "documents": "Documents",
    }
    show_rows(rows, columns, form, empty="no sources")
