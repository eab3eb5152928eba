"""`cenotaph read`."""

import json

import click

__all__ = ["command"]


@click.command("read", epilog="Example:  cenotaph read report.txt          cenotaph read *.txt --jsonl > claims.jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--jsonl", is_flag=True, help="Print the claims format: one JSON object a document.")
@click.option("--with-text", is_flag=True, help="With --jsonl: add the stored text that the offsets index.")
@click.option("--language", metavar="CODE", help="Read as this language, whatever the text looks like.")
def command(files: tuple[str, ...], jsonl: bool, with_text: bool, language: str | None) -> int:
    """Print the casualty claims of FILES: who says what happened to how many, in which words. Nothing is stored."""
    from dataclasses import replace
    from pathlib import Path

    from cenotaph.cli.main import describe_error
    from cenotaph.errors import CenotaphError
    from cenotaph.extract import reading_as_json
    from cenotaph.ingest import offered_files, read_bytes, read_documents
    from cenotaph.pipeline import read_document

    failed = False
    for offered in offered_files(files):
        try:
            if offered.path is None:
                raise click.UsageError("read takes files; to fetch an address, add it to a case")
            for found in read_documents(read_bytes(offered.path), offered.name):
                document = replace(found.document, language=language) if language else found.document
                document, reading = read_document(document)
                if jsonl:
                    row = reading_as_json(document, reading, Path(document.name).stem, with_text=with_text)
                    click.echo(json.dumps(row, ensure_ascii=False))
                else:
                    from cenotaph.cli.reading_view import show_reading

                    show_reading(document, reading)
        except CenotaphError as error:
            failed = True
            click.echo(describe_error(error), err=True)
    return 1 if failed else 0
