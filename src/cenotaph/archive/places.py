"""Where the objects of an archive lie: in a folder of this machine, or in an object storage that fsspec knows, such as S3.

A place knows names and bytes and nothing of hashes. A write is complete or absent. An object that is being added lies under
another name, by which all such are found without going through the others.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from cenotaph.archive.write_whole import flush
from cenotaph.errors import CaseError, NotInstalled

__all__ = ["FolderPlace", "ObjectPlace", "Place"]

WAITING = ".adding-"
SHORTEST_NAME = 62  # hex digits of a SHA-256 after those of its folder; a sealed name has more


class Place(Protocol):
    """Bytes by name: `ab/cdef…`. A name that there is not raises `FileNotFoundError`."""

    def exists(self, name: str) -> bool:
        """Whether there is an object of this name."""
        ...

    def read(self, name: str) -> bytes:
        """Its bytes."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Put it there whole, or not at all. Raises `OSError`."""
        ...

    def move(self, name: str, to: str) -> None:
        """Give it another name."""
        ...

    def remove(self, name: str) -> None:
        """Take it away, if it is there."""
        ...

    def names(self) -> Iterator[str]:
        """The names of all that are there for good."""
        ...

    def waiting_name(self, name: str) -> str:
        """The name that an object bears while it is added."""
        ...

    def waiting(self) -> Iterator[str]:
        """The names that objects will bear whose adding is not done."""
        ...

    def clear_unwritten(self) -> int:
        """Remove what writes that were broken off left behind; how much."""
        ...


class FolderPlace:
    """A folder: a file each, flushed to the disk before it has its name, and read only from then on."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self._root / name).exists()

    def read(self, name: str) -> bytes:
        """Its bytes."""
        return (self._root / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write to a temporary file, flush it, and rename it."""
        target, temporary = self._root / name, None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o444)
            os.replace(temporary, target)
            flush(target.parent)
        except OSError:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            raise

    def move(self, name: str, to: str) -> None:
        """Rename it."""
        os.replace(self._root / name, self._root / to)
        flush((self._root / to).parent)

    def remove(self, name: str) -> None:
        """Delete it."""
        (self._root / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """All of them but the unfinished."""
        for path in self._root.glob("??/[0-9a-f]*"):
            if len(path.name) >= SHORTEST_NAME:
                yield f"{path.parent.name}/{path.name}"

    def waiting_name(self, name: str) -> str:
        """Beside its place."""
        folder, _, rest = name.partition("/")
        return f"{folder}/{WAITING}{rest}"

    def waiting(self) -> Iterator[str]:
        """Those that begin so."""
        yield from (f"{path.parent.name}/{path.name.removeprefix(WAITING)}" for path in self._root.glob(f"??/{WAITING}*"))

    def clear_unwritten(self) -> int:
        """Temporary files."""
        left = list(self._root.glob("??/.writing-*")) if self._root.is_dir() else []
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


class ObjectPlace:
    """An object storage, or any other file system of fsspec's, by its address: `s3://bucket/prefix`. Keys and endpoints are those
    of its own settings (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL); none are kept here.

    Raises `NotInstalled` or `CaseError` when the file system is not to be had.
    """

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as missing:
            raise NotInstalled("object storage is not installed", remedy="pip install 'cenotaph[objects]'") from missing
        self._address = address
        with self._errors():
            self._files, self._root = url_to_fs(address, use_listings_cache=False)

    def exists(self, name: str) -> bool:
        """Whether there is such an object."""
        with self._errors():
            return bool(self._files.exists(self._at(name)))

    def read(self, name: str) -> bytes:
        """Its bytes."""
        with self._errors():
            return bytes(self._files.cat_file(self._at(name)))

    def write(self, name: str, data: bytes) -> None:
        """Put it: the storage shows it when it has all of it."""
        try:
            with self._errors():
                self._files.pipe_file(self._at(name), data)
        except FileNotFoundError as fault:
            raise CaseError(
                "the object storage has no such bucket", where=self._address, remedy="make it, or check the address"
            ) from fault

    def move(self, name: str, to: str) -> None:
        """Copy it within the storage, then take the first away: there is no other way to rename."""
        with self._errors():
            self._files.cp_file(self._at(name), self._at(to))
            self._files.rm_file(self._at(name))

    def remove(self, name: str) -> None:
        """Delete it."""
        with contextlib.suppress(FileNotFoundError), self._errors():
            self._files.rm_file(self._at(name))

    def names(self) -> Iterator[str]:
        """All of them; listing ten million is ten thousand requests."""
        yield from (name for name in self._listed("") if not name.startswith(WAITING))

    def waiting_name(self, name: str) -> str:
        """In a folder of their own, which is listed at a request."""
        return f"{WAITING}/{name}"

    def waiting(self) -> Iterator[str]:
        """What is in that folder."""
        yield from self._listed(WAITING)

    def clear_unwritten(self) -> int:
        """A storage has none."""
        return 0

    def _listed(self, below: str) -> list[str]:
        root = self._at(below) if below else self._root
        with contextlib.suppress(FileNotFoundError), self._errors():
            return [str(PurePosixPath(path).relative_to(root)) for path in self._files.find(root)]
        return []

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        """What the libraries of storages raise, said plainly: they raise errors of many kinds."""
        try:
            yield
        except FileNotFoundError:
            raise
        except Exception as fault:
            raise CaseError(
                f"the object storage does not do what it is asked ({type(fault).__name__}: {fault})", where=self._address,
                remedy="check the address, the keys and the connection, and run the command again",
            ) from fault  # fmt: skip
