"""Browsers in which somebody signed in before: known by a cookie that the case sealed, and counted apart from strangers."""

import hmac
import secrets

from cenotaph.store import Case

__all__ = ["DEVICES", "is_known", "known_device"]

DEVICES = "known devices"


def known_device(case: Case, name: str) -> str:
    """What a browser keeps in which `name` signed in: it says nothing of the name and cannot be made by anybody else."""
    nonce = secrets.token_urlsafe(12)
    with case.writing() as record:
        secret = record.secrets.make(DEVICES)
    return f"{nonce}.{_seal_of(secret, nonce, name)}"


def is_known(secret: bytes, device: str, name: str) -> bool:
    """Whether a cookie is one that this case gave to a browser of `name`."""
    nonce, _, seal = device.partition(".")
    return bool(nonce) and hmac.compare_digest(seal.encode(), _seal_of(secret, nonce, name).encode())


def _seal_of(secret: bytes, nonce: str, name: str) -> str:
    return hmac.digest(secret, f"{nonce}\x1f{name}".encode(), "sha256").hex()
