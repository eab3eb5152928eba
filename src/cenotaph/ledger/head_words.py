"""A hash as ten words that a person can write down, read out and type in again.

Ten of 2,048 words hold 110 bits: nobody makes another record with the same words. The words are those of BIP-39 in English, of
which no two begin with the same four letters, so four letters of each are enough.
"""

from functools import cache

__all__ = ["WORDS", "head_words", "is_head"]

WORDS = 10  # 110 bits, which nobody finds another record for; twelve are harder to write down
BITS = 11  # a word of 2,048
ENOUGH = 4  # letters that tell the words of the list apart


@cache
def _wordlist() -> tuple[str, ...]:
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)


def head_words(digest: str) -> str:
    """The words of a hash of 64 hexadecimal digits."""
    number = int(digest, 16) >> (4 * len(digest) - WORDS * BITS)
    parts = [number >> (BITS * at) & (2**BITS - 1) for at in reversed(range(WORDS))]
    return " ".join(_wordlist()[part] for part in parts)


def is_head(said: str, digest: str) -> bool:
    """Whether the words that a person kept, each at least by its first four letters, are those of the hash."""
    given = [word[:ENOUGH] for word in said.lower().split()]
    return given == [word[:ENOUGH] for word in head_words(digest).split()]
