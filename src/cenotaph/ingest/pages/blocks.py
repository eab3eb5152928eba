"""The text of a page cut into blocks as it is laid out: paragraphs, items, captions, rows of tables, loose text, in their order.

Numbers that markup splits are whole, marks of footnotes are no digits, and a term stands before what is said of it. Nothing is
weighed here: which blocks are the page's own text is for `choice.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cenotaph.ingest.pages.markup import Words, is_no_text
from cenotaph.ingest.pages.tables import read_page_table

__all__ = ["TIME", "Block", "cut_blocks"]

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
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LONGEST_TERM = 120  # characters: what is longer is a paragraph, no term that is explained
HEADING, TIME = "heading", "time"
BESIDE_TIME = 20  # characters beside the time of an entry that may stand in its line: "Posted at", "BST"


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


def cut_blocks(page: Any) -> list[Block]:
    """The blocks of a parsed page (an element of lxml), in the order of its source."""
    return list(_joined_terms(_Cutter().cut(page)))


class _Cutter:
    """Goes through the elements without recursion, so that no nesting can end the program."""

    def __init__(self) -> None:
        self._now = Words()
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
            if is_no_text(element):
                self._take(element.tail)
                continue
            lines = read_page_table(element) if element.tag == "table" else None
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
        self._now = Words()
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


def _is_around(element: Any) -> bool:
    if element.tag in AROUND:
        return True
    return any(AROUND_NAMES.search(element.get(name) or "") for name in ("class", "id", "role")) and element.tag not in (
        "body",
        "html",
    )
