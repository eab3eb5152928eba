"""Reads the bytes of a file that somebody offers: one that is a file, and no larger than allowed."""

import os
import stat
from pathlib import Path

from cenotaph.errors import UnreadableFile
from cenotaph.settings import load_settings

__all__ = ["check_size", "read_bytes"]


def check_size(size: int, where: str) -> None:
    """Raise `UnreadableFile` when a file of `size` bytes is over the limit."""
    limit = load_settings().max_file_bytes
    if size > limit:
        raise UnreadableFile(
            f"the file has {size:,} bytes; the limit is {limit:,}",
            where=where,
            remedy="raise CENOTAPH_MAX_FILE_BYTES if you trust it",
        )


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
