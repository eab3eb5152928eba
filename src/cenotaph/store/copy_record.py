"""Copies every row of a record to another database, and compares what arrived with what was sent."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, select, text

from cenotaph.errors import IntegrityProblem
from cenotaph.store.record import Record
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["copy_record", "is_empty"]

BATCH = 2_000


def copy_record(copied: Record, into: Record, progress: Callable[[str, int], None] | None = None) -> None:
    """Copy all rows of a record `into` an empty one, in the transaction that it has.

    `progress` is called with each table's name and rows. Raises `IntegrityProblem` when a table did not arrive as it was.
    """
    source, target = copied.connection, into.connection
    sent = {}
    for table in metadata.sorted_tables:
        rows, digest = 0, sha256()
        for batch in _batches(source, table):
            target.execute(insert(table), batch)
            rows += len(batch)
            _add(digest, batch)
        sent[table.name] = digest.hexdigest()
        if progress is not None:
            progress(table.name, rows)
        _go_on_counting(target, table, rows)
    into.documents.index_anew()
    for table in metadata.sorted_tables:
        digest = sha256()
        for batch in _batches(target, table):
            _add(digest, batch)
        if digest.hexdigest() != sent[table.name]:
            raise IntegrityProblem(
                f"the table {table.name} did not arrive as it was", remedy="nothing was kept; please report it"
            )
    if target.dialect.name == "postgresql":
        target.execute(text("ANALYZE"))  # until it looks by itself, it would take every table for an empty one


def is_empty(connection: Connection) -> bool:
    """Whether no table has a row. A table that is not there yet has none."""
    there = set(inspect(connection).get_table_names())
    return not any(connection.execute(select(table).limit(1)).first() for table in metadata.sorted_tables if table.name in there)


def _go_on_counting(target: Connection, table: Table, rows: int) -> None:
    """PostgreSQL counts its numbers apart from the rows, and would give those that came along once more."""
    if rows and target.dialect.name == "postgresql" and (counted := table.autoincrement_column) is not None:
        highest = select(func.max(counted)).scalar_subquery()
        target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, counted.name), highest)))


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
    for batch in found.partitions(BATCH):
        yield [dict(row) for row in batch]


def _add(digest: Any, batch: list[dict[str, Any]]) -> None:
    for row in batch:
        values = [bytes(value).hex() if isinstance(value, bytes | memoryview) else value for value in row.values()]
        digest.update(dump(values).encode("utf-8", "surrogatepass"))
