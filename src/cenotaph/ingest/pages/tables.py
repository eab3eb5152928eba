"""Tables of a page that hold data, as lines; those that are there for the layout are none."""

from typing import Any

from cenotaph.ingest.pages.markup import Words, is_no_text
from cenotaph.ingest.table_lines import MOST_CELL, table_lines

__all__ = ["read_page_table"]


def read_page_table(table: Any) -> list[str] | None:
    """The lines of a table of data, with its caption; None for one that is there for the layout."""
    if table.find(".//table") is not None or any(True for _ in table.iter("p", "ul", "ol", "div", "h1", "h2", "h3", "article")):
        return None
    rows, caption = [], ""
    headings = named = single = 0
    for element in table.iter("caption", "tr"):
        if element.tag == "caption":
            caption = _words(element)
            continue
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        rows.append([words for cell in cells for words in _spanned(cell)])
        named += [cell.tag for cell in cells] == ["th", "td"]
        single += len(cells) == 1
        headings += len(rows) - 1 == headings and len(cells) > 1 and all(cell.tag == "th" for cell in cells)
    if len(rows) < 2 or max(map(len, rows)) < 2 or any(len(cell) > MOST_CELL for row in rows for cell in row):
        return None
    if headings == len(rows):
        headings = 0
    return ([caption] if caption else []) + table_lines(rows, headings, named=named > 1 and named + single == len(rows))


def _spanned(cell: Any) -> list[str]:
    """The words of a cell, with an empty cell for each further column that it stands over."""
    wide = cell.get("colspan") or "1"
    return [_words(cell), *[""] * (min(int(wide), 50) - 1 if wide.isascii() and wide.isdigit() else 0)]


def _words(element: Any) -> str:
    building = Words()
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, left = stack.pop()
        if left:
            if one is not element and one.tail:
                building.take(one.tail, in_link=False)
            continue
        stack.append((one, True))
        if is_no_text(one):
            continue
        if one.tag == "br":
            building.pieces.append(" ")
        if one.text:
            building.take(one.text, in_link=False)
        stack.extend((child, False) for child in reversed(one))
    return " ".join("".join(building.pieces).split())
