"""Where a table begins and ends in a sheet that people made: titles above the heading, columns without one, a total below.

What is taken for a title or a total is said, with its line, so that a person can say otherwise (`heading_row` in the mapping).
Refuses to guess beyond that: rows in the middle stay, whatever they hold.
"""

from collections.abc import Sequence

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.lists.words import list_words
from cenotaph.text import fold, level_digits

__all__ = ["find_heading", "name_columns", "without_total"]

Row = tuple[int, list[str]]
LOOKED_AT = 12  # rows for a heading: titles are a few lines
SHOWN = 100  # characters of what is left out


def find_heading(rows: Sequence[Row], wanted: int, name: str) -> tuple[int, str]:
    """The position of the heading in `rows`, and a note on what stands above it. `wanted` is its line, 0 where nobody said so:
    then the first row that has cells in at least half as many columns as most rows have. Raises `UnreadableFile`.
    """
    if wanted:
        at = next((at for at, (line, _) in enumerate(rows) if line == wanted), None)
        if at is None:
            raise UnreadableFile(f"line {wanted} holds nothing, so no heading", where=name)
    else:
        filled = [sum(map(bool, row)) for _, row in rows]
        usual = sorted(filled)[len(filled) // 2]
        at = next((at for at, cells in enumerate(filled[:LOOKED_AT]) if cells > usual / 2 or usual < 2), 0)
    if not at:
        return 0, ""
    above = " / ".join(" ".join(filter(None, row)) for _, row in rows[:at])[:SHOWN]
    lines = f"line {rows[0][0]} stands" if at == 1 else f"lines {rows[0][0]} to {rows[at - 1][0]} stand"
    return at, f"{lines} above the heading and were left out: {above}"


def name_columns(cells: Sequence[str], rows: Sequence[Row]) -> tuple[list[str], str]:
    """The headings, those that are empty called by their number, and a note on them; empty columns at the end are dropped."""
    used = max((at + 1 for _, row in rows for at, cell in enumerate(row) if cell), default=0)
    width = max(min(used, len(cells)), max((at + 1 for at, cell in enumerate(cells) if cell), default=0))
    said = sum(map(bool, cells))
    if width - said > said:
        return list(cells), ""  # so many are empty that this is no heading
    named = [*cells, *[""] * (width - len(cells))][:width]
    empty = [at for at, cell in enumerate(named) if not cell]
    for at in empty:
        named[at] = f"column {at + 1}"
    return named, f"without a heading, and kept as: {', '.join(named[at] for at in empty)}" if empty else ""


def without_total(rows: Sequence[Row]) -> tuple[Sequence[Row], str]:
    """The rows without a total at their end, and a note on it: a row whose first cell is empty or is the word, and which has
    else nothing but numbers.
    """
    words = {fold(str(word)) for word in list_words()["totals"]}
    line, row = rows[-1]
    folded = [fold(cell).strip(" :.") for cell in row]
    is_total = bool(words & set(folded)) and (not folded[0] or folded[0] in words)
    if len(rows) < 2 or not is_total or not all(not cell or cell in words or _is_number(cell) for cell in folded):
        return rows, ""
    return rows[:-1], f"line {line} is a total and was left out: {' '.join(filter(None, row))[:SHOWN]}"


def _is_number(cell: str) -> bool:
    return level_digits(cell).replace(".", "").replace(",", "").replace(" ", "").isdigit()
