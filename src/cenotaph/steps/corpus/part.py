"""Takes documents out of one Parquet file of a corpus: what runs where a hostile file can do no harm."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from cenotaph.errors import CenotaphError, UnreadableFile
from cenotaph.ingest import sign_text
from cenotaph.model import Document, Reading, TextMarks
from cenotaph.steps.child_side import Question
from cenotaph.steps.read_offered import Prepared, marks_of

__all__ = ["is_part", "read_part"]

AT_ONCE = 16  # rows in memory: each has the bytes and the text of a document


def is_part(path: Path) -> bool:
    """Whether a file is Parquet, by its name: whether it is a part of a corpus is seen when it is read."""
    return path.suffix == ".parquet"


def read_part(
    path: Path, name: str
) -> Generator[Question | CenotaphError | Prepared | tuple[Document, Reading | None, TextMarks | None], bool | None, None]:
    """As `read_offered`, of each document in the file; of a row that cannot be taken, and of a file that could not be read when
    the corpus was made, the error. Raises `UnreadableFile` for what is no part of a corpus.
    """
    import pyarrow  # by whoever reads a part: `add` of other files has no use for it
    import pyarrow.parquet as parquet

    from cenotaph.steps.corpus.table import SCHEMA

    try:
        file = parquet.ParquetFile(path)
        if not set(SCHEMA.names) <= set(file.schema_arrow.names):
            raise UnreadableFile("this table is none that cenotaph read --engine spark writes", where=name)
        for batch in file.iter_batches(AT_ONCE, columns=SCHEMA.names):
            for row in batch.to_pylist():
                if row["error"] is not None:
                    yield UnreadableFile(str(row["error"]), where=str(row["name"] or row["source"]))
                elif (yield Question((str(row["sha256"]), str(row["name"])))):
                    yield from _taken(row)
    except (pyarrow.ArrowException, OSError) as fault:
        raise UnreadableFile("the file is no Parquet file that can be read", where=name) from fault


def _taken(row: dict[str, object]) -> Generator[CenotaphError | Prepared | tuple[Document, Reading | None, TextMarks | None]]:
    from cenotaph.steps.corpus.table import from_row

    try:
        found = from_row(row)
    except UnreadableFile as fault:
        yield fault
        return
    document, reading = found.document, found.reading
    yield replace(found, reading=None, signature=sign_text(document.text))
    yield document, reading, marks_of(document, reading)
