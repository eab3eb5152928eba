"""Writes a file or a folder whole or not at all: never half of it, never over a good one that is then lost, and on the disk
before it has its name.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cenotaph.errors import CaseError, UnreadableFile

__all__ = ["HALF_WRITTEN", "alone", "flush", "flush_folder", "replace_folder", "staged", "write_whole", "write_whole_from"]

HALF_WRITTEN = ".writing"  # behind the name of a file that is being written


def write_whole(target: Path, content: str | bytes, *, mode: int = 0o666) -> None:
    """Write `content` to `target`. Raises `UnreadableFile` when it cannot be written."""
    write_whole_from(target, [content.encode("utf-8") if isinstance(content, str) else content], mode=mode)


def write_whole_from(target: Path, pieces: Iterable[bytes], *, mode: int = 0o666) -> None:
    """Write one piece after another to `target`. Raises `UnreadableFile` when it cannot be written; nothing is left of one that
    broke off.
    """
    temporary = target.with_name(target.name + HALF_WRITTEN)
    try:
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
        flush(target.parent)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        raise UnreadableFile(f"the file could not be written ({fault.strerror})", where=str(target)) from fault
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """Have every file below `folder`, and every folder, on the disk."""
    for path in folder.rglob("*"):
        flush(path)
    flush(folder)


def replace_folder(made: Path, target: Path) -> None:
    """Give a folder, or a file, its name once all of it is on the disk; `target` must not hold anything."""
    flush_folder(made)
    os.replace(made, target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder beside `target` to make something in, which gets its name when the block ends well. What an earlier run left in it
    when it was broken off is removed; of a run that fails nothing is left.

    Raises `CaseError` when something lies at `target`, or when another run is making it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CaseError("something lies there already", where=str(target), remedy="choose a new or empty folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(target.name + ".making")
    with alone(target.with_name(f".{target.name}.lock"), "another command is making this folder"):
        shutil.rmtree(made, ignore_errors=True)
        try:
            yield made
            replace_folder(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def alone(lock: Path, refusal: str) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends. Raises `CaseError` with `refusal` when another holds it."""
    held = FileLock(lock, timeout=0)
    try:
        held.acquire()
    except Timeout as taken:
        raise CaseError(refusal, where=str(lock.parent), remedy="wait until it is done and run this again") from taken
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        held.release()
