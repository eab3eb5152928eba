"""Ids made from content, so that the same thing read twice, anywhere, in any order, has the same id.

A counter would number the documents in the order somebody happened to add them; two offices reading the same folder
would then cite the same claim under different ids.
"""

import hashlib

__all__ = ["stable_id"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix` and ten characters (50 bits) of a SHA-256 over the parts, in an alphabet without i, l, o, u."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    number = int.from_bytes(digest[:8], "big") >> 14
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, 32)
        letters.append(ALPHABET[rest])
    return f"{prefix}-{''.join(reversed(letters))}"
