"""How many claims of each kind there are in the queue, kept as rows of it come and change, so that no page counts them.

Counting a million rows by seven columns takes seconds. Columns of few values are counted together, so that any view by them is
a sum over a few hundred cells; columns of many values (places, documents, incidents) each by itself and state. A view of another
kind is not told by this: who asks is told None, and counts what it holds if that is little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from cenotaph.store.in_parts import in_parts
from cenotaph.store.tables import metadata

__all__ = ["COLUMNS", "QueueCounts"]

queue = metadata.tables["claim_queue"]
cells = metadata.tables["claim_cell"]
values = metadata.tables["claim_value"]
CELL = ("state", "harm", "sure", "rule", "year")
VALUES = ("place", "document", "incident")
COLUMNS: Mapping[str, ColumnElement[Any]] = {
    "state": queue.c.state, "harm": queue.c.harm, "sure": queue.c.sure, "rule": queue.c.rule,
    "year": func.substr(queue.c.day, 1, len("2009")), "place": queue.c.place, "document": queue.c.document_id,
    "incident": queue.c.incident_id,
}  # fmt: skip
"""What a claim can be found by, in the order of `CELL` and `VALUES`."""
ANY = ""  # the state under which a value is counted whatever its state


class QueueCounts:
    """The counts over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Count new rows."""
        columns = ("place", "document_id", "incident_id")
        self._change(
            Counter(
                (row["state"], row["harm"], row["sure"], row["rule"], row["day"][:4], *(row[name] for name in columns))
                for row in rows
            )
        )

    @contextmanager
    def changing(self, claims: Iterable[str]) -> Iterator[None]:
        """Count the rows of these claims as they are after the block, and no more as they were before."""
        wanted = list(claims)
        before = self._of(wanted)
        yield
        change = self._of(wanted)
        change.subtract(before)
        self._change(change)

    def rebuild(self) -> None:
        """Count every row anew."""
        self.clear()
        for table, query in self._from_rows():
            self._connection.execute(insert(table).from_select([column.name for column in table.columns], query))

    def clear(self) -> None:
        """There is no row."""
        self._connection.execute(delete(cells))
        self._connection.execute(delete(values))

    def number(self, asked: Mapping[str, str]) -> int | None:
        """How many claims have these values; None where that takes counting."""
        if set(asked) <= set(CELL):
            return int(
                self._connection.execute(select(func.coalesce(func.sum(cells.c.number), 0)).where(*_cells(asked))).scalar_one()
            )
        if len(asked) - ("state" in asked) == 1 and (name := next(one for one in asked if one != "state")) in VALUES:
            query = select(values.c.number).where(*_values(name, asked), values.c.value == asked[name])
            return int(self._connection.execute(query).scalar() or 0)
        return None

    def facet(self, name: str, asked: Mapping[str, str], most: int) -> list[tuple[str, int]] | None:
        """The most frequent values of a column among claims of these values, "" left out; None where that takes counting."""
        if name in CELL and set(asked) <= set(CELL):
            number = func.sum(cells.c.number)
            query = select(cells.c[name], number).where(*_cells(asked), cells.c[name] != "").group_by(cells.c[name])
            found = self._connection.execute(query.order_by(number.desc(), cells.c[name]).limit(most))
        elif name in VALUES and set(asked) <= {"state"}:
            query = select(values.c.value, values.c.number).where(*_values(name, asked), values.c.value != "")
            found = self._connection.execute(query.order_by(values.c.number.desc(), values.c.value).limit(most))
        else:
            return None
        return [(str(value), int(count)) for value, count in found]

    def are_right(self) -> bool:
        """Whether the counts are those of the rows."""
        for table, query in self._from_rows():
            stored = {tuple(row) for row in self._connection.execute(select(table))}
            if stored != {tuple(row) for row in self._connection.execute(query)}:
                return False
        return True

    def _of(self, claims: Iterable[str]) -> Counter[tuple[str, ...]]:
        found: Counter[tuple[str, ...]] = Counter()
        for some in in_parts(claims):
            query = select(*COLUMNS.values(), func.count()).where(queue.c.claim_id.in_(some)).group_by(*COLUMNS.values())
            for *told, number in self._connection.execute(query):
                found[tuple(map(str, told))] += number
        return found

    def _change(self, by: Counter[tuple[str, ...]]) -> None:
        of_cells: Counter[tuple[str, ...]] = Counter()
        of_values: Counter[tuple[str, ...]] = Counter()
        for told, number in by.items():
            cell, rest = told[: len(CELL)], told[len(CELL) :]
            of_cells[cell] += number
            for name, value in zip(VALUES, rest, strict=True):
                of_values[name, cell[0], value] += number
                of_values[name, ANY, value] += number
        self._put(cells, of_cells)
        self._put(values, of_values)

    def _put(self, table: Table, change: Counter[tuple[str, ...]]) -> None:
        """Add to what is counted, and forget what is none any more."""
        names = [column.name for column in table.primary_key.columns]
        rows: list[dict[str, Any]] = [
            {**dict(zip(names, key, strict=True)), "number": number} for key, number in sorted(change.items()) if number
        ]
        if not rows:
            return
        made = postgresql.insert(table) if self._connection.dialect.name == "postgresql" else sqlite.insert(table)
        more = {"number": table.c.number + made.excluded.number}
        self._connection.execute(made.on_conflict_do_update(index_elements=names, set_=more), rows)
        less = [{f"of_{name}": row[name] for name in names} for row in rows if row["number"] < 0]
        if less:
            these = [table.c[name] == bindparam(f"of_{name}") for name in names]
            self._connection.execute(delete(table).where(*these, table.c.number == 0), less)

    def _from_rows(self) -> Iterator[tuple[Table, Any]]:
        """The tables with the queries that count all rows."""
        cell = [COLUMNS[name] for name in CELL]
        yield cells, select(*cell, func.count()).group_by(*cell)
        parts = []
        for name in VALUES:
            by = COLUMNS[name]
            parts.append(select(literal(name), queue.c.state, by, func.count()).group_by(queue.c.state, by))
            parts.append(select(literal(name), literal(ANY), by, func.count()).group_by(by))
        yield values, parts[0].union_all(*parts[1:])


def _cells(asked: Mapping[str, str]) -> list[ColumnElement[bool]]:
    return [cells.c[name] == value for name, value in asked.items()]


def _values(name: str, asked: Mapping[str, str]) -> list[ColumnElement[bool]]:
    return [values.c.facet == name, values.c.state == asked.get("state", ANY)]
