"""Ids made from content, so that the same thing read twice, anywhere, in any order, has the same id.

A counter would number the documents in the order somebody happened to add them; two offices reading the same folder
would then cite the same claim under different ids. Whoever guesses the content can make the id too, so what goes out to the
public goes under ids that need a key as well.
"""

import base64
import hashlib
import hmac
import secrets

__all__ = ["chance_id", "keyed_id", "stable_id", "text_digest"]

ALPHABET = b"0123456789abcdefghjkmnpqrstvwxyz"
OF_BASE32 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)
LENGTH = 10  # of 32 letters, 50 bits: two of a million things share an id with a chance of one in two thousand


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal: what a reading says it was made of."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix` and ten characters (50 bits) of a SHA-256 over the parts, in an alphabet without i, l, o, u."""
    return _letters(prefix, hashlib.sha256(_joined(parts)).digest())


def keyed_id(key: bytes, prefix: str, *parts: object) -> str:
    """The same of an HMAC-SHA-256 (RFC 2104): who has not the key can neither make nor test it."""
    return _letters(prefix, hmac.digest(key, _joined(parts), "sha256"))


def chance_id(prefix: str) -> str:
    """An id of the same form that says nothing of what bears it."""
    return _letters(prefix, secrets.token_bytes(8))


def _joined(parts: tuple[object, ...]) -> bytes:
    return "\x1f".join(str(part) for part in parts).encode()


def _letters(prefix: str, digest: bytes) -> str:
    return f"{prefix}-{base64.b32encode(digest[:8])[:LENGTH].translate(OF_BASE32).decode()}"
