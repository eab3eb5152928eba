"""Lines that stand at the head or foot of most pages with nothing but a number changed: they are of the paper, not of the text.

A document of fewer than three pages keeps all its lines, for nothing tells then what comes back.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cenotaph.ingest.pdfs.layout import row_text
from cenotaph.ingest.pdfs.pieces import Row
from cenotaph.text import level_digits

__all__ = ["without_running_heads"]

FEWEST_PAGES = 3
LOOKED_AT = 2  # rows at the head of a page, and at its foot
SHARE = 0.5  # of the pages, at which a line comes back; left and right pages may have two


def without_running_heads(pages: Sequence[list[Row]]) -> tuple[list[list[Row]], int]:
    """The rows of each page without what comes back on other pages, and how many rows that is."""
    if len(pages) < FEWEST_PAGES:
        return list(pages), 0
    seen = Counter(key for rows in pages for key in {_key(rows, at) for at in _edges(rows)})
    kept, dropped = [], 0
    for rows in pages:
        running = {at for at in _edges(rows) if seen[_key(rows, at)] >= max(FEWEST_PAGES, SHARE * len(pages) / 2)}
        dropped += len(running)
        kept.append([row for at, row in enumerate(rows) if at not in running])
    return kept, dropped


def _edges(rows: Sequence[Row]) -> list[int]:
    return sorted({*range(min(LOOKED_AT, len(rows))), *range(max(len(rows) - LOOKED_AT, 0), len(rows))})


def _key(rows: Sequence[Row], at: int) -> tuple[bool, str]:
    """Whether a row is at the head, and its words without its numbers."""
    return at < LOOKED_AT, re.sub(r"\d+", "#", level_digits(row_text(rows[at])).lower())
