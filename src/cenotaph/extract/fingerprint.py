"""Which version of the reader read a text: a hash over its code and its word lists, so that a reading is made again only by what
made it.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["reader_fingerprint"]

ROOMS = ("cenotaph.extract", "cenotaph.text", "cenotaph.model", "cenotaph.vocabulary")
KINDS = (".py", ".yaml", ".json")


@cache
def reader_fingerprint() -> str:
    """Eight hexadecimal digits that change with any file of the rooms that reading depends on."""
    digest = hashlib.sha256()
    for room in ROOMS:
        _add(files(room), room, digest)
    return digest.hexdigest()[:8]


def _add(folder: Traversable, name: str, digest: "hashlib._Hash") -> None:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            _add(entry, f"{name}/{entry.name}", digest)
        elif entry.name.endswith(KINDS):
            digest.update(f"{name}/{entry.name}\0".encode() + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
