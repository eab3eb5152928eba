"""Words and other keys as numbers of eight bytes, packed side by side: what of a case can be held and searched whole.

The number is a hash, so that no list of words has to be kept; of a million words two share one with a chance of one in 37
million. A number tells nobody the word, but whoever guesses the word can tell the number: packed keys are no protection.
"""

import hashlib
from collections.abc import Iterable

__all__ = ["BYTES", "pack", "word_number"]

BYTES = 8


def word_number(*parts: object) -> int:
    """The number of a word, or of a key of several parts."""
    return int.from_bytes(_digest(parts), "little")


def pack(keys: Iterable[tuple[object, ...]]) -> bytes:
    """The numbers of keys, each once, in no order that tells anything, little-endian."""
    return b"".join(sorted({_digest(key) for key in keys}))


def _digest(parts: tuple[object, ...]) -> bytes:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=BYTES).digest()
