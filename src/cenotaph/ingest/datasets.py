"""Tables of events that others made (UCDP GED, ACLED, Iraq Body Count, exports of Uwazi and Airtable) as one document with
claims.

The text of the document is the table written out, a line a cell, so that every claim has a quotation: its row. The table's
maker is the outlet, whoever the row names as its source is the speaker, and nothing becomes a fact by standing in a dataset.
Numbers that a dataset says it imputed are taken as it gives them; that is for a reader of the claim to weigh. Refuses a table
of which no column is a number of people.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.ingest.lists.mapping import heading_key
from cenotaph.ingest.lists.table import ListTable, read_table
from cenotaph.model import (
    DATASET_RULE,
    Claim,
    CountRange,
    DatedAs,
    DateInterval,
    Document,
    PlacedAs,
    PlaceRef,
    Reading,
    Refusal,
    Span,
    stable_id,
)
from cenotaph.settings import load_settings
from cenotaph.text import read_written_date

__all__ = ["dataset_count", "read_dataset"]

WORDS_OF = "en"  # whose lists of places and kinds of source are asked; the cells may be in any language
CELL_NUMBER = re.compile(r"(?:^|: )(\d[\d,]{0,14})(?=\s|$)")
WHOLE = re.compile(r"\d[\d,]{0,14}")


@cache
def _formats() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((files("cenotaph.ingest") / "datasets.yaml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """Where the cells of a row stand in the text, by column, and the whole row."""

    whole: Span
    cells: Mapping[int, Span]


def read_dataset(data: bytes, name: str, kind: str = "", publisher: str = "") -> tuple[Document, Reading]:
    """The document and its claims. `kind` is one of `datasets.yaml`, told from the headings where it is not given; `publisher`
    names whose the table is, where the kind does not. Raises `UnreadableFile`.
    """
    table = read_table(data, name)
    headings = [heading_key(heading) for heading in table.heading]
    chosen = kind or _guess(headings)
    if chosen not in _formats():
        raise UnreadableFile(f"no kind of dataset {kind!r}; there are: {', '.join(_formats())}", where=name)
    said = _formats()[chosen]
    numbers = {harm: found for harm, wanted in said["numbers"].items() if (found := _number_columns(chosen, wanted, headings))}
    if not numbers:
        raise UnreadableFile(
            "no column is a number of people killed, injured, missing or abducted", where=name,
            remedy="name one so, or tell the kind with --as",
        )  # fmt: skip
    text, rows = _write_out(table, name)
    document = Document(
        sha256=sha256(data).hexdigest(),
        name=name,
        media_type="text/csv",
        text=text,
        text_extractor=f"dataset-{chosen}/1",
        title=said["title"] or name,
        publisher=publisher or said["publisher"] or name,
        language=WORDS_OF,
        note=table.note,
    )
    columns = {
        part: [headings.index(heading_key(one)) for one in said[part] if heading_key(one) in headings]
        for part in ("date", "place", "speaker")
    }
    claims: list[Claim] = []
    refused: list[Refusal] = []
    for row, cells in zip(rows, table.rows, strict=True):
        for harm, found in numbers.items():
            made = _claim(document, row, cells, harm, found, columns)
            if isinstance(made, Claim):
                claims.append(made)
            elif made is not None:
                refused.append(made)
    return document, Reading(f"dataset-{chosen}/1", document.text_sha256, None, tuple(claims), (), refusals=tuple(refused))


def _guess(headings: Sequence[str]) -> str:
    for kind, said in _formats().items():
        if said["known_by"] and all(heading_key(one) in headings for one in said["known_by"]):
            return str(kind)
    return "table"


def _number_columns(kind: str, wanted: Sequence[str], headings: Sequence[str]) -> tuple[int, ...]:
    """Columns of lowest and highest, or of one number; of a table whose columns people named, the first that is there."""
    there = [headings.index(heading_key(one)) for one in wanted if heading_key(one) in headings]
    return tuple(there[:1]) if kind == "table" else tuple(there) if len(there) == len(wanted) else ()


def _write_out(table: ListTable, name: str) -> tuple[str, list[_Row]]:
    pieces: list[str] = []
    rows: list[_Row] = []
    at = 0
    for row in table.rows:
        start, cells = at, {}
        for column, (heading, cell) in enumerate(zip(table.heading, row, strict=True)):
            if not cell.strip():
                continue
            line = f"{heading}: {cell}\n"
            begin = at + len(heading) + 2
            cells[column] = Span(begin, begin + len(cell))
            pieces.append(line)
            at += len(line)
        rows.append(_Row(Span(start, max(at - 1, start + 1)), cells))
        pieces.append("\n")
        at += 1
    if at > load_settings().max_text_chars:
        raise UnreadableFile(
            f"the table written out has {at:,} characters; the limit is {load_settings().max_text_chars:,}", where=name,
            remedy="take the rows in parts, a file a year, or raise CENOTAPH_MAX_TEXT_CHARS",
        )  # fmt: skip
    return "".join(pieces), rows


def dataset_count(words: str) -> CountRange | None:
    """The count that a stretch of a row gives: from the lowest to the highest of the whole numbers that its cells begin with."""
    numbers = [int(found.replace(",", "")) for found in CELL_NUMBER.findall(words)]
    return CountRange(min(numbers), max(numbers)) if numbers else None


def _number(cell: str) -> int | None:
    return int(cell.strip().replace(",", "")) if WHOLE.fullmatch(cell.strip()) else None


def _claim(
    document: Document, row: _Row, cells: Sequence[str], harm: str, columns: Sequence[int], parts: Mapping[str, Sequence[int]]
) -> Claim | Refusal | None:
    """The claim of a row. None where a number is missing or all are zero, for nobody harmed is no claim of harm; a refusal
    where a cell is no number, or where lowest and highest do not stand side by side, so that no stretch of the row says both.
    """
    spans = [row.cells[column] for column in columns if column in row.cells]
    if len(spans) != len(columns):
        return None
    victims = spans[0]
    for span in spans[1:]:
        victims = victims.join(span)
    numbers = [_number(cells[column]) for column in columns]
    given = [number for number in numbers if number is not None]
    count = dataset_count(victims.of(document.text))
    if count is None or len(given) < len(numbers) or (count.low, count.high) != (min(given), max(given)):
        return Refusal(row.whole.of(document.text), "the row does not say lowest and highest side by side in whole numbers")
    if count.high == 0:
        return None
    place = next((column for column in parts["place"] if column in row.cells), None)
    speaker = next((column for column in parts["speaker"] if column in row.cells), None)
    return Claim(
        id=stable_id("c", document.sha256, victims.start, victims.end, harm),
        evidence=row.whole,
        victims=victims,
        harm=harm,
        count=count,
        speaker=row.cells[speaker] if speaker is not None else None,
        speaker_text=" ".join(cells[speaker].split()) if speaker is not None else "",
        date=_date(row, cells, parts["date"]),
        place=PlacedAs(row.cells[place], PlaceRef(" ".join(cells[place].split()))) if place is not None else None,
        rules=(DATASET_RULE,),
    )


def _date(row: _Row, cells: Sequence[str], columns: Sequence[int]) -> DatedAs | None:
    days: list[DateInterval] = []
    for column in columns:
        if column in row.cells:
            try:
                days.append(read_written_date(cells[column].split(" ")[0] if cells[column][:4].isdigit() else cells[column]))
            except InvalidValue:
                return None
    if not days:
        return None
    start, end = min(day.start for day in days), max(day.end for day in days)
    return DatedAs(row.cells[next(column for column in columns if column in row.cells)], DateInterval(start, end))
