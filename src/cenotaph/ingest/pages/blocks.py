"""The text of a page cut into blocks as it is laid out: paragraphs, items, captions, rows of tables, loose text, in their order.

Numbers that markup splits are whole, marks of footnotes are no digits, and a term stands before what is said of it. Nothing is
weighed here: which blocks are the page's own text is for `choice.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cenotaph.ingest.table_lines import table_lines

__all__ = ["TIME", "Block", "cut_blocks", "drop_footnotes"]

HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio", "select", "option",
     "textarea", "button", "head")
)  # fmt: skip
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
     "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u", "var", "wbr")
)  # fmt: skip
AROUND = frozenset(["nav", "footer", "form", "dialog", "menu"])  # elements that hold what belongs to the site, not to the page
AROUND_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav\w*|menu|breadcrumbs?|footer|comments?|disqus\w*|related|recommend\w*|share\w*|social|newsletter|subscri\w+|"
    r"cookies?|consent|sidebar|promo\w*|advert\w*|ads?|teasers?|trending|most-?read|tags?)(?:$|[\s_-])"
)
FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|[a-z]|note \d{1,3}|[ivx]{1,5}|[*†‡§]{1,3}|citation needed)\]?[,;]?")
RUN_TOGETHER = re.compile(r"[^\W\d_]\d|[^\W\d_][^\W\d_]")
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LONGEST_TERM = 120  # characters: what is longer is a paragraph, no term that is explained
HEADING, TIME = "heading", "time"
BESIDE_TIME = 20  # characters beside the time of an entry that may stand in its line: "Posted at", "BST"
MOST_CELL = 300  # characters of a cell; what is longer is a paragraph in a table that is there for the layout


@dataclass(slots=True)
class Block:
    """A stretch of text by itself. `linked`: characters of it inside links; `around`: it stands in what belongs to the site;
    `row`: it is a line of a table. `leads`: it is a heading or the time of an entry, and belongs to what follows.
    """

    text: str
    linked: int = 0
    around: bool = False
    row: bool = False
    leads: str = ""


@dataclass(slots=True)
class _Building:
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    times: list[str] = field(default_factory=list)
    timed: int = 0

    def take(self, words: str, *, in_link: bool) -> None:
        if self.pieces and words and _would_run_together(self.pieces[-1], words):
            self.pieces.append(" ")
        self.pieces.append(words)
        self.linked += len(words.strip()) if in_link else 0


def cut_blocks(page: Any) -> list[Block]:
    """The blocks of a parsed page (an element of lxml), in the order of its source."""
    return list(_joined_terms(_Cutter().cut(page)))


def drop_footnotes(page: Any) -> None:
    """Empty the marks of footnotes, for who reads the elements after: their digits would stand behind those of numbers."""
    for mark in page.iter("sup"):
        if _is_footnote(mark):
            mark.text = None
            for child in list(mark):
                mark.remove(child)


class _Cutter:
    """Goes through the elements without recursion, so that no nesting can end the program."""

    def __init__(self) -> None:
        self._now = _Building()
        self._done: list[tuple[str, Block]] = []
        self._around = self._links = self._pre = 0
        self._kind = ""

    def cut(self, page: Any) -> list[tuple[str, Block]]:
        stack: list[tuple[Any, bool]] = [(page, False)]
        while stack:
            element, left = stack.pop()
            if left:
                self._leave(element)
                continue
            if not isinstance(element.tag, str) or element.tag in HIDDEN or _is_hidden(element) or _is_footnote(element):
                self._take(element.tail)
                continue
            lines = _table(element) if element.tag == "table" else None
            if lines is not None:
                self._flush("")
                self._done += [("row", Block(line, 0, self._around > 0, True)) for line in lines]
                self._take(element.tail)
                continue
            self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._flush("")
        return self._done

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._now.pieces.append("\n")
        elif tag not in INLINE:
            self._flush(tag)
        self._links += tag == "a"
        self._pre += tag == "pre"
        self._around += _is_around(element)
        if tag == "time" and (element.get("datetime") or "")[:10].strip():
            self._now.times.append(element.get("datetime")[:10])
            self._now.timed += len(" ".join("".join(element.itertext()).split()))
        self._take(element.text)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag not in INLINE and tag != "br":
            self._flush("")
        self._links -= tag == "a"
        self._pre -= tag == "pre"
        self._around -= _is_around(element)
        self._take(element.tail)

    def _take(self, words: str | None) -> None:
        if words:
            self._now.take(words if self._pre else re.sub(r"\s+", " ", words), in_link=self._links > 0)

    def _flush(self, opened: str) -> None:
        text = re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", "".join(self._now.pieces)).strip()
        for part in re.split(r"\n{2,}", text):
            if words := re.sub(r"[^\S\n]+", " ", part).strip():
                block = Block(words, self._now.linked, self._around > 0)
                if self._kind in HEADINGS:
                    block.leads = HEADING
                elif self._now.times and len(words) <= self._now.timed + BESIDE_TIME:
                    block.leads, block.text = TIME, f"{self._now.times[0]}, {words}"
                self._done.append((self._kind, block))
        self._now = _Building()
        self._kind = opened


def _joined_terms(blocks: list[tuple[str, Block]]) -> Iterator[Block]:
    """The blocks, a term before what is said of it: a day in <dt>, what happened on it in <dd>."""
    term = ""
    for kind, block in blocks:
        if kind == "dt" and len(block.text) <= LONGEST_TERM:
            if term:
                yield Block(term)
            term = block.text
            continue
        if term:
            if kind == "dd":
                block.text = f"{term.rstrip(' :')}: {block.text}"
            else:
                yield Block(term)
            term = ""
        yield block
    if term:
        yield Block(term)


def _table(table: Any) -> list[str] | None:
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
    building = _Building()
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, left = stack.pop()
        if left:
            if one is not element and one.tail:
                building.take(one.tail, in_link=False)
            continue
        stack.append((one, True))
        if not isinstance(one.tag, str) or one.tag in HIDDEN or _is_hidden(one) or _is_footnote(one):
            continue
        if one.tag == "br":
            building.pieces.append(" ")
        if one.text:
            building.take(one.text, in_link=False)
        stack.extend((child, False) for child in reversed(one))
    return " ".join("".join(building.pieces).split())


def _would_run_together(before: str, after: str) -> bool:
    """Whether two stretches of markup would make one word that is none: "Ortu" and "3 May", "Ortu" and "By"."""
    if not RUN_TOGETHER.fullmatch(before[-1:] + after[:1]):
        return False
    return after[0].isdigit() or before[-1].islower() and after[0].isupper() and len(before.strip()) > 1


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_footnote(element: Any) -> bool:
    if element.tag != "sup":
        return False
    return FOOTNOTE.fullmatch(" ".join("".join(element.itertext()).split()).lower()) is not None


def _is_around(element: Any) -> bool:
    if element.tag in AROUND:
        return True
    return any(AROUND_NAMES.search(element.get(name) or "") for name in ("class", "id", "role")) and element.tag not in (
        "body",
        "html",
    )
