"""A table of text or a sheet to a heading and rows of text, whole or not at all. Nothing in a cell is changed, run or guessed.

Titles above the heading and a total below are left out, and said (`layout.py`). Refuses, with the place: no heading, headings
that repeat, rows with more or fewer cells than the heading, formulas, cells and tables beyond the limits. A row that is shifted
by one cell gives one person another's age, so nothing is repaired.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.archive import check_size
from cenotaph.errors import UnreadableFile
from cenotaph.ingest.lists.layout import find_heading, name_columns, without_total
from cenotaph.ingest.lists.separator import find_separator
from cenotaph.ingest.lists.workbook import is_workbook, read_workbook
from cenotaph.ingest.plain import decode
from cenotaph.settings import load_settings

__all__ = ["ListTable", "read_table"]

SHOWN = 5  # examples in an error: enough to find the rest
LOOKED_AT = 64_000  # characters: the separator shows in the first hundred rows


@dataclass(frozen=True, slots=True)
class ListTable:
    """A heading and rows, every row as long as the heading. `lines` (one a row) are the numbers people find the rows by."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    note: str = ""

    def column(self, name: str) -> list[str]:
        """The cells under one heading."""
        at = self.heading.index(name)
        return [row[at] for row in self.rows]


def read_table(data: bytes, name: str, *, sheet: str = "", heading_row: int = 0) -> ListTable:
    """The table in the bytes of `name`, of that `sheet` of a workbook; `heading_row` is the line of its headings where it is not
    to be looked for. Raises `UnreadableFile`, and `SeveralSheets` where a workbook has several and none is named.
    """
    check_size(len(data), name)
    if not data.strip():
        raise UnreadableFile("the file is empty", where=name)
    if is_workbook(data, name):
        rows, note = read_workbook(data, name, sheet)
    else:
        text, _, note = decode(data, name)
        if "\0" in text:
            raise UnreadableFile(
                "the file is no table of text: it holds null bytes", where=name, remedy="save it as .csv or .xlsx"
            )
        rows = list(_csv_rows(text, name))
    return _checked(rows, name, note, heading_row)


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    limit = load_settings().max_cell_chars
    csv.field_size_limit(limit)
    separator = find_separator(text[:LOOKED_AT])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        yield from [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as fault:
        plain = _with_quotes_as_written(text, separator) if "expected after" in str(fault) else []
        if plain:
            yield from plain
            return
        words = str(fault)
        if "field larger" in words:
            words = f"a cell has more than {limit:,} characters"
        raise UnreadableFile(
            f"line {reader.line_num + 1}: {words}", where=name, remedy="a quotation mark may be missing before that line"
        ) from fault


def _with_quotes_as_written(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The rows with quotation marks taken for letters, as in `"Abu Samir" Khalid Nahri`; none unless all rows come out alike."""
    lines = [(number, line.split(separator)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return lines if len({len(cells) for _, cells in lines}) == 1 else []


def _checked(rows: Sequence[tuple[int, list[str]]], name: str, note: str, heading_row: int) -> ListTable:
    kept: Sequence[tuple[int, list[str]]] = [(line, row) for line, row in rows if any(row)]
    at, above = find_heading(kept, heading_row, name) if kept else (0, "")
    kept = kept[at:]
    if len(kept) < 2:
        raise UnreadableFile("the table has no rows under its heading", where=name)
    named, unnamed = name_columns(kept[0][1], kept[1:])
    heading = _heading(named, name)
    body, total = without_total(kept[1:])
    kept = [kept[0], *body]
    note = "; ".join(filter(None, (note, above, unnamed, total)))
    limits = load_settings()
    if len(kept) - 1 > limits.max_list_rows:
        raise UnreadableFile(f"the list has {len(kept) - 1:,} rows; the limit is {limits.max_list_rows:,}", where=name,
                             remedy="raise CENOTAPH_MAX_LIST_ROWS if you trust it")  # fmt: skip
    width = len(heading)
    ragged = [line for line, row in kept[1:] if len(row) < width or any(row[width:])]
    if ragged:
        raise UnreadableFile(
            f"{len(ragged):,} rows have more or fewer cells than the heading's {width}: lines {_some(ragged)}", where=name,
            remedy="a separator may be missing, or a cell with a separator in it needs quotation marks")  # fmt: skip
    for line, row in kept[1:]:
        for cell, column in zip(row, heading, strict=False):
            if len(cell) > limits.max_cell_chars:
                raise UnreadableFile(f"line {line}, {column}: the cell has {len(cell):,} characters; the limit is "
                                     f"{limits.max_cell_chars:,}", where=name)  # fmt: skip
            if cell.startswith("=") and len(cell) > 1:
                raise UnreadableFile(f"line {line}, {column}: the cell begins with '=' and would be a formula in a spreadsheet",
                                     where=name, remedy="replace formulas by their values and save again")  # fmt: skip
    return ListTable(heading, tuple(tuple(row[:width]) for _, row in kept[1:]), tuple(line for line, _ in kept[1:]), note)


def _heading(row: Sequence[str], name: str) -> tuple[str, ...]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    if not all(cells) or any(cell.replace(".", "").replace("-", "").replace("/", "").isdigit() for cell in cells):
        raise UnreadableFile(
            "the first row is no heading: a cell in it is empty or a number",
            where=name,
            remedy="put the names of the columns into the first row",
        )
    repeated = sorted({cell for cell in cells if cells.count(cell) > 1})
    if repeated:
        raise UnreadableFile(
            f"two columns have one name: {', '.join(repeated)}", where=name, remedy="give every column a name of its own"
        )
    return tuple(cells)


def _some(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:SHOWN])
    return shown + (f" and {len(numbers) - SHOWN:,} more" if len(numbers) > SHOWN else "")
