"""A CSV or XLSX file to a heading and rows of text, whole or not at all. Nothing in a cell is changed, run or guessed.

Refuses, with the place: no heading, headings that repeat, rows with more or fewer cells than the heading, formulas, cells
and tables beyond the limits. A row that is shifted by one cell gives one person another's age, so nothing is repaired.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.archive import check_size
from cenotaph.errors import UnreadableFile
from cenotaph.ingest.docx import check_unpacked
from cenotaph.ingest.plain import decode
from cenotaph.settings import load_settings

__all__ = ["ListTable", "read_table"]

SHOWN = 5  # examples in an error: enough to find the rest
LOOKED_AT = 64_000  # bytes: the delimiter shows in the first hundred rows


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


def read_table(data: bytes, name: str) -> ListTable:
    """The table in the bytes of `name`. Raises `UnreadableFile`."""
    check_size(len(data), name)
    if not data.strip():
        raise UnreadableFile("the file is empty", where=name)
    if data[:4] == b"PK\x03\x04":
        rows, note = list(_xlsx_rows(data, name)), ""
    elif name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        raise UnreadableFile(
            "the file is named like a spreadsheet but is no .xlsx", where=name, remedy="save it as .xlsx or .csv"
        )
    else:
        text, _, note = decode(data, name)
        if "\0" in text:
            raise UnreadableFile(
                "the file is no table of text: it holds null bytes", where=name, remedy="save it as .csv or .xlsx"
            )
        rows = list(_csv_rows(text, name))
    return _checked(rows, name, note)


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    limit = load_settings().max_cell_chars
    csv.field_size_limit(limit)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:LOOKED_AT], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    separator = dialect.delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for row in reader:
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as fault:
        words = str(fault)
        if "field larger" in words:
            words = f"a cell has more than {limit:,} characters"
        raise UnreadableFile(
            f"line {reader.line_num + 1}: {words}", where=name, remedy="a quotation mark may be missing before that line"
        ) from fault


def _xlsx_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        check_unpacked(data, name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        filled = [sheet for sheet in book.worksheets if (sheet.max_row or 2) > 1]
        if len(filled) != 1:
            names = ", ".join(sheet.title for sheet in filled) or "none"
            raise UnreadableFile(f"one sheet with rows is expected; there are: {names}", where=name,
                                 remedy="save the sheet that holds the list as a file of its own")  # fmt: skip
        for number, row in enumerate(filled[0].iter_rows(), start=1):
            for cell in row:
                if cell.data_type == "f":
                    raise UnreadableFile(f"cell {cell.coordinate} holds a formula", where=name,
                                         remedy="replace formulas by their values and save again")  # fmt: skip
            yield number, [_cell_text(cell.value) for cell in row]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError, SyntaxError) as fault:
        raise UnreadableFile("the spreadsheet is damaged or is none", where=name) from fault


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _checked(rows: Sequence[tuple[int, list[str]]], name: str, note: str) -> ListTable:
    kept = [(line, row) for line, row in rows if any(row)]
    if len(kept) < 2:
        raise UnreadableFile("the table has no rows under its heading", where=name)
    heading = _heading(kept[0][1], name)
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
