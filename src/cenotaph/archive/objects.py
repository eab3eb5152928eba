"""Objects named by the SHA-256 of their bytes, in a folder or in an object storage.

The same bytes twice are one object. It refuses to hand out bytes that no longer match their name when asked to check, and it
never deletes an object that has been stored. Of an encrypted case names and bytes are sealed; the hashes are those of the plain
bytes. An object that is being added has its final name only when the record knows of it, so that one that the record does not
know tells of a row that was taken away.
"""

import contextlib
import errno
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cenotaph.archive.places import FolderPlace, ObjectPlace, Place
from cenotaph.archive.seal import Seal
from cenotaph.errors import IntegrityProblem, StorageFull

__all__ = ["Archive"]

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
ATTEMPTS = 5  # to write: each fails only if another process begins to add in the very moment


class Archive:
    """Content-addressed bytes at `where`, a folder or the address of an object storage: the first two hex digits are the folder,
    the rest the file. All sealed by `seal`.
    """

    def __init__(self, where: Path | str, seal: Seal | None = None) -> None:
        self._place: Place = FolderPlace(where) if isinstance(where, Path) else ObjectPlace(where)
        self._where, self._seal = str(where), seal

    def name_of(self, sha256: str) -> str:
        """What the object of that hash is called at its place, whether or not it exists."""
        name = self._seal.name(sha256) if self._seal else sha256
        return f"{name[:2]}/{name[2:]}"

    def _hash_of(self, name: str) -> str:
        """The hash of the object of this name; the name itself where it was altered, which none has."""
        joined = name.replace("/", "")
        with contextlib.suppress(IntegrityProblem):
            return self._seal.plain_name(joined) if self._seal else joined
        return joined

    def put(self, data: bytes) -> str:
        """Store `data` and give its SHA-256. Raises `StorageFull` when the disk has no room; then nothing is left behind."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.name_of(digest)
        if not self._place.exists(target):
            self._write(data, digest, target)
        return digest

    @contextmanager
    def adding(self, data: bytes) -> Iterator[str]:
        """Store `data` for as long as the block takes to tell the record of it, and for good when it ends well; its SHA-256.

        Raises `StorageFull` when the disk has no room.
        """
        digest = hashlib.sha256(data).hexdigest()
        target = self.name_of(digest)
        waiting = self._place.waiting_name(target)
        known = self._place.exists(target)
        if not known:
            self._write(data, digest, waiting)
        try:
            yield digest
        except BaseException:
            self._place.remove(waiting)
            raise
        if not known:
            try:
                self._place.move(waiting, target)
            except FileNotFoundError:  # another process took it for one whose adding was broken off
                self._write(data, digest, target)

    def _write(self, data: bytes, digest: str, name: str) -> None:
        """Write whole or not at all, again where another process took the unfinished file for one that was broken off."""
        data = self._seal.close(data, digest) if self._seal else data
        try:
            for _ in range(ATTEMPTS - 1):
                with contextlib.suppress(FileNotFoundError):
                    return self._place.write(name, data)
            return self._place.write(name, data)
        except OSError as fault:
            if fault.errno in NO_SPACE:
                raise StorageFull(
                    "the disk is full; the file was not archived",
                    where=self._where,
                    remedy="free some space and add it again",
                ) from fault
            raise

    def get(self, sha256: str, *, check: bool = False) -> bytes:
        """The bytes of an object. Raises `IntegrityProblem` when it is missing or, with `check`, when the bytes have changed."""
        name = self.name_of(sha256)
        try:
            data = self._read(name)
        except FileNotFoundError as fault:
            raise IntegrityProblem("the archived bytes are missing", where=sha256) from fault
        data = self._seal.open(data, sha256) if self._seal else data
        if check and hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityProblem("the archived bytes have changed", where=sha256, remedy="restore this object from a backup")
        return data

    def _read(self, name: str) -> bytes:
        """What is there for good, or is being added."""
        try:
            return self._place.read(name)
        except FileNotFoundError:
            return self._place.read(self._place.waiting_name(name))

    def hashes(self) -> Iterator[str]:
        """The hashes of all objects that are there for good, in order."""
        yield from sorted(self._hash_of(name) for name in self._place.names())

    def waiting(self) -> Iterator[str]:
        """The hashes of objects whose adding was broken off, in order."""
        yield from sorted(self._hash_of(name) for name in self._place.waiting())

    def clear_unfinished(self, is_known: Callable[[str], bool] = lambda _: False) -> int:
        """Settle what interrupted writes left behind: what the record knows is there for good, the rest is removed; the number
        removed.
        """
        removed = self._place.clear_unwritten()
        for digest in list(self.waiting()):
            name = self.name_of(digest)
            if is_known(digest):
                with contextlib.suppress(FileNotFoundError):  # whoever was adding it has just done so
                    self._place.move(self._place.waiting_name(name), name)
            else:
                self._place.remove(self._place.waiting_name(name))
                removed += 1
        return removed
