"""A folder of objects named by the SHA-256 of their bytes.

The same bytes twice are one object. A write is complete or absent: bytes go to a temporary file that is flushed to disk
and renamed. It refuses to hand out bytes that no longer match their name when asked to check, and it never deletes an
object that has been stored. Of an encrypted case names and bytes are sealed; the hashes are those of the plain bytes. An object
that is being added has its final name only when the record knows of it, so that one that the record does not know tells of a row
that was taken away.
"""

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cenotaph.archive.seal import Seal
from cenotaph.errors import IntegrityProblem, StorageFull

__all__ = ["Archive"]

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
WAITING = ".adding-"
SHORTEST_NAME = 62  # hex digits of a SHA-256 after those of its folder; a sealed name has more
ATTEMPTS = 5  # to write: each fails only if another process begins to add in the very moment


class Archive:
    """Content-addressed bytes under `root`: the first two hex digits are the folder, the rest the file. All sealed by `seal`."""

    def __init__(self, root: Path, seal: Seal | None = None) -> None:
        self.root = root
        self._seal = seal

    def path_of(self, sha256: str) -> Path:
        """Where the object of that hash lies, whether or not it exists."""
        name = self._seal.name(sha256) if self._seal else sha256
        return self.root / name[:2] / name[2:]

    def _hash_at(self, path: Path) -> str:
        """The hash of the object whose file, finished or not, this is; the name itself where it was altered, which none has."""
        name = path.parent.name + path.name.removeprefix(WAITING)
        with contextlib.suppress(IntegrityProblem):
            return self._seal.plain_name(name) if self._seal else name
        return name

    def put(self, data: bytes) -> str:
        """Store `data` and give its SHA-256. Raises `StorageFull` when the disk has no room; then nothing is left behind."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path_of(digest)
        if not target.exists():
            self._write(data, digest, target)
        return digest

    @contextmanager
    def adding(self, data: bytes) -> Iterator[str]:
        """Store `data` for as long as the block takes to tell the record of it, and for good when it ends well; its SHA-256.

        Raises `StorageFull` when the disk has no room.
        """
        digest = hashlib.sha256(data).hexdigest()
        target = self.path_of(digest)
        waiting = target.with_name(WAITING + target.name)
        known = target.exists()
        if not known:
            self._write(data, digest, waiting)
        try:
            yield digest
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        if not known:
            try:
                os.replace(waiting, target)
            except FileNotFoundError:  # another process took it for one whose adding was broken off
                self._write(data, digest, target)
            _flush_folder(target.parent)

    def _write(self, data: bytes, digest: str, target: Path) -> None:
        """Write whole or not at all, again where another process took the unfinished file for one that was broken off."""
        data = self._seal.close(data, digest) if self._seal else data
        for _ in range(ATTEMPTS - 1):
            with contextlib.suppress(FileNotFoundError):
                return self._write_once(data, target)
        return self._write_once(data, target)

    def _write_once(self, data: bytes, target: Path) -> None:
        temporary: str | None = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o444)
            os.replace(temporary, target)
            _flush_folder(target.parent)
        except OSError as fault:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            if fault.errno in NO_SPACE:
                raise StorageFull(
                    "the disk is full; the file was not archived",
                    where=str(self.root),
                    remedy="free some space and add it again",
                ) from fault
            raise

    def get(self, sha256: str, *, check: bool = False) -> bytes:
        """The bytes of an object. Raises `IntegrityProblem` when it is missing or, with `check`, when the bytes have changed."""
        path = self.path_of(sha256)
        try:
            data = (path if path.exists() else path.with_name(WAITING + path.name)).read_bytes()
        except FileNotFoundError as fault:
            raise IntegrityProblem("the archived bytes are missing", where=sha256) from fault
        data = self._seal.open(data, sha256) if self._seal else data
        if check and hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityProblem("the archived bytes have changed", where=sha256, remedy="restore this object from a backup")
        return data

    def hashes(self) -> Iterator[str]:
        """The hashes of all objects that are there for good, in order."""
        found = (path for path in self.root.glob("??/[0-9a-f]*") if len(path.name) >= SHORTEST_NAME)
        yield from sorted(self._hash_at(path) for path in found)

    def waiting(self) -> Iterator[str]:
        """The hashes of objects whose adding was broken off, in order."""
        yield from sorted(self._hash_at(path) for path in self.root.glob(f"??/{WAITING}*"))

    def clear_unfinished(self, is_known: Callable[[str], bool] = lambda _: False) -> int:
        """Settle what interrupted writes left behind: what the record knows is there for good, the rest is removed; the number
        removed.
        """
        left = list(self.root.glob("??/.writing-*")) if self.root.is_dir() else []
        for digest in self.waiting():
            path = self.path_of(digest)
            if is_known(digest):
                with contextlib.suppress(FileNotFoundError):  # whoever was adding it has just done so
                    os.replace(path.with_name(WAITING + path.name), path)
            else:
                left.append(path.with_name(WAITING + path.name))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
