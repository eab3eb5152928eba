"""`cenotaph read`."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cenotaph.extract.syntax import Parser
    from cenotaph.ingest import Offered
    from cenotaph.model import Document, Reading
    from cenotaph.steps.limited_child import LimitedChild

__all__ = ["command"]


@click.command("read", epilog="Example:  cenotaph read report.txt          cenotaph read *.txt --jsonl > claims.jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--jsonl", is_flag=True, help="Print the claims format: one JSON object a document.")
@click.option("--with-text", is_flag=True, help="With --jsonl: add the stored text that the offsets index.")
@click.option("--possible", is_flag=True, help="Print as well what may be a claim and is not counted.")
@click.option("--explain", is_flag=True, help="Print the text with its claims marked, and the rules that fired.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the explanation of one file as a page."
)
@click.option("--language", metavar="CODE", help="Read as this language, whatever the text looks like.")
@click.option("--reader", type=click.Choice(["grammar", "model"]), default="grammar", show_default=True, help="Who reads.")
@click.option("--endpoint", metavar="URL", help="For --reader model: an OpenAI-compatible address. The text is sent there.")
@click.option("--syntax", metavar="MODEL", help="An installed spaCy model that may propose constructions.")
@click.option("--model", default="default", show_default=True, help="For --reader model: the model's name.")
@click.option(
    "--engine", type=click.Choice(["spark"]), help="Read the folder or file INPUT on a Spark into the table OUTPUT, for add."
)
@click.option("--master", default="", help="With --engine spark: its address, such as local[2] or spark://host:7077.")
def command(
    files: tuple[str, ...],
    jsonl: bool,
    with_text: bool,
    possible: bool,
    explain: bool,
    page: Path | None,
    language: str | None,
    reader: str,
    endpoint: str | None,
    syntax: str | None,
    model: str,
    engine: str | None,
    master: str,
) -> int:
    """Print the casualty claims of FILES: who says what happened to how many, in which words. Nothing is stored.

    The model reader is off unless you ask for it and name its address. What it answers passes the same check as every
    claim; what the words do not bear out is listed as refused. A key is taken from CENOTAPH_MODEL_KEY.

    A corpus too large for one machine is read on a Spark: cenotaph read --engine spark INPUT OUTPUT, then cenotaph add OUTPUT.
    INPUT holds files of any kind, web archives, or Parquet with columns content and name. A run that was broken off goes on.
    """
    from cenotaph.errors import WrongUse

    if engine:
        from cenotaph.cli.read_on_spark import read_on_spark

        return read_on_spark(files, master)
    if (reader == "model") != bool(endpoint):
        raise WrongUse("--reader model and --endpoint go together", remedy="name the address the texts may be sent to")
    show = partial(_show, jsonl=jsonl, with_text=with_text, possible=possible, explain=explain, page=page)
    return _read_each(files, show, language, endpoint, syntax, model)


def _read_each(
    files: tuple[str, ...],
    show: "Callable[[Document, Reading | None, str], None]",
    language: str | None,
    endpoint: str | None,
    syntax: str | None,
    model: str,
) -> int:
    from cenotaph.cli.main import describe_error
    from cenotaph.errors import CenotaphError, WrongUse
    from cenotaph.extract.syntax import load_parser
    from cenotaph.ingest import offered_files
    from cenotaph.steps.limited_child import LimitedChild

    parser = load_parser(syntax) if syntax else None
    failed = False
    with LimitedChild() as child:
        for offered in offered_files(files):
            try:
                if endpoint is None and parser is None:
                    for document, reading in _readings(child, offered, language):
                        show(document, reading, "")
                    continue
                for given in _documents(child, offered, language):
                    show(*_read(given, endpoint, model, parser))
            except WrongUse:
                raise
            except CenotaphError as error:
                failed = True
                click.echo(describe_error(error), err=True)
    return 1 if failed else 0


def _readings(child: "LimitedChild", offered: "Offered", language: str | None) -> "Iterator[tuple[Document, Reading | None]]":
    """What the rules read; a document whose reading took too long without one, and then the error."""
    from cenotaph.errors import UnreadableFile
    from cenotaph.steps.read_offered import read_aside

    data, unread = _bytes(offered), None
    try:
        for found in child.run(read_aside, data, offered.name, language, where=offered.name, size=len(data)):
            if isinstance(found, tuple):
                yield found
                unread = None
            else:
                unread = found
    except UnreadableFile:
        if unread is not None:
            yield unread, None
        raise


def _bytes(offered: "Offered") -> bytes:
    from cenotaph.archive import read_bytes
    from cenotaph.errors import WrongUse

    if offered.path is None:
        raise WrongUse("read takes files", where=offered.name, remedy="to fetch an address, add it to a case")
    return read_bytes(offered.path)


def _documents(child: "LimitedChild", offered: "Offered", language: str | None) -> "Iterator[Document]":
    from dataclasses import replace

    from cenotaph.ingest import read_documents

    data = _bytes(offered)
    for found in child.run(read_documents, data, offered.name, where=offered.name, size=len(data)):
        yield replace(found.document, language=language) if language else found.document


def _read(
    document: "Document", endpoint: str | None, model: str, parser: "Parser | None"
) -> "tuple[Document, Reading | None, str]":
    import os

    from cenotaph.steps.read import read_document

    if endpoint is None:
        return *read_document(document, parser), ""
    from cenotaph.extract.model_reader import Endpoint, read_with_model

    made = Endpoint(endpoint, model, os.environ.get("CENOTAPH_MODEL_KEY", ""))
    found = read_with_model(document.text, document.language, document.published, made, document.sha256)
    return document, found.reading, found.raw


def _show(
    document: "Document",
    reading: "Reading | None",
    raw: str,
    *,
    jsonl: bool,
    with_text: bool,
    possible: bool,
    explain: bool,
    page: Path | None,
) -> None:
    from cenotaph.cli.reading_view import explain_reading, show_reading
    from cenotaph.extract import reading_as_json

    if page is not None:
        from cenotaph.archive import write_whole
        from cenotaph.errors import WrongUse
        from cenotaph.show.explain_page import render_explanation

        if reading is None:
            raise WrongUse("the text was not read, so there is nothing to explain", where=document.name)
        write_whole(page, render_explanation(document, reading))
        click.echo(f"wrote {page}")
    elif jsonl:
        row = reading_as_json(document, reading, Path(document.name).stem, with_text=with_text)
        if not possible:
            del row["possible"]
        click.echo(json.dumps(row | {"raw_answer": raw} if raw else row, ensure_ascii=False))
    elif explain and reading is not None:
        explain_reading(document, reading)
    else:
        show_reading(document, reading, possible=possible)
