"""Reads a table of capture histories as people keep it: with columns beside those of the lists, and other words than 0 and 1."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.estimate import CaptureHistories
from cenotaph.ingest.lists import ListTable
from cenotaph.steps.tables import table_offered

__all__ = ["table_histories"]

COUNT_HEADINGS = ("n", "freq", "frequency", "count", "counts", "number", "y")
CELLS = {"1": 1, "true": 1, "yes": 1, "1.0": 1, "0": 0, "false": 0, "no": 0, "0.0": 0}
NOT_SAID = {"", "na", "n/a", "nan", "null", "none", "-"}
FEW = 0.5  # of a column's cells: with fewer words of a list than that, it is no list with a slip but another column


def table_histories(path: Path) -> CaptureHistories:
    """Read a table of capture histories: a column of 0 and 1 (or true and false, yes and no) for each list, and a column of
    counts if its rows are combinations; or two columns, victim and list, with a row for each naming.

    A column counts when its heading is one of n, freq, frequency, count, counts, number, y; without one every row is a victim.
    Columns of anything else (an id, a date) are no lists and left out, and a cell that says nothing is taken for 0; both are said
    in the result. Raises `UnreadableFile` for a table that is none or cannot be meant.
    """
    table = table_offered(path)
    counting = [heading for heading in table.heading if heading.strip().lower() in COUNT_HEADINGS]
    if len(counting) > 1:
        raise UnreadableFile(f"two columns could be the counts: {', '.join(counting)}", where=path.name)
    said: list[str] = []
    if len(table.heading) == 2 and not counting:
        lists, rows = _namings(table)
        counts: list[float] = []
    else:
        lists = [heading for heading in table.heading if heading not in counting]
        others = [name for name in lists if not _is_list(table, name)]
        if others:
            lists = [name for name in lists if name not in others]
            said.append(f"no lists, and left out: {', '.join(others)}")
        rows, counts, unsaid = _combinations(table, lists, counting, path.name)
        if unsaid:
            said.append(f"{unsaid:,} cells that say nothing are taken for 0")
    try:
        return replace(CaptureHistories.from_rows(lists, rows, counts if counting else None), said=tuple(said))
    except InvalidValue as fault:
        raise UnreadableFile(fault.what, where=path.name, remedy=fault.remedy) from fault


def _is_list(table: ListTable, name: str) -> bool:
    """Whether most of what a column says is that somebody is or is not on a list, and not a number of each row's own."""
    cells = [word for cell in table.column(name) if (word := cell.strip().lower()) not in NOT_SAID]
    return sum(word in CELLS for word in cells) > FEW * len(cells)


def _combinations(
    table: ListTable, lists: Sequence[str], counting: Sequence[str], where: str
) -> tuple[list[list[int]], list[float], int]:
    """Rows of 0 and 1, the counts beside them if a column is `counting`, and how many cells say nothing."""
    rows: list[list[int]] = []
    counts: list[float] = []
    unsaid = 0
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = dict(zip(table.heading, cells, strict=True))
        try:
            rows.append([_digit(row[name]) for name in lists])
            counts += [float(row[name]) for name in counting]
        except ValueError as fault:
            raise UnreadableFile(
                f"line {line}: {fault}", where=where, remedy="a list's cell is 0 or 1, a count a whole number"
            ) from fault
        unsaid += sum(row[name].strip().lower() in NOT_SAID for name in lists)
    return rows, counts, unsaid


def _namings(table: ListTable) -> tuple[list[str], list[list[int]]]:
    """Lists and rows of 0 and 1 from a row for each naming: the victim in the first column, the list in the second."""
    lists = list(dict.fromkeys(name for _, name in table.rows))
    victims: dict[str, list[int]] = {}
    for victim, name in table.rows:
        victims.setdefault(victim, [0] * len(lists))[lists.index(name)] = 1
    return lists, list(victims.values())


def _digit(cell: str) -> int:
    word = cell.strip().lower()
    if word in NOT_SAID:
        return 0
    if word not in CELLS:
        raise ValueError(f"{cell!r} is neither 0 nor 1")
    return CELLS[word]
