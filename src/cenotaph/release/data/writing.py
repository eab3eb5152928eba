"""Writes every table as CSV, JSON Lines and Parquet. The same record gives the same bytes.

A cell of a CSV that a spreadsheet would take for a formula gets an apostrophe in front; the other formats have it as it is.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cenotaph.model import PublicRecord
from cenotaph.release.data.codebook import Field, Table, load_codebook
from cenotaph.release.data.rows import table_rows

__all__ = ["plain_cell", "write_tables"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BETWEEN = " | "
BLOCK = 1_000_000  # bytes of lines that become one group of rows in Parquet
UTF8_MOST = 4  # bytes of a character


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
    names = [field.name for field in table.fields]
    count = longest = 0
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as plain,
        (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
    ):
        writer = csv.writer(plain, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            count += 1
            writer.writerow([plain_cell(row[name]) for name in names])
            line = json.dumps({name: row[name] for name in names}, ensure_ascii=False) + "\n"
            lines.write(line)
            longest = max(longest, len(line))
    _write_parquet(table, folder, longest)
    return count


def _write_parquet(table: Table, folder: Path, longest: int) -> None:
    """The table as Parquet, from its lines, of which the longest has so many characters: block by block, and no row as a Python
    object again.
    """
    import pyarrow as arrow
    from pyarrow import json as arrow_json
    from pyarrow import parquet

    schema = arrow.schema([(field.name, _arrow_type(field, arrow)) for field in table.fields])
    block = max(BLOCK, UTF8_MOST * longest)
    with parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as columns:
        if longest:
            reading = arrow_json.ReadOptions(use_threads=False, block_size=block)
            parsing = arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
            with arrow_json.open_json(folder / f"{table.name}.jsonl", reading, parsing) as batches:
                for batch in batches:
                    columns.write_batch(batch)


def _arrow_type(field: Field, arrow: Any) -> Any:
    kinds = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(), "list": arrow.list_(arrow.string())}
    return kinds.get(field.type, arrow.string())
