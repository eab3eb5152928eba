"""The key that signs the releases of a case, made with the first; and the releases it has signed. In an encrypted case its file
is itself encrypted, with a password that the key of the case gives.
"""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from cenotaph.archive import write_whole
from cenotaph.errors import CannotPublish
from cenotaph.release.manifest import public_pem
from cenotaph.store import Case

__all__ = ["KEY", "copy_key", "public_key", "release_folders", "signing_key"]

KEY = "release-key.pem"


def release_folders(case: Case) -> list[Path]:
    """The folders of all releases, in order."""
    root = case.root / "releases"
    return sorted(path for path in root.glob("[0-9]*") if path.name.isdigit()) if root.is_dir() else []


def signing_key(case: Case) -> bytes:
    """The key that signs this case's releases, made with the first. An empty one, as a crash may leave it, is made anew as long
    as it has signed nothing. Raises `CannotPublish` when it is lost: readers were told to trust it, no other takes its place.
    """
    held = _held(case)
    if held:
        return held
    if release_folders(case):
        raise CannotPublish(
            "the key that signed the releases of this case is gone or empty", where=str(case.root / KEY),
            remedy="restore it from a backup; without one, begin a new case from the last release (cenotaph import) and say so",
        )  # fmt: skip
    made = Ed25519PrivateKey.generate()
    write_whole(case.root / KEY, _pem(made, _password(case)), mode=0o600)
    return _pem(made)


def public_key(case: Case) -> bytes | None:
    """The public key of this case, None where it has no private one here."""
    held = _held(case)
    return public_pem(held) if held else None


def copy_key(case: Case, made: Case) -> bool:
    """Copy the key, if there is one, to a case that has another password; whether there was one."""
    held = _held(case)
    if not held:
        return False
    key = serialization.load_pem_private_key(held, None)
    write_whole(made.root / KEY, _pem(key, _password(made)), mode=0o600)
    return True


def _held(case: Case) -> bytes:
    """The key as it signs, empty where there is none."""
    path = case.root / KEY
    held = path.read_bytes() if path.is_file() else b""
    if not held.strip():
        return b""
    password = _password(case)
    return _pem(serialization.load_pem_private_key(held, password)) if password else held


def _password(case: Case) -> bytes | None:
    return case.keys.seal.key_for("signing key").hex().encode() if case.keys else None


def _pem(key: PrivateKeyTypes, password: bytes | None = None) -> bytes:
    how = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)
