"""`cenotaph documents`."""

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]


@click.command("documents", epilog="Example:  cenotaph documents --flag not_read")
@click.option("--flag", help="Only documents with this flag (not_read, no_text, figures_left_out, read_by_ocr, …).")
@click.option("--find", metavar="WORDS", help="Only documents that hold these words, in any spelling of their letters.")
@click.option(
    "--commitment", "committed", metavar="ID", help="Open the public commitment to this document, for whoever has the file."
)
@case_option
@format_options
def command(flag: str | None, find: str | None, committed: str | None, case_dir: str | None, form: str | None) -> None:
    """Show documents: title, publisher, date, language, hash, and what could not be done with them.

    A release has no hash of a document, for it would answer every guess at what was withheld; it has a commitment. --commitment
    shows the key that opens the one of a document, and of no other: give it to a court that has the file.
    """
    from cenotaph.cli.show import show_rows
    from cenotaph.model import word_reason
    from cenotaph.vocabulary import load_vocabulary

    if committed:
        _open_commitment(committed, case_dir, form)
        return

    if flag:
        load_vocabulary("document_flag").check(flag)
    case = named_case(case_dir)
    with case.reading() as record:
        store = record.documents
        found = store.find(find) if find else None
        rows = [
            dict(row)
            | {"dated": row["report_date"] or row["published"] or "", "hash": row["sha256"][:16] + "…"}
            | {"report_date_why": word_reason(row["report_date_why"])}
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


def _open_commitment(asked: str, case_dir: str | None, form: str | None) -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.errors import WrongUse
    from cenotaph.release.gather_ids import held_id, public_ids

    with named_case(case_dir).reading() as record:
        ids, held = public_ids(record), held_id(record, asked)
        found = next(record.documents.rows(ids=[held]), None)
    if found is None or ids is None:
        raise WrongUse("there is no such document, or nothing was released yet", where=asked)
    digest = str(found["sha256"])
    said = {
        "document": held,
        "public_id": ids.of(held),
        "sha256": digest,
        "key": ids.commitment_key(digest),
        "commitment": ids.commitment(digest),
    }
    if form:
        show_rows([said], {}, form)
        return
    for what, value in said.items():
        click.echo(f"{what.replace('_', ' '):<12}{value}")
    click.echo("the commitment is the HMAC-SHA-256 of the hash under the key, both as they stand here")
