"""Formulas in a sheet of an Office Open XML workbook: how many there are, and the first whose value the file does not hold.

The library that reads workbooks gives an empty cell for a formula that no spreadsheet has reckoned yet, which would be a number
lost without a word. Reads the sheet as bytes, piece by piece, and parses nothing but the two small parts that say which it is.
"""

import io
import posixpath
import re
import zipfile
from xml.etree.ElementTree import Element, ParseError

from cenotaph.errors import UnreadableFile

__all__ = ["find_formulas"]

MAIN, LINKS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "xl/_rels/workbook.xml.rels"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMULA = re.compile(rb"<f[ >/]")
CELL = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^<>]{0,200}><f(?:[^<>]{0,200}/>|[^<>]{0,200}>[^<>]{0,9000}</f>)(?:<v></v>|<v ?/>)?</c>'
)
PIECE, OVERLAP = 1 << 20, 1 << 14  # bytes looked at together, and again with the next: more than a cell with its formula has


def find_formulas(data: bytes, sheet: str, name: str) -> str:
    """A note on the formulas of that sheet, empty where it has none. Raises `UnreadableFile` for one without a value."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = _part(archive, sheet)
        if not part:
            return ""
        found, kept = 0, b""
        with archive.open(part) as stream:
            while block := stream.read(PIECE):
                if count := len(FORMULA.findall(block)):
                    found += count
                    if empty := CELL.search(kept + block):
                        raise UnreadableFile(
                            f"cell {empty[1].decode()} holds a formula and the file holds no value for it",
                            where=name,
                            remedy="open it in a spreadsheet and save it again",
                        )
                kept = block[-OVERLAP:]
    return f"{found:,} formulas: the values that the file was saved with were taken" if found else ""


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The member that holds the sheet; empty where it cannot be told."""
    inside = archive.namelist()
    if "xl/workbook.xml" not in inside or LINKS not in inside:
        return ""
    link = next(
        (one.get(ID) for one in _parse(archive, "xl/workbook.xml").iter(f"{MAIN}sheet") if one.get("name") == sheet), None
    )
    target = next((one.get("Target") for one in _parse(archive, LINKS) if one.get("Id") == link), None) or ""
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return part if part in inside else ""


def _parse(archive: zipfile.ZipFile, part: str) -> Element:
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(archive.read(part))  # type: ignore[no-any-return]
    except ParseError as fault:
        raise ValueError("a part of the workbook is no XML") from fault
