"""Word documents, as Word shows them with all changes accepted: what was inserted, content controls, text boxes, nested tables
and notes are text, what was deleted and comments are none.

The obvious library gives the paragraphs and cells that stand directly in the body, and leaves out in silence whatever stands in a
wrapper. What the zip would unpack to is measured first: a bomb is refused, never unpacked.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.table_lines import MOST_CELL, table_lines
from cenotaph.ingest.unpacked import check_unpacked
from cenotaph.text import CELLS_APART

__all__ = ["read_docx"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
LEFT_OUT = {f"{WORD}del", f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", f"{WORD}rPr", f"{WORD}pPr", FALLBACK}
SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
BODY, CORE = "word/document.xml", "docProps/core.xml"
NOTES = (("word/footnotes.xml", f"{WORD}footnote"), ("word/endnotes.xml", f"{WORD}endnote"))
FURNITURE = {"separator", "continuationSeparator", "continuationNotice"}  # kinds of notes that are lines on the page


def read_docx(data: bytes, name: str) -> Parsed:
    """Headers once, then paragraphs and tables in the order they stand, then the notes; a row of a table is a line."""
    from lxml import etree

    try:
        check_unpacked(data, name)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = set(archive.namelist())
            parts = {one: _parse(archive.read(one)) for one in _parts(inside)}
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError, RuntimeError, NotImplementedError) as fault:
        raise UnreadableFile(
            "the Word document is damaged or protected", where=name, remedy="open it in a word processor and save it again"
        ) from fault
    heads = [block for part, root in sorted(parts.items()) if part.startswith("word/header") for block in _blocks(root)]
    body = list(_blocks(parts[BODY]))
    notes = [block for part, kind in NOTES if part in parts for note in parts[part].iter(kind) for block in _note(note)]
    text = "\n\n".join(block for block in (*dict.fromkeys(heads), *body, *notes) if block.strip())
    core = parts.get(CORE)
    return Parsed(
        text=text,
        extractor="docx/2",
        title=_stated(core, "title"),
        author=_stated(core, "creator"),
        flags=() if text.strip() else ("no_text",),
    )


def _parts(inside: set[str]) -> list[str]:
    headers = [one for one in inside if one.startswith("word/header") and one.endswith(".xml")]
    return [BODY, *(one for one in (CORE, *(part for part, _ in NOTES), *headers) if one in inside)]


def _parse(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))


def _blocks(element: Any) -> Iterator[str]:
    """The text of each paragraph, and of each row of a table, wherever in the element they stand."""
    for child in element:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{WORD}p":
            aside: list[Any] = []
            yield "".join(_words(child, aside)).strip()
            for box in aside:
                yield from _blocks(box)
        elif child.tag == f"{WORD}tbl":
            yield from _table([_cell_texts(row) for row in _within(child, f"{WORD}tr")])
        elif child.tag == f"{WORD}tr":
            yield CELLS_APART.join(_cell_texts(child))
        else:
            yield from _blocks(child)


def _table(rows: list[list[str]]) -> list[str]:
    """The lines of a table; of one with long cells, which is there for the layout, its rows as they stand."""
    if any(len(cell) > MOST_CELL for row in rows for cell in row):
        return [CELLS_APART.join(row) for row in rows]
    return table_lines(rows)


def _cell_texts(row: Any) -> list[str]:
    return [" ".join(filter(None, _blocks(cell))) for cell in _within(row, f"{WORD}tc")]


def _within(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in wrappers; not those of tables within cells."""
    for child in element:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield from _within(child, tag)


def _words(element: Any, aside: list[Any]) -> Iterator[str]:
    """What the runs of a paragraph say; text boxes, which stand beside it, are put `aside`."""
    for child in element:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == f"{WORD}txbxContent":
            aside.append(child)
        else:
            yield from _words(child, aside)


def _note(note: Any) -> Iterator[str]:
    if note.get(f"{WORD}type") not in FURNITURE:
        yield " ".join(filter(None, _blocks(note)))


def _stated(core: Any, name: str) -> str:
    return (core.findtext(DUBLIN_CORE + name) or "").strip() if core is not None else ""
