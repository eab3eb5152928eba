"""`cenotaph documents`."""

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]


@click.command("documents", epilog="Example:  cenotaph documents --flag not_read")
@click.option("--flag", help="Only documents with this flag (no_text, not_read, near_copy, no_claims, decoded).")
@click.option("--find", metavar="WORDS", help="Only documents that hold these words, in any spelling of their letters.")
@case_option
@format_options
def command(flag: str | None, find: str | None, case_dir: str | None, form: str | None) -> None:
    """Show documents: title, publisher, date, language, hash, and what could not be done with them."""
    from cenotaph.cli.show import show_rows
    from cenotaph.store import DocumentStore
    from cenotaph.vocabulary import load_vocabulary

    if flag:
        load_vocabulary("document_flag").check(flag)
    case = named_case(case_dir)
    with case.engine.connect() as connection:
        store = DocumentStore(connection)
        found = store.find(find) if find else None
        rows = [
            dict(row) | {"dated": row["report_date"] or row["published"] or "", "hash": row["sha256"][:16] + "…"}
            for row in store.rows()
        ]
    if found is not None:
        rows = sorted((row for row in rows if row["id"] in found), key=lambda row: found.index(row["id"]))
    if flag:
        rows = [row for row in rows if flag in row["flags"]]
    columns = {
        "id": "Document",
        "name": "Name",
        "publisher": "Publisher",
        "dated": "Dated",
        "language": "Language",
        "claims": "Claims",
        "flags": "Flags",
        "hash": "SHA-256",
    }
    show_rows(rows, columns, form, empty="no documents")
