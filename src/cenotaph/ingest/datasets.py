"""Tables of events that others made (UCDP GED, ACLED, Iraq Body Count, exports of Uwazi and Airtable) as one document with
claims.

The text of the document is the table written out, a line a cell, so that every claim has a quotation: its row. The table's
maker is the outlet, whoever the row names as its source is the speaker, and nothing becomes a fact by standing in a dataset.
Numbers that a dataset says it imputed are taken as it gives them; that is for a reader of the claim to weigh. Refuses a table
of which no column is a number of people.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.ingest.dataset_columns import bound_of, named_columns
from cenotaph.ingest.lists.headings import heading_key
from cenotaph.ingest.lists.table import ListTable, read_table
from cenotaph.model import (
    BEST_RULE,
    DATASET_RULE,
    Claim,
    CountRange,
    DatedAs,
    DateInterval,
    Document,
    PlacedAs,
    PlaceRef,
    Reading,
    Reason,
    Refusal,
    Span,
    stable_id,
)
from cenotaph.settings import load_settings
from cenotaph.text import (
    guess_day_order,
    load_lexicon,
    load_plain_yaml,
    match_count,
    read_written_date,
    readable_languages,
    tokenise,
)

__all__ = ["cell_count", "dataset_count", "dataset_extractor", "dataset_kinds", "read_dataset"]

VERSION = 2  # of how tables are read
SHOWN = 200  # characters of headings in an error
WORDS_OF = "en"  # whose lists of places and kinds of source are asked; the cells may be in any language
DECIMAL_WHOLE = re.compile(r"\d{1,9}\.0+")  # as a table of numbers with an empty cell is written out by some programs
SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
OPEN_ENDED = re.compile(r"[\d., ]+\+")
RANGE = re.compile(r"(\d)\s*[-–—]\s*(\d)")


@cache
def _formats() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_plain_yaml((files("cenotaph.ingest") / "datasets.yaml").read_text(encoding="utf-8"))
    return found


def dataset_kinds() -> tuple[str, ...]:
    """The kinds of tables that are known, as they are named on the command line."""
    return tuple(_formats())


def dataset_extractor(kind: str, dates: str = "") -> str:
    """What reads a table of that kind, with the order of its dates where a person said it: kept with the document."""
    return f"dataset-{kind}/{VERSION} {dates}".strip()


@dataclass(frozen=True, slots=True)
class _Row:
    """Where the cells of a row stand in the text, by column, and the whole row."""

    whole: Span
    cells: Mapping[int, Span]


def read_dataset(data: bytes, name: str, kind: str = "", publisher: str = "", dates: str = "") -> tuple[Document, Reading]:
    """The document and its claims. `kind` is one of `datasets.yaml`, told from the headings where it is not given; `publisher`
    names whose the table is, where the kind does not; `dates` is an order of `read_written_date`, told from the column where it
    is not given. Raises `UnreadableFile`.
    """
    table = read_table(data, name)
    headings = [heading_key(heading) for heading in table.heading]
    chosen = kind or _guess(headings)
    if chosen not in _formats():
        raise UnreadableFile(f"no kind of dataset {kind!r}; there are: {', '.join(_formats())}", where=name)
    said = _formats()[chosen]
    numbers = {harm: found for harm in said["numbers"] if (found := _number_columns(chosen, harm, headings))}
    if not numbers:
        there = ", ".join(table.heading)[:SHOWN]
        raise UnreadableFile(
            f"no column is a number of people killed, injured, missing or abducted; there are: {there}",
            where=name, remedy="name one so ('killed', 'injured (max)'), or tell the kind with --as",
        )  # fmt: skip
    text, rows = _write_out(table, name)
    document = Document(
        sha256=sha256(data).hexdigest(),
        name=name,
        media_type="text/csv",
        text=text,
        text_extractor=dataset_extractor(chosen, dates),
        title=said["title"] or name,
        publisher=publisher or said["publisher"] or name,
        language=WORDS_OF,
        note=table.note,
    )
    columns = {
        part: [headings.index(heading_key(one)) for one in said[part] if heading_key(one) in headings]
        for part in ("date", "place", "speaker")
    }
    orders = {at: dates or guess_day_order(row[at] for row in table.rows) for at in columns["date"]}
    claims, refused = _read_rows(document, rows, numbers, columns, orders)
    return document, Reading(
        f"dataset-{chosen}/{VERSION}", document.text_sha256, None, tuple(claims), (), refusals=tuple(refused)
    )


def _read_rows(
    document: Document,
    rows: Sequence[_Row],
    numbers: Mapping[str, Any],
    columns: Mapping[str, Sequence[int]],
    orders: Mapping[int, str],
) -> tuple[list[Claim], list[Refusal]]:
    """The claims of all rows, and what of them cannot be read."""
    claims: list[Claim] = []
    refused: list[Refusal] = []
    for number, row in enumerate(rows, start=1):
        for harm, found in numbers.items():
            made = _claims(document, row, harm, found, columns, orders)
            if isinstance(made, Reason):
                refused.append(Refusal(row.whole.of(document.text), Reason.of("row_refused", row=number, harm=harm, why=made)))
            else:
                claims += made
        for column in columns["date"]:
            if column in row.cells and _day(row.cells[column].of(document.text), orders[column]) is None:
                why = Reason.of("row_undated", row=number)
                refused.append(Refusal(row.cells[column].of(document.text), why))
    return claims, refused


def _guess(headings: Sequence[str]) -> str:
    for kind, said in _formats().items():
        if said["known_by"] and all(heading_key(one) in headings for one in said["known_by"]):
            return str(kind)
    return "table"


def _number_columns(kind: str, harm: str, headings: Sequence[str]) -> dict[str, int]:
    """The columns of lowest, best and highest, or of one number."""
    said = _formats()[kind]
    if kind == "table":
        return named_columns(said, headings, harm)
    wanted = said["numbers"][harm]
    there = [headings.index(heading_key(one)) for one in wanted if heading_key(one) in headings]
    if len(there) < len(wanted):
        return {}
    names = {1: ("number",), 2: ("low", "high"), 3: ("low", "best", "high")}[max(len(there), 1)]
    return dict(zip(names, there, strict=False))


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
    """The count that a stretch of a row gives: from the lowest to the highest of the numbers that its cells are; of one cell with
    its heading, a least or a most where the heading says so.
    """
    lines = [line.rpartition(": ") for line in words.split("\n")]
    counts = [count for _, _, cell in lines if (count := cell_count(cell)) is not None]
    bound = bound_of(_formats()["table"], lines[0][0]) if len(lines) == 1 else ""
    if bound and counts and counts[0].exact:
        return CountRange(counts[0].low, None) if bound == "low" else CountRange(None, counts[0].high)
    if not counts:
        return None
    lows, highs = [one.low for one in counts], [one.high for one in counts]
    low = None if None in lows else min(one for one in lows if one is not None)
    high = None if None in highs else max(one for one in highs if one is not None)
    return CountRange(low, high, any(one.approx for one in counts))


@lru_cache(maxsize=50_000)
def cell_count(cell: str) -> CountRange | None:
    """The number of people that a whole cell is: "3", "1,200", "3.0", "20+", "3-5", "at least 4", in a language that is read;
    None where words are left over.
    """
    plain = " ".join(cell.split())
    if DECIMAL_WHOLE.fullmatch(plain):
        plain = plain.partition(".")[0]
    if SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    if OPEN_ENDED.fullmatch(plain):
        count = cell_count(plain[:-1])
        return CountRange(count.low, None) if count is not None and count.exact else None
    for language in readable_languages():
        tokens = tokenise(RANGE.sub(r"\1 - \2", plain))
        found = match_count(tokens, 0, load_lexicon(language)) if tokens else None
        if found is not None and found.stop == len(tokens):
            return found.count
    return None


def _claims(
    document: Document,
    row: _Row,
    harm: str,
    columns: Mapping[str, int],
    parts: Mapping[str, Sequence[int]],
    orders: Mapping[int, str],
) -> list[Claim] | Reason:
    """The claims of a row: its number, or its lowest to highest and, beside that, the one that the table takes for best. None
    where all its cells are empty or zero, for nobody harmed is no claim of harm; why it cannot be read where a cell is no number,
    or where the numbers do not stand side by side, so that no stretch of the row says them.
    """
    text = document.text
    spans = {name: row.cells[column] for name, column in columns.items() if column in row.cells}
    if not spans:
        return []
    counts = {name: cell_count(span.of(text)) for name, span in spans.items()}
    unread = [f"“{spans[name].of(text)}”" for name, count in counts.items() if count is None]
    if unread:
        return Reason.of("cells_unread", cells=tuple(unread))
    if len(spans) < len(columns):
        return Reason.of("one_of_three")
    best = spans.pop("best", None)
    if "number" in spans:
        spans["number"] = _with_bound(text, spans["number"])
        counts["number"] = dataset_count(spans["number"].of(text))
    victims = next(iter(spans.values()))
    for span in spans.values():
        victims = victims.join(span)
    given = [count for name in spans if (count := counts[name]) is not None]
    low, high = _bound([one.low for one in given], min), _bound([one.high for one in given], max)
    wanted = CountRange(low, high, any(one.approx for one in given))
    count = dataset_count(victims.of(text))
    if count != wanted:
        return Reason.of("not_side_by_side")
    if count.high == 0:
        return []
    made = [_claim(document, row, victims, harm, count, parts, orders)]
    one = counts.get("best")
    if best is not None and one is not None and one != count:
        made.append(_claim(document, row, best, harm, one, parts, orders, BEST_RULE))
    return made


def _with_bound(text: str, cell: Span) -> Span:
    """The cell, with its heading where that says that the number is a least or a most."""
    begin = text.rfind("\n", 0, cell.start) + 1
    bounded = bound_of(_formats()["table"], text[begin : cell.start].rpartition(": ")[0])
    return Span(begin, cell.end) if bounded else cell


def _bound(numbers: Sequence[int | None], of: Callable[[Iterable[int]], int]) -> int | None:
    known = [one for one in numbers if one is not None]
    return of(known) if len(known) == len(numbers) else None


def _claim(
    document: Document, row: _Row, victims: Span, harm: str, count: CountRange, parts: Mapping[str, Sequence[int]],
    orders: Mapping[int, str], *rules: str,
) -> Claim:  # fmt: skip
    place = next((column for column in parts["place"] if column in row.cells), None)
    speaker = next((column for column in parts["speaker"] if column in row.cells), None)
    said = " ".join(row.cells[speaker].of(document.text).split()) if speaker is not None else ""
    where = " ".join(row.cells[place].of(document.text).split()) if place is not None else ""
    return Claim(
        id=stable_id("c", document.sha256, victims.start, victims.end, harm),
        evidence=row.whole,
        victims=victims,
        harm=harm,
        count=count,
        speaker=row.cells[speaker] if speaker is not None else None,
        speaker_text=said,
        date=_date(document, row, parts["date"], orders),
        place=PlacedAs(row.cells[place], PlaceRef(where)) if place is not None else None,
        rules=(DATASET_RULE, *rules),
    )


def _date(document: Document, row: _Row, columns: Sequence[int], orders: Mapping[int, str]) -> DatedAs | None:
    days = [_day(row.cells[column].of(document.text), orders[column]) for column in columns if column in row.cells]
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return None
    start, end = min(day.start for day in known), max(day.end for day in known)
    return DatedAs(row.cells[next(column for column in columns if column in row.cells)], DateInterval(start, end))


def _day(cell: str, order: str) -> DateInterval | None:
    try:
        return read_written_date(cell.split(" ")[0] if cell[:4].isdigit() else cell, order)
    except InvalidValue:
        return None
