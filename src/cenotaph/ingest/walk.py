"""The files a person offers: files as named, folders walked in name order. Links are not followed out of a folder."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.limits import check_size
from cenotaph.settings import load_settings

__all__ = ["Offered", "offered_files", "read_bytes"]


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
            if entry.is_file() and not entry.is_symlink() and not hidden:
                yield Offered(str(entry.relative_to(path)), entry)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `UnreadableFile` when it is missing, unreadable, over the limit, or no file at all: a pipe
    would keep the reader waiting, a device would never end.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise UnreadableFile("this is a pipe, a socket or a device, and no file", where=str(path))
            check_size(about.st_size, str(path))
            data = file.read(load_settings().max_file_bytes + 1)
            check_size(len(data), str(path))
            return data
    except FileNotFoundError as fault:
        raise UnreadableFile("there is no such file", where=str(path), remedy="check the spelling of the path") from fault
    except PermissionError as fault:
        raise UnreadableFile("the file may not be read", where=str(path), remedy="give yourself the right to read it") from fault
    except IsADirectoryError as fault:
        raise UnreadableFile("this is a folder", where=str(path)) from fault


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
