"""Tables of a document as lines of text, every cell behind the heading of its column: "Place: Market | Killed: 31".

A number without its heading is no statement, and a reader of the line must be able to check it without the page. Refuses to guess
headings: a table without any becomes its cells, apart by bars.
"""

import re
from collections.abc import Sequence

from cenotaph.text import CELLS_APART

__all__ = ["MOST_CELL", "is_number", "table_lines"]

NUMBER = re.compile(r"[~<>≈≥≤]?\d[\d.,  '’–-]*[+%]?")
MOST_CELL = 300  # characters of a cell; what is longer is a paragraph in a table that is there for the layout
LONGEST_HEADING = 60  # characters: what is longer is a sentence, no name of a column


def table_lines(rows: Sequence[Sequence[str]], headings: int = 0, *, named: bool = False) -> list[str]:
    """A line a row. `headings` is how many of the first rows are marked as headings; `named` says that the first cell of each row
    names the second, and such a table is one line. Where nothing is marked, the first row is a heading when none of its cells has
    a number and some row below has, and the first of two columns names the second where it reads so.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if named or not headings and _names_and_values(rows):
        titles = [row[0] for row in rows if len([cell for cell in row if cell]) == 1]
        return [
            *titles,
            CELLS_APART.join(f"{row[0].rstrip(' :')}: {row[1]}" for row in rows if len(row) > 1 and row[0] and row[1]),
        ]
    if not headings and _first_is_heading(rows):
        headings = 1
    names = _joined(rows[:headings])
    return [line for row in rows[headings:] if (line := _line(row, names))]


def _line(row: Sequence[str], names: Sequence[str]) -> str:
    filled = [(at, cell) for at, cell in enumerate(row) if cell]
    if len(filled) == 1 and len(row) > 1:
        return filled[0][1]  # a title within the table
    named = [(names[at] if at < len(names) else "", cell) for at, cell in filled]
    return CELLS_APART.join(f"{name}: {cell}" if name and name != cell else cell for name, cell in named)


def _joined(heading: Sequence[Sequence[str]]) -> list[str]:
    """The headings of each column, of several rows one after the other."""
    width = max(map(len, heading), default=0)
    parts = [dict.fromkeys(row[at].rstrip(" :") for row in heading if at < len(row) and row[at]) for at in range(width)]
    return [" ".join(part) for part in parts]


def _names_and_values(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of two columns names the second ("Deaths", "45"): no name is a number or long, some value is one."""
    if len(rows) < 2 or any(len(row) != 2 for row in rows):
        return False
    names = [row[0] for row in rows]
    return (
        all(name and len(name) <= LONGEST_HEADING and not is_number(name) for name in names)
        and any(is_number(row[1]) for row in rows)
        and len(set(names)) == len(names)
        and not _first_is_heading(rows)
    )


def _first_is_heading(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: all its cells but the first filled, none with a number, and numbers below one."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first, below = rows[0], rows[1:]
    if not all(first[1:]) or any(cell[:1].isdigit() or len(cell) > LONGEST_HEADING for cell in first):
        return False
    return any(sum(at < len(row) and is_number(row[at]) for row in below) * 2 > len(below) for at in range(len(first))) and any(
        not is_number(row[0]) for row in below if row
    )


def is_number(cell: str) -> bool:
    """Whether a cell is nothing but a number, or a range, a share or a least of numbers."""
    return NUMBER.fullmatch(cell) is not None
