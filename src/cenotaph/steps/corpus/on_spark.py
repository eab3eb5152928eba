"""Reads a corpus on a Spark that is there: files of every kind, web archives, or Parquet with a column `content`, into the table
of a corpus, slice by slice of the input, so that a run that is broken off goes on where it was.

On each machine of the Spark a file is read as `add` reads it, in a process of its own with bounds, and costs only itself. Nothing
is done here that Spark does: it finds the files, shares them out, tries again, and writes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from cenotaph.errors import CenotaphError, WrongUse
from cenotaph.ingest import SPARK_DONE
from cenotaph.steps.child_side import Question
from cenotaph.steps.corpus.table import SCHEMA, to_row, unread_row
from cenotaph.steps.limited_child import LimitedChild
from cenotaph.steps.read_offered import Prepared, Taking, read_offered

__all__ = ["CorpusRead", "read_corpus"]

SLICE_FILES = 20_000  # of 2 kB, ten minutes of one core: what is lost at most when a run is broken off
SLICE_BYTES = 4_000_000_000  # of web archives; as long again
SPLIT_BYTES = 16_000_000  # what one task reads; Spark's own 128 MB would leave most cores of a small corpus idle
FILE_BYTES = 50_000  # that a file counts at least: 300 texts a task, ten seconds; Spark's own 4 MB would make it four
OUT_ROWS, OUT_BYTES = 200, 16_000_000  # that a task holds before it passes them on
PARQUET = ".parquet"
COLUMNS = "content", "name", "url", "retrieved_at"


@dataclass(frozen=True, slots=True)
class CorpusRead:
    """Documents, claims and unread files in the whole table, and the slices that this run read and found read."""

    documents: int
    claims: int
    unread: int
    slices: int
    slices_before: int


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    size: int


def read_corpus(session: Any, source: str, target: str, progress: Callable[[int, int], None] = lambda _, __: None) -> CorpusRead:
    """Read everything under `source`, a folder or file of any file system that the Spark knows, into `target`. `progress` is
    called before each slice with its number and how many there are.

    Raises `WrongUse` when there is nothing to read.
    """
    files = _files(session, source)
    if not files:
        raise WrongUse("there is no file to read", where=source)
    done = _done(session, target)
    left = [one for one in files if one not in done]
    tables = [one for one in left if one.path.endswith(PARQUET)]
    slices = [*_slices(tables), *_slices(one for one in left if not one.path.endswith(PARQUET))]
    for number, one in enumerate(slices, start=1):
        progress(number, len(slices))
        name = _name(one)
        _read_slice(session, one, _root(files, source), f"{target}/slice={name}")
        rows = pa.table({"slice": [name] * len(one), "path": [file.path for file in one], "size": [file.size for file in one]})
        session.createDataFrame(rows).coalesce(1).write.mode("append").parquet(f"{target}/{SPARK_DONE}")
    return _counted(session, target, len(slices), len(set(done.values())))


def _files(session: Any, source: str) -> list[_File]:
    """All files but hidden and empty ones, which Spark passes over, by path; nothing of them is read."""
    found = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(source).select("path", "length")
    return sorted((_File(row.path, row.length) for row in found.collect()), key=lambda one: one.path)


def _slices(files: Iterable[_File]) -> Iterator[list[_File]]:
    part: list[_File] = []
    size = 0
    for one in files:
        if part and (len(part) >= SLICE_FILES or size + one.size > SLICE_BYTES):
            yield part
            part, size = [], 0
        part.append(one)
        size += one.size
    if part:
        yield part


def _name(files: list[_File]) -> str:
    """What a slice is known by: its files, by path and size."""
    return sha256("\n".join(f"{one.path}\t{one.size}" for one in files).encode()).hexdigest()[:16]


def _root(files: list[_File], source: str) -> str:
    """What all paths begin with, so that names are those that `add` gives: below the folder that was named."""
    if len(files) == 1 and PurePosixPath(files[0].path).name == PurePosixPath(source).name:
        return files[0].path.removesuffix(PurePosixPath(source).name)
    below = PurePosixPath(Path(source).resolve().as_posix() if "://" not in source else source.split("://", 1)[1]).as_posix()
    return files[0].path[: files[0].path.index(below) + len(below)].rstrip("/") + "/" if below in files[0].path else ""


def _done(session: Any, target: str) -> dict[_File, str]:
    """The slice in which each file is that was read before, as it is now."""
    from pyspark.errors import AnalysisException

    try:
        rows = session.read.schema("slice string, path string, size bigint").parquet(f"{target}/{SPARK_DONE}").collect()
        return {_File(row.path, row.size): row.slice for row in rows}
    except AnalysisException as fault:
        if fault.getCondition() != "PATH_NOT_FOUND":
            raise
        return {}


def _read_slice(session: Any, files: list[_File], root: str, target: str) -> None:
    session.conf.set("spark.sql.files.maxPartitionBytes", str(SPLIT_BYTES))
    session.conf.set("spark.sql.files.openCostInBytes", str(FILE_BYTES))
    paths = [one.path for one in files]
    if paths[0].endswith(PARQUET):
        rows = _offered_rows(session.read.parquet(*paths))
    else:
        rows = session.read.format("binaryFile").load(paths).selectExpr(
            "path AS source", "content", "'' AS name", "'' AS url", "CAST(NULL AS TIMESTAMP) AS retrieved_at"
        )  # fmt: skip
    schema = session.createDataFrame(pa.Table.from_pylist([], SCHEMA)).schema
    reader = _Reader(root)
    rows.mapInArrow(reader.read_batches, schema).write.mode("overwrite").parquet(target)


def _offered_rows(table: Any) -> Any:
    """The rows of a table that offers documents. Raises `WrongUse` for one that does not."""
    if "content" not in table.columns or "name" not in table.columns:
        raise WrongUse(
            "the Parquet files have no columns `content` and `name`",
            remedy="put the bytes of each document in `content` and what it is called in `name`",
        )
    given = [name if name in table.columns else "NULL" for name in COLUMNS]
    types = ("BINARY", "STRING", "STRING", "TIMESTAMP")
    columns = [f"CAST({one} AS {kind}) AS {name}" for one, kind, name in zip(given, types, COLUMNS, strict=True)]
    return table.selectExpr("_metadata.file_path AS source", *columns)


class _Reader:
    """What is sent to the machines of the Spark."""

    def __init__(self, root: str) -> None:
        self._root = root

    def read_batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The table of a corpus for rows with the bytes of files."""
        from cenotaph.steps.warm_reader import warm  # here, on the machine that reads

        warm()  # what is forked for each task has all word lists then
        held: list[dict[str, Any]] = []
        size = 0
        with LimitedChild() as child:
            for row in (row for batch in batches for row in _rows(batch)):
                for made in self._of_file(child, row):
                    held.append(made)
                    size += len(made["data"] or b"")
                    if len(held) >= OUT_ROWS or size >= OUT_BYTES:
                        yield pa.RecordBatch.from_pylist(held, SCHEMA)
                        held, size = [], 0
        yield pa.RecordBatch.from_pylist(held, SCHEMA)

    def _of_file(self, child: LimitedChild, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        source = str(row["source"]).removeprefix(self._root)
        name = str(row["name"] or source)
        seen = (row["retrieved_at"] or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        data, url = bytes(row["content"] or b""), str(row["url"] or "")
        try:
            for found in _documents(child, data, name, url, seen):
                yield to_row(found, source)
        except CenotaphError as fault:
            yield unread_row(source, name, fault.what)


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for at in range(batch.num_rows):  # one at a time: the bytes of a whole batch would be in memory twice
        yield batch.slice(at, 1).to_pylist()[0]


def _documents(child: LimitedChild, data: bytes, name: str, url: str, seen: datetime) -> Iterator[Prepared]:
    """Every document in a file, unread where reading it took too long. Raises `CenotaphError` for what is lost."""
    taking = Taking(sha256(data).hexdigest())
    made = child.run(read_offered, data, name, url, seen, where=name, size=len(data))
    wanted = None
    try:
        while True:
            said = made.send(wanted)
            wanted = isinstance(said, Question) or None
            if not wanted and (found := taking.take(said)) is not None:
                yield found
    except StopIteration:
        return
    except CenotaphError as fault:
        for left in taking.broken_off(fault):
            if isinstance(left, CenotaphError):
                raise left from fault
            yield left


def _counted(session: Any, target: str, read: int, before: int) -> CorpusRead:
    table = session.read.option("basePath", target).parquet(f"{target}/slice=*")
    claims = "coalesce(sum(if(error IS NULL, size(claims), 0)), 0) AS claims"
    row = table.selectExpr("count_if(error IS NULL) AS documents", claims, "count(error) AS unread").collect()[0]
    return CorpusRead(int(row.documents), int(row.claims), int(row.unread), read, before)
