"""Keeps more things than memory has room for, in order, in a file without a name that ends with the process, where this process
keeps its temporary files: for an encrypted case, in memory.

It is no part of the record and nothing is ever read from it by another run. A list would do for a few thousand things; a release
of a million people would need gigabytes for one.
"""

import os
import pickle
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar, overload

__all__ = ["OnDisk", "by_id"]

Held = TypeVar("Held")
Key = tuple[str, ...]
KILOBYTES = 16_000  # of the file that are kept in memory while it is made: most of the index of a million things
KILOBYTES_READ = 500  # afterwards, of each of several such files: the system keeps what is read again
AT_A_TIME = 1_000  # rows in one statement


def by_id(one: Any) -> Key:
    """The key of what has an id."""
    return (one.id,)


class OnDisk(Sequence[Held], Generic[Held]):
    """The `things`, in the order of their keys, those of one key in the order in which they came. What they are must be known to
    `pickle`. It is a sequence that cannot be altered: it is read from the beginning fast, by a key as fast,
    and at a number slowly.
    """

    def __init__(self, things: Iterable[Held], key: Callable[[Held], Key]) -> None:
        handle, name = tempfile.mkstemp(prefix="cenotaph-")
        os.close(handle)
        self._file = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        for said in (f"PRAGMA cache_size = -{KILOBYTES}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"):
            self._file.execute(said)
        self._file.execute("CREATE TABLE held (key BLOB, thing BLOB)")
        self._file.execute("CREATE INDEX by_key ON held (key)")  # before the rows: made after, it is sorted in another file
        os.unlink(name)
        self._file.execute("BEGIN")
        rows = ((_ordered(key(one)), pickle.dumps(one, pickle.HIGHEST_PROTOCOL)) for one in things)
        while some := list(islice(rows, AT_A_TIME)):
            self._file.executemany("INSERT INTO held VALUES (?, ?)", some)
        self._file.execute("COMMIT")
        for said in (f"PRAGMA cache_size = -{KILOBYTES_READ}", "PRAGMA shrink_memory"):
            self._file.execute(said)
        self._count = int(self._file.execute("SELECT count(*) FROM held").fetchone()[0])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Held]:
        return map(_read, self._file.execute("SELECT thing FROM held ORDER BY key, rowid"))

    @overload
    def __getitem__(self, at: int) -> Held: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Held]: ...
    def __getitem__(self, at: int | slice) -> Held | Sequence[Held]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            return tuple(islice(self, start, stop, step)) if step > 0 else tuple(self)[at]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        query = "SELECT thing FROM held ORDER BY key, rowid LIMIT 1 OFFSET ?"
        return _read(self._file.execute(query, (place,)).fetchone())  # type: ignore[no-any-return]

    def under(self, *first: str) -> Iterator[Held]:
        """Those whose key begins with these parts, in their order."""
        least = _ordered(first)
        query = "SELECT thing FROM held WHERE key >= ? AND key < ? ORDER BY key, rowid"
        return map(_read, self._file.execute(query, (least, least[:-1] + b"\x01")))

    def __eq__(self, other: object) -> bool:
        """Whether another sequence holds the same things in the same order."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self):,} things on disk>"


def _read(row: tuple[bytes]) -> Any:
    return pickle.loads(row[0])  # noqa: S301 - this process wrote it, into a file that no other can open


def _ordered(key: Key) -> bytes:
    """Bytes in the order of the keys: each part ends with the least byte."""
    return b"".join(part.replace("\x00", "").encode("utf-8", "surrogatepass") + b"\x00" for part in key)
