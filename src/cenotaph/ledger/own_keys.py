"""A person's own key, and the keys that it lets sign for a while.

The person's key (Ed25519, RFC 8032) lies in the record under a passphrase, or is a token's own and never leaves it
(`hardware_keys.py`). Asking for it at every decision would be the obvious way, and nobody who reads five hundred claims a day
would bear it: it says once that another key may sign in the person's name for some hours, and that key is nowhere on the disk. At
the desk it is made from the cookie of the session, of which the record has a hash alone; a command draws one and forgets it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hmac import digest
from typing import TYPE_CHECKING

from cenotaph.errors import CaseError, SignInRefused
from cenotaph.model import stable_id
from cenotaph.store import Lock, PersonKey, Record, SessionKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "HARDWARE",
    "LASTS",
    "PASSPHRASE",
    "OwnSigner",
    "begin_session",
    "key_id",
    "make_key",
    "put_session",
    "session_id",
    "statement",
    "unlocked",
]

PASSPHRASE, HARDWARE = "passphrase", "hardware"
LASTS = 12 * 3_600  # seconds: a working day, after which the person is asked again


@dataclass(frozen=True)
class OwnSigner:
    """Signs acts with the key made from `seed`, 32 bytes that are on no disk."""

    seed: bytes

    @classmethod
    def of_session(cls, token: str) -> "OwnSigner":
        """The signer of a session at the desk, from its token."""
        return cls(digest(token.encode(), b"cenotaph session key", "sha256"))

    @classmethod
    def drawn(cls) -> "OwnSigner":
        """One that is used by this process alone."""
        return cls(secrets.token_bytes(32))

    @property
    def session_key(self) -> str:
        """The id of its key."""
        return session_id(self.public)

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        return _public(self._key)

    def sign(self, act_hash: str) -> str:
        """The signature on the hash of an act, in hexadecimal."""
        return self._key.sign(act_hash.encode()).hex()

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        return _private(self.seed)


def session_id(public: str) -> str:
    """What the key of a session is called."""
    return stable_id("s", public)


def key_id(public: str) -> str:
    """What a person's key is called."""
    return stable_id("k", public)


def make_key(name: str, passphrase: str) -> PersonKey:
    """A new key of a person, sealed under a passphrase. Raises `WrongUse` for one that is too short."""
    seed = secrets.token_bytes(32)
    public = _public(_private(seed))
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    return PersonKey(key_id(public), name, PASSPHRASE, public, Lock.of(seed, passphrase).written(), now)


def unlocked(key: PersonKey, passphrase: str) -> bytes:
    """The private half of a key. Raises `SignInRefused` when the passphrase is not its."""
    try:
        return Lock.read(dict(key.sealed)).key(passphrase)
    except (CaseError, ValueError, KeyError, TypeError) as fault:
        raise SignInRefused("this is not the passphrase of that key") from fault


def statement(name: str, session_public: str, begins: int, record_hash: str) -> bytes:
    """What a person's key says when it lets another one sign: for whom, until when, and in which record alone."""
    return (
        f"cenotaph: the key {session_public} may sign for {name} from {begins} to {begins + LASTS}, "
        f"in the record that began with {record_hash}"
    ).encode()


def begin_session(record: Record, key: PersonKey, private: bytes, signer: OwnSigner, now: int) -> SessionKey:
    """Let `signer` sign for the owner of a key from `now` on, seconds since 1970; `private` is what `unlocked` gave."""
    said = statement(key.name, signer.public, now, record.acts.first_hash())
    return put_session(record, key, signer, now, {"signature": _private(private).sign(said).hex()})


def put_session(record: Record, key: PersonKey, signer: OwnSigner, begins: int, proof: Mapping[str, str]) -> SessionKey:
    """Keep that a key lets `signer` sign from `begins` on; `proof` is its word for it, which the caller has made or checked."""
    made = SessionKey(signer.session_key, key.id, key.name, signer.public, begins, begins + LASTS, proof)
    record.signatures.put_session(made)
    return made


def _private(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def _public(key: "Ed25519PrivateKey") -> str:
    return key.public_key().public_bytes_raw().hex()
