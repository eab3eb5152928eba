"""The rows of a page in the order in which they are read: column after column, tables as rows, words joined over line ends.

Pages are cut where white runs through (the X-Y cut: Nagy, Seth, Viswanathan, "A prototype document image analysis system for
technical journals", Computer 25(7), 1992, https://doi.org/10.1109/2.144436). Columns of running text are told from those of a
table by what stands in them: lines of words on both sides, not cells. Refuses to cut on a doubt: then rows stay whole.
"""

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cenotaph.ingest.pdfs.pieces import Row, reads_from_right, row_text
from cenotaph.ingest.table_lines import is_number, table_lines
from cenotaph.text import CELLS_APART

__all__ = ["join_blocks", "page_text"]

GUTTER = 0.9  # of a letter's height: the white between two columns is wider
FEWEST_ROWS = 4  # on each side of a gutter
PROSE = 18  # letters of a row in a column of running text, at least, on the average
NUMBERS = 0.4  # of a side's rows that are numbers make it a column of a table
LOOKED_AT = 15  # rows at the head or foot that may run over all columns
DEEPEST = 6  # cuts within cuts
TABLE_ROWS = 3  # a heading and two rows: fewer are words that happen to stand apart
PARAGRAPH = 1.7  # times the usual step from row to row: the white between paragraphs is wider
ENDS = '.!?:;»”"…؟。|'
HYPHENS = "-\u2010\u00ad"


def page_text(rows: Sequence[Row]) -> str:
    """The text of a page: a line a row, paragraphs apart by an empty line."""
    return join_blocks([_block_text(block) for block in _in_order(list(rows), 0)])


def join_blocks(blocks: Sequence[str]) -> str:
    """Columns or pages one after the other; a sentence that goes on in the next is not cut."""
    text = ""
    for block in filter(None, blocks):
        text = block if not text else _joined(text, block) if _goes_on(text, block) else f"{text}\n\n{block}"
    return text


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence is not at its end and what follows begins like no sentence."""
    first = next((sign for sign in after[:5] if sign.isalpha()), "")
    return before[-1] not in ENDS and bool(first) and not first.isupper() and CELLS_APART not in before.rpartition("\n")[2]


def _in_order(rows: list[Row], depth: int) -> Iterator[list[Row]]:
    if depth < DEEPEST and len(rows) >= FEWEST_ROWS:
        gutter = _gutter(rows)
        if gutter is not None:
            sides = _beside(rows, gutter)
            for side in reversed(sides) if _is_from_right(rows) else sides:
                yield from _in_order(side, depth + 1)
            return
        for at in range(1, min(LOOKED_AT, len(rows) - FEWEST_ROWS) + 1):
            for cut in (at, len(rows) - at):
                if _gutter(rows[:cut]) is not None or _gutter(rows[cut:]) is not None:
                    yield from _in_order(rows[:cut], depth + 1)
                    yield from _in_order(rows[cut:], depth + 1)
                    return
    yield rows


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where white runs between two columns of running text, in points from the left; None where none does."""
    pieces = [piece for row in rows for piece in row]
    if len(rows) < FEWEST_ROWS or sum(len(row) > 1 for row in rows) < FEWEST_ROWS:
        return None
    least = GUTTER * statistics.median(piece.height for piece in pieces)
    reach: float | None = None
    for piece in sorted(pieces, key=lambda one: one.left):
        if reach is not None and piece.left - reach > least:
            middle = (piece.left + reach) / 2
            if all(map(_is_prose, _beside(rows, middle))):
                return middle
        reach = piece.right if reach is None else max(reach, piece.right)
    return None


def _beside(rows: Sequence[Row], gutter: float) -> list[list[Row]]:
    left = [[piece for piece in row if piece.right <= gutter] for row in rows]
    right = [[piece for piece in row if piece.right > gutter] for row in rows]
    return [[row for row in side if row] for side in (left, right)]


def _is_prose(rows: Sequence[Row]) -> bool:
    if len(rows) < FEWEST_ROWS:
        return False
    texts = [row_text(row) for row in rows]
    if sum(map(is_number, texts)) > NUMBERS * len(texts):
        return False
    return sum(map(len, texts)) >= PROSE * len(texts)


def _is_from_right(rows: Sequence[Row]) -> bool:
    letters = [sign for row in rows for piece in row for sign in piece.text if sign.isalpha()]
    return sum(map(reads_from_right, letters)) * 2 > len(letters)


def _block_text(rows: Sequence[Row]) -> str:
    steps = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    usual = statistics.median(steps) if steps else 0.0
    from_right = _is_from_right(rows)
    out: list[str] = []
    for first, stop, is_table in _stretches(rows):
        if is_table:
            out.append("\n\n".join(_table(rows[first:stop], from_right=from_right)))
            continue
        for at in range(first, stop):
            line = row_text(reversed(rows[at]) if from_right else rows[at])
            apart = at == first or steps[at - 1] > PARAGRAPH * usual
            if out and not apart:
                out[-1] = _joined(out[-1], line)
            else:
                out.append(line)
    return "\n\n".join(out)


def _joined(before: str, line: str) -> str:
    """Two lines of a paragraph; a word that is broken at the end of the first is whole again."""
    if before[-1:] in HYPHENS and before[-2:-1].isalpha() and line[:1].isalpha():
        word = before if line[0].isupper() else before[:-1]
        return word + line
    return f"{before}\n{line}"


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int, bool]]:
    """The rows from one to before another that are a table, or that are none."""
    at = 0
    while at < len(rows):
        stop = at
        while stop < len(rows) and len(rows[stop]) > 1:
            stop += 1
        if stop - at >= TABLE_ROWS and _is_table(rows[at:stop]):
            yield at, stop, True
            at = stop
            continue
        begin = at
        at = max(stop, at + 1)
        while at < len(rows) and len(rows[at]) == 1:
            at += 1
        yield begin, at, False


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns of a table: what no white runs through from its head to its foot."""
    columns: list[tuple[float, float]] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda one: one.left):
        if columns and piece.left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.right))
        else:
            columns.append((piece.left, piece.right))
    return columns


def _cells(rows: Sequence[Row]) -> list[list[str]]:
    columns = _columns(rows)
    return [[" ".join(p.text for p in row if left <= p.left <= right) for left, right in columns] for row in rows]


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether the cells of rows stand in columns, and numbers in one of them."""
    cells = _cells(rows)
    width = len(cells[0])
    return width > 1 and any(sum(is_number(row[at]) for row in cells) * 2 >= len(cells) - 1 for at in range(width))


def _table(rows: Sequence[Row], *, from_right: bool) -> list[str]:
    cells = _cells(rows)
    return table_lines([row[::-1] for row in cells] if from_right else cells)
