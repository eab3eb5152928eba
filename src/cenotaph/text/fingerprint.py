"""Which version of some rooms of the program made a result: a hash over their code and lists, so that a result is made again only
by what made it.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["code_fingerprint"]

KINDS = (".py", ".yaml", ".json")


@cache
def code_fingerprint(*rooms: str) -> str:
    """Eight hexadecimal digits that change with any file of these packages."""
    digest = hashlib.sha256()
    for room in rooms:
        _add(files(room), room, digest)
    return digest.hexdigest()[:8]


def _add(folder: Traversable, name: str, digest: "hashlib._Hash") -> None:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            _add(entry, f"{name}/{entry.name}", digest)
        elif entry.name.endswith(KINDS):
            digest.update(f"{name}/{entry.name}\0".encode() + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
