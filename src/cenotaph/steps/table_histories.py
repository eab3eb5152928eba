"""Reads a table of capture histories."""

from collections.abc import Sequence
from pathlib import Path

from cenotaph.archive import read_bytes
from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.estimate import CaptureHistories
from cenotaph.ingest.lists import ListTable, read_table

__all__ = ["table_histories"]

COUNT_HEADINGS = ("n", "freq", "frequency", "count", "counts", "number", "y")


def table_histories(path: Path) -> CaptureHistories:
    """Read a table of capture histories: a column of 0 and 1 for each list, and a column of counts if its rows are
    combinations; or two columns, victim and list, with a row for each naming.

    A column counts when its heading is one of n, freq, frequency, count, counts, number, y; without one every row is a victim.
    Raises `UnreadableFile` for a table that is none or cannot be meant.
    """
    table = read_table(read_bytes(path), path.name)
    counting = [heading for heading in table.heading if heading.strip().lower() in COUNT_HEADINGS]
    if len(counting) > 1:
        raise UnreadableFile(f"two columns could be the counts: {', '.join(counting)}", where=path.name)
    if len(table.heading) == 2 and not counting:
        lists, rows = _namings(table)
        counts: list[float] = []
    else:
        lists = [heading for heading in table.heading if heading not in counting]
        rows, counts = _combinations(table, lists, counting, path.name)
    try:
        return CaptureHistories.from_rows(lists, rows, counts if counting else None)
    except InvalidValue as fault:
        raise UnreadableFile(fault.what, where=path.name, remedy=fault.remedy) from fault


def _combinations(
    table: ListTable, lists: Sequence[str], counting: Sequence[str], where: str
) -> tuple[list[list[int]], list[float]]:
    """Rows of 0 and 1, and the counts beside them if a column is `counting`."""
    rows: list[list[int]] = []
    counts: list[float] = []
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = dict(zip(table.heading, cells, strict=True))
        try:
            rows.append([_digit(row[name]) for name in lists])
            counts += [float(row[name]) for name in counting]
        except ValueError as fault:
            raise UnreadableFile(
                f"line {line}: {fault}", where=where, remedy="a list's cell is 0 or 1, a count a whole number"
            ) from fault
    return rows, counts


def _namings(table: ListTable) -> tuple[list[str], list[list[int]]]:
    """Lists and rows of 0 and 1 from a row for each naming: the victim in the first column, the list in the second."""
    lists = list(dict.fromkeys(name for _, name in table.rows))
    victims: dict[str, list[int]] = {}
    for victim, name in table.rows:
        victims.setdefault(victim, [0] * len(lists))[lists.index(name)] = 1
    return lists, list(victims.values())


def _digit(cell: str) -> int:
    if cell.strip() not in ("0", "1"):
        raise ValueError(f"{cell!r} is neither 0 nor 1")
    return int(cell)
