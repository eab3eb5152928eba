"""The files a person offers: files as named, folders walked in name order. Links are not followed out of a folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SPARK_DONE", "Offered", "offered_files"]

SPARK_DONE = "_done"
"""The folder of a corpus in which the files that were read are listed, each with its slice."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to read, or an address to fetch."""

    name: str
    path: Path | None = None
    url: str = ""


def offered_files(given: Sequence[str]) -> Iterator[Offered]:
    """What the arguments name, each once. A path that does not exist is given all the same: reading it says so."""
    for argument in given:
        if argument.startswith(("http://", "https://")):
            yield Offered(argument, url=argument)
            continue
        path = Path(argument)
        if not path.is_dir():
            yield Offered(path.name, path)
            continue
        for entry in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in entry.relative_to(path).parts)
            if entry.is_file() and not entry.is_symlink() and not hidden and not _is_sparks(entry):
                yield Offered(str(entry.relative_to(path)), entry)


def _is_sparks(path: Path) -> bool:
    """Whether a file is a mark that Spark sets beside the tables it writes, or the list of what was done."""
    return path.name == "_SUCCESS" or path.suffix == ".parquet" and path.parent.name == SPARK_DONE
