"""Writes every table as CSV, JSON Lines and Parquet. The same record gives the same bytes.

A cell of a CSV that a spreadsheet would take for a formula gets an apostrophe in front; the other formats have it as it is.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cenotaph.model import PublicRecord
from cenotaph.release.data.codebook import Field, Table, load_codebook
from cenotaph.release.data.rows import table_rows

__all__ = ["plain_cell", "write_tables"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BETWEEN = " | "
BATCH = 20_000


def plain_cell(value: Any) -> str:
    """A value as a cell of a CSV: "" for what is not known, `true` and `false`, several with a bar between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = BETWEEN.join(map(str, value))
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    return str(value)


def write_tables(record: PublicRecord, folder: Path) -> dict[str, int]:
    """Write all tables into `folder`, which is there; the number of rows of each."""
    counts = {}
    for table in load_codebook().values():
        counts[table.name] = _write(table, table_rows(record, table.name), folder)
    return counts


def _write(table: Table, rows: Iterator[Mapping[str, Any]], folder: Path) -> int:
    import pyarrow as arrow
    from pyarrow import parquet

    names = [field.name for field in table.fields]
    schema = arrow.schema([(field.name, _arrow_type(field, arrow)) for field in table.fields])
    count = 0
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as plain,
        (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
        parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as columns,
    ):
        writer = csv.writer(plain, lineterminator="\n")
        writer.writerow(names)
        while batch := list(islice(rows, BATCH)):
            count += len(batch)
            for row in batch:
                writer.writerow([plain_cell(row[name]) for name in names])
                lines.write(json.dumps({name: row[name] for name in names}, ensure_ascii=False) + "\n")
            columns.write_table(arrow.table([_column(batch, field) for field in table.fields], schema=schema))
    return count


def _column(batch: Sequence[Mapping[str, Any]], field: Field) -> list[Any]:
    values = [row[field.name] for row in batch]
    return [list(value) for value in values] if field.type == "list" else values


def _arrow_type(field: Field, arrow: Any) -> Any:
    kinds = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(), "list": arrow.list_(arrow.string())}
    return kinds.get(field.type, arrow.string())
