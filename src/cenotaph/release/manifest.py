"""The list of a release's files with their SHA-256, signed (Ed25519, RFC 8032), and its check. A file more or less is a fault
too.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from cenotaph.errors import UnreadableFile

__all__ = [
    "MANIFEST",
    "PUBLIC_KEY",
    "SIGNATURE",
    "TIMESTAMP",
    "check_release",
    "file_facts",
    "file_sums",
    "public_pem",
    "read_manifest",
    "sign",
    "write_manifest",
    "signed_bytes",
]

MANIFEST, SIGNATURE, PUBLIC_KEY, TIMESTAMP = "release.json", "release.json.sig", "signing-key.pem", "release.json.tsr"
BESIDE = (MANIFEST, SIGNATURE, TIMESTAMP)


def file_sums(folder: Path) -> dict[str, tuple[str, int]]:
    """Path below `folder` to SHA-256 and size, of every file, in the order of paths."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                sums[path.relative_to(folder).as_posix()] = (file_digest(file, "sha256").hexdigest(), path.stat().st_size)
    return sums


def file_facts(folder: Path) -> dict[str, tuple[str, int]]:
    """The same without the manifest and what is made of it."""
    return {name: facts for name, facts in file_sums(folder).items() if name not in BESIDE}


def write_manifest(folder: Path, about: Mapping[str, Any], key: bytes) -> None:
    """Write the public key, the manifest over every file, and its signature. `key` is a private key in PEM."""
    (folder / PUBLIC_KEY).write_bytes(public_pem(key))
    files = {name: {"sha256": digest, "bytes": size} for name, (digest, size) in file_facts(folder).items()}
    text = json.dumps({**about, "files": files}, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    (folder / SIGNATURE).write_bytes(sign(text.encode(), key))


def public_pem(key: bytes) -> bytes:
    """The public key, in PEM, that belongs to a private one. Raises `UnreadableFile` where it is no Ed25519 key."""
    from cryptography.hazmat.primitives import serialization

    public: bytes = (
        _private(key).public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return public


def sign(data: bytes, key: bytes) -> bytes:
    """The signature, as base64 with a line end."""
    return base64.b64encode(_private(key).sign(data)) + b"\n"


def _private(key: bytes) -> Any:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        held = serialization.load_pem_private_key(key, None)
    except ValueError as fault:
        raise UnreadableFile("the key that signs releases cannot be read") from fault
    if not isinstance(held, Ed25519PrivateKey):
        raise UnreadableFile("the key that signs releases is no Ed25519 key")
    return held


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """The manifest of a release. Raises `UnreadableFile` when it is missing or damaged."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise UnreadableFile("this is no release: its manifest is missing or damaged", where=str(folder / MANIFEST)) from fault
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        raise UnreadableFile("the manifest names no files", where=str(folder / MANIFEST))
    return found


def check_release(folder: Path, trusted: bytes | None = None) -> list[str]:
    """Every fault of a release: a file that is altered, missing or more, a signature that is not of the manifest by the key
    that lies beside it, or by the `trusted` public key (PEM) where one is given. Empty when there is none.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    said = {name: (one["sha256"], one["bytes"]) for name, one in read_manifest(folder)["files"].items()}
    there = file_facts(folder)
    faults = [f"{name}: missing" for name in sorted(said.keys() - there.keys())]
    faults += [f"{name}: not in the manifest" for name in sorted(there.keys() - said.keys())]
    faults += [f"{name}: altered" for name in sorted(said.keys() & there.keys()) if said[name] != there[name]]
    try:
        key = serialization.load_pem_public_key(trusted or (folder / PUBLIC_KEY).read_bytes())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError
        key.verify(base64.b64decode((folder / SIGNATURE).read_bytes()), (folder / MANIFEST).read_bytes())
    except (OSError, ValueError, InvalidSignature):
        faults.append(f"{SIGNATURE}: not a signature of the manifest by this key")
    return faults


def signed_bytes(folder: Path, name: str, digest: str) -> bytes | None:
    """The file of a release; None where it is not the one of this SHA-256 that was signed, or is gone."""
    try:
        data = (folder / name).read_bytes()
    except OSError:
        return None
    return data if hmac.compare_digest(sha256(data).hexdigest(), digest) else None
