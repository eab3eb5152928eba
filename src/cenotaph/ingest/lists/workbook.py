"""The rows of one sheet of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), as its cells show them.

Runs no formula: the value that the file was saved with is taken, and said; where the file holds none, it is refused with the
cell. A cell merged over several rows belongs to each of them, as a person reads it; one merged over columns stays where it
stands, for it may be a title. Sheets that the file hides are not read unless they are named.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.lists.formulas import find_formulas
from cenotaph.ingest.unpacked import check_unpacked

__all__ = ["SeveralSheets", "is_workbook", "read_workbook"]

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xlsx and .ods begin with, and what .xls does
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

Row = tuple[int, list[str]]


class SeveralSheets(UnreadableFile):
    """A workbook with several `sheets` that have rows, or none, where one has to be named."""

    def __init__(self, name: str, sheets: Sequence[str]) -> None:
        remedy = "name the one that holds the list with --sheet" if sheets else "save the list as a sheet with rows"
        super().__init__(f"one sheet with rows is expected; there are: {', '.join(sheets) or 'none'}", where=name, remedy=remedy)
        self.sheets = tuple(sheets)


def is_workbook(data: bytes, name: str) -> bool:
    """Whether the bytes are those of a workbook. Raises `UnreadableFile` where only the name is that of one."""
    if data.startswith((ZIP, COMPOUND)):
        return True
    if name.lower().endswith(ENDINGS):
        raise UnreadableFile("the file is named like a spreadsheet but is none", where=name, remedy="save it as .xlsx or .csv")
    return False


def read_workbook(data: bytes, name: str, wanted: str) -> tuple[list[Row], str]:
    """Its rows, each with its number, of the sheet `wanted` or of the only one with rows, and a note on what is not as it stands.

    Raises `UnreadableFile`, and `SeveralSheets` where there are several and none is named.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if data.startswith(ZIP):
            check_unpacked(data, name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = _sheet(book, wanted, name)
        top, left = sheet.start or (0, 0)
        rows = [(at, [_cell_text(value) for value in row]) for at, row in enumerate(sheet.to_python(), start=top + 1)]
        filled = _fill_merged(rows, sheet.merged_cell_ranges or (), top, left)
        formulas = find_formulas(data, sheet.name, name) if data.startswith(ZIP) else ""
    except (CalamineError, zipfile.BadZipFile, ArithmeticError, LookupError, ValueError, OSError, TypeError) as fault:
        raise UnreadableFile("the spreadsheet is damaged, protected or is none", where=name) from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # a fault of the library, which no type of Python stands for
            raise UnreadableFile("the spreadsheet is damaged", where=name) from fault
        raise
    return rows, "; ".join(filter(None, (filled, formulas)))


def _sheet(book: Any, wanted: str, name: str) -> Any:
    """The sheet to read: the one of that name, or the only one that shows and has more than a heading."""
    if wanted and wanted in book.sheet_names:
        return book.get_sheet_by_name(wanted)
    shown = dict.fromkeys(one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible"))
    filled = {one: sheet for one in shown if (sheet := book.get_sheet_by_name(one)).height > 1}
    if wanted:
        raise UnreadableFile(f"there is no sheet {wanted!r}; there are: {', '.join(filled) or 'none'}", where=name)
    if len(filled) != 1:
        raise SeveralSheets(name, list(filled))
    return next(iter(filled.values()))


def _fill_merged(rows: list[Row], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], top: int, left: int) -> str:
    """Write what a cell over several rows holds into each of them, and say so."""
    filled = 0
    for (first, column), (last, _) in ranges:
        at = column - left
        inside = [row for _, row in rows[max(first - top, 0) : last - top + 1] if 0 <= at < len(row)]
        if len(inside) < 2 or not inside[0][at]:
            continue
        filled += 1
        for row in inside[1:]:
            row[at] = row[at] or inside[0][at]
    return f"{filled:,} cells that stand for several rows were written into each of them" if filled else ""


def _cell_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
