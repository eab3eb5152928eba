"""The key that signs the releases of a case, made with the first; and the releases it has signed."""

from pathlib import Path

from cenotaph.archive import write_whole
from cenotaph.errors import CannotPublish
from cenotaph.release.manifest import public_pem
from cenotaph.store import Case

__all__ = ["KEY", "public_key", "release_folders", "signing_key"]

KEY = "release-key.pem"


def release_folders(case: Case) -> list[Path]:
    """The folders of all releases, in order."""
    root = case.root / "releases"
    return sorted(path for path in root.glob("[0-9]*") if path.name.isdigit()) if root.is_dir() else []


def signing_key(case: Case) -> bytes:
    """The key that signs this case's releases, made with the first. An empty one, as a crash may leave it, is made anew as long
    as it has signed nothing. Raises `CannotPublish` when it is lost: readers were told to trust it, no other takes its place.
    """
    path = case.root / KEY
    held = path.read_bytes() if path.is_file() else b""
    if held.strip():
        return held
    if release_folders(case):
        raise CannotPublish(
            "the key that signed the releases of this case is gone or empty", where=str(path),
            remedy="restore it from a backup; without one, begin a new case from the last release (cenotaph import) and say so",
        )  # fmt: skip
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(path, made, mode=0o600)
    return bytes(made)


def public_key(case: Case) -> bytes | None:
    """The public key of this case, None where it has no private one here."""
    path = case.root / KEY
    held = path.read_bytes() if path.is_file() else b""
    return public_pem(held) if held.strip() else None
