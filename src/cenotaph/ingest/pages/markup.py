"""What of a page's markup is no text, and words that it splits or runs together.

A number split over tags is whole, the mark of a footnote is no digit, and "Ortu" beside "3 May" are two words, whatever stands
between them in the source.
"""

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Words", "drop_footnotes", "is_no_text"]

HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio", "select", "option",
     "textarea", "button", "head")
)  # fmt: skip
FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|[a-z]|note \d{1,3}|[ivx]{1,5}|[*†‡§]{1,3}|citation needed)\]?[,;]?")
RUN_TOGETHER = re.compile(r"[^\W\d_]\d|[^\W\d_][^\W\d_]")


@dataclass(slots=True)
class Words:
    """Words as they are gathered from elements; `linked` is how many of their letters stand in links, `times` are the days that
    `<time>` elements give, and `timed` the number of their letters.
    """

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    times: list[str] = field(default_factory=list)
    timed: int = 0

    def take(self, words: str, *, in_link: bool) -> None:
        """Add words, apart from those before where they would make one that is none."""
        if self.pieces and words and _would_run_together(self.pieces[-1], words):
            self.pieces.append(" ")
        self.pieces.append(words)
        self.linked += len(words.strip()) if in_link else 0


def _would_run_together(before: str, after: str) -> bool:
    """Whether two stretches of markup would make one word that is none: "Ortu" and "3 May", "Ortu" and "By"."""
    if not RUN_TOGETHER.fullmatch(before[-1:] + after[:1]):
        return False
    return after[0].isdigit() or before[-1].islower() and after[0].isupper() and len(before.strip()) > 1


def is_no_text(element: Any) -> bool:
    """Whether an element holds no text that a person reads on the page: a script, what is hidden, a footnote's mark."""
    return not isinstance(element.tag, str) or element.tag in HIDDEN or _is_hidden(element) or _is_footnote(element)


def _is_hidden(element: Any) -> bool:
    """Whether its own attributes hide an element from whoever sees the page."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_footnote(element: Any) -> bool:
    """Whether an element is the mark of a footnote."""
    if element.tag != "sup":
        return False
    return FOOTNOTE.fullmatch(" ".join("".join(element.itertext()).split()).lower()) is not None


def drop_footnotes(page: Any) -> None:
    """Empty the marks of footnotes, for who reads the elements after: their digits would stand behind those of numbers."""
    for mark in page.iter("sup"):
        if _is_footnote(mark):
            mark.text = None
            for child in list(mark):
                mark.remove(child)
