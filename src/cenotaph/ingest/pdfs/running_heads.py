"""Lines that come back in the same place on most pages, with nothing changed but the number of the page: they are of the paper.

A line whose other numbers change is text, however alike it looks: "Village 3: 4 dead" at the foot of a page may be of a list.
A document of fewer than three pages keeps all its lines, for nothing tells then what comes back.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from cenotaph.ingest.pdfs.pieces import Row, row_text
from cenotaph.text import level_digits

__all__ = ["without_running_heads"]

FEWEST_PAGES = 3  # on which a line stands: two may be alike by chance
LOOKED_AT = 2  # rows at the head of a page, and at its foot
SHARE = 0.25  # of the pages, at which a line comes back: left and right pages, and chapters, have their own
NEAR = 6  # points: heads stand where they stand; lines of text move with what is above them

_Place = tuple[int, int]


def without_running_heads(pages: Sequence[list[Row]]) -> tuple[list[list[Row]], int]:
    """The rows of each page without what comes back on other pages, and how many rows that is."""
    if len(pages) < FEWEST_PAGES:
        return list(pages), 0
    alike: dict[tuple[int, str], list[_Place]] = defaultdict(list)
    for number, rows in enumerate(pages):
        for at in {*range(min(LOOKED_AT, len(rows))), *range(max(len(rows) - LOOKED_AT, 0), len(rows))}:
            words = re.sub(r"\d+", "#", level_digits(row_text(rows[at])).lower())
            alike[round(rows[at][0].bottom / NEAR), words].append((number, at))
    least = max(FEWEST_PAGES, SHARE * len(pages))
    running = {place for places in alike.values() if len(places) >= least and _is_numbered(pages, places) for place in places}
    kept = [[row for at, row in enumerate(rows) if (number, at) not in running] for number, rows in enumerate(pages)]
    return kept, len(running)


def _is_numbered(pages: Sequence[list[Row]], places: Sequence[_Place]) -> bool:
    """Whether each number of lines that are alike is the same on all pages, or goes up with the pages."""
    numbers = [[int(n) for n in re.findall(r"\d{1,9}", level_digits(row_text(pages[page][at])))] for page, at in places]
    for column in zip(*numbers, strict=False):
        from_first = {number - page for number, (page, _) in zip(column, places, strict=True)}
        if len(set(column)) > 1 and len(from_first) > 1:
            return False
    return True
