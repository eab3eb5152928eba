"""Encrypts what a case keeps on the disk beside its record, under one key: bytes, the names of files, and whole files.

AES-SIV (RFC 5297) everywhere: the archive keeps the same bytes once, so what is encrypted must be the same each time, and a nonce
that comes twice, which a copied folder brings about, does no harm. What a piece of bytes is *about* is authenticated with it, so
that one sealed file cannot be put in another's place. Refuses to hand out anything that was altered. It hides neither how many
files there are nor how large they are. The library of ciphers is loaded with the first key: most cases have none.
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from cenotaph.archive.write_whole import write_whole_from
from cenotaph.errors import IntegrityProblem

__all__ = ["KEY_BYTES", "Seal"]

KEY_BYTES = 32
TAG_BYTES = 16
PIECE = 4_000_000  # bytes of a file that are sealed at once, so that a large file is never in memory whole


class Seal:
    """Seals and opens with keys derived from `key`, 32 random bytes, one for each use (HKDF, RFC 5869)."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        self.key = key
        self._refusals = (InvalidTag, ValueError)
        self._names = AESSIV(self.key_for("names", 2 * KEY_BYTES))
        self._bytes = AESSIV(self.key_for("bytes", 2 * KEY_BYTES))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seal) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def key_for(self, use: str, length: int = KEY_BYTES) -> bytes:
        """A key of `length` bytes for one use; who knows it knows no other."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), length, salt=None, info=b"cenotaph " + use.encode()).derive(self.key)

    def name(self, name: str) -> str:
        """What a file is called whose name is not to be read: lower-case hex, always the same for the same name."""
        return self._names.encrypt(name.encode("utf-8"), None).hex()

    def plain_name(self, sealed: str) -> str:
        """The name behind `sealed`. Raises `IntegrityProblem` for one that this key did not make."""
        try:
            return self._names.decrypt(bytes.fromhex(sealed), None).decode("utf-8")
        except self._refusals as fault:
            raise IntegrityProblem("a sealed name was altered, or is of another case", where=sealed) from fault

    def close(self, data: bytes, about: str) -> bytes:
        """`data` sealed, 17 bytes longer: a tag, and one byte because nothing at all has no sealed form."""
        return self._bytes.encrypt(data + b"\x01", [about.encode("utf-8")])

    def open(self, sealed: bytes, about: str) -> bytes:
        """The bytes behind `sealed`. Raises `IntegrityProblem` when they were altered, or are about something else."""
        try:
            return self._bytes.decrypt(sealed, [about.encode("utf-8")])[:-1]
        except self._refusals as fault:
            raise IntegrityProblem("sealed bytes were altered, or are of another case", where=about) from fault

    def close_file(self, plain: Path, sealed: Path, about: str) -> None:
        """Seal the file `plain` into the file `sealed`, piece by piece, whole or not at all."""
        with plain.open("rb") as file:
            write_whole_from(sealed, self._closed(file, about), mode=0o600)

    def open_file(self, sealed: Path, plain: Path, about: str) -> None:
        """Undo `close_file`, whole or not at all. Raises `IntegrityProblem` when a piece is altered, out of its place or gone."""
        with sealed.open("rb") as file:
            write_whole_from(plain, self._opened(file, about))

    def _closed(self, file: BinaryIO, about: str) -> Iterator[bytes]:
        for number, piece, last in _pieces(file, PIECE):
            yield self.close(piece, _of(about, number, last))

    def _opened(self, file: BinaryIO, about: str) -> Iterator[bytes]:
        for number, piece, last in _pieces(file, PIECE + TAG_BYTES + 1):
            yield self.open(piece, _of(about, number, last))


def _of(about: str, number: int, last: bool) -> str:
    """What a piece is about: its file, its place, and whether it is the last, so that none can be moved or cut off."""
    return f"{about}\n{number}\n{'last' if last else 'more'}"


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """The pieces of a file with their numbers, and whether each is the last; one empty piece of an empty file."""
    left = os.fstat(file.fileno()).st_size
    for number in count():
        piece = file.read(size)
        left -= len(piece)
        last = left <= 0 or not piece
        yield number, piece, last
        if last:
            return
