"""The lock of an encrypted case: its key, sealed under a passphrase, as it stands in the marker of the case.

The key is drawn once; the passphrase only opens it, so that it can be changed without writing the case anew. Refuses a passphrase
that is short: who has the disk may try as many as the machine can. Each costs 128 MB and a third of a second (scrypt, RFC 7914).
"""

import secrets
import unicodedata
from dataclasses import dataclass

from cenotaph.archive import KEY_BYTES, Seal
from cenotaph.errors import CaseError, IntegrityProblem, WrongUse

__all__ = ["SHORTEST", "Keys", "Lock"]

SHORTEST = 12  # characters of a passphrase: four words of a list
COST = 2**17  # of scrypt, with blocks of 8: what OWASP asks for passwords at rest
ABOUT = "the key of a case"
RECORD = "record"  # what the key of the database is derived for


@dataclass(frozen=True, slots=True)
class Lock:
    """The salt of the passphrase, and the key sealed under it."""

    salt: bytes
    sealed_key: bytes

    @classmethod
    def of(cls, key: bytes, passphrase: str) -> "Lock":
        """The lock for `key`. Raises `WrongUse` for a passphrase that is too short."""
        if len(passphrase.strip()) < SHORTEST:
            raise WrongUse(f"a passphrase has at least {SHORTEST} characters", remedy="take four words or more, drawn by chance")
        salt = secrets.token_bytes(16)
        return cls(salt, Seal(_stretched(passphrase, salt)).close(key, ABOUT))

    @classmethod
    def read(cls, said: dict[str, str]) -> "Lock":
        """The lock as the marker has it. Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        return cls(bytes.fromhex(said["salt"]), bytes.fromhex(said["key"]))

    def written(self) -> dict[str, str]:
        """As the marker has it."""
        return {"salt": self.salt.hex(), "key": self.sealed_key.hex()}

    def key(self, passphrase: str) -> bytes:
        """The key that the passphrase opens. Raises `CaseError` when it does not."""
        try:
            return Seal(_stretched(passphrase, self.salt)).open(self.sealed_key, ABOUT)
        except IntegrityProblem as fault:
            raise CaseError("this is not the passphrase of the case", remedy="try again: nobody can find it out") from fault


@dataclass(frozen=True, slots=True)
class Keys:
    """A lock that is open: what the disk has of it, and what seals and opens."""

    lock: Lock
    seal: Seal

    @classmethod
    def new(cls, passphrase: str) -> "Keys":
        """The keys of a new case. Raises `WrongUse` for a passphrase that is too short."""
        key = secrets.token_bytes(KEY_BYTES)
        return cls(Lock.of(key, passphrase), Seal(key))

    @property
    def of_record(self) -> bytes:
        """The key of the database."""
        return self.seal.key_for(RECORD)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt, length=32, n=COST, r=8, p=1).derive(unicodedata.normalize("NFC", passphrase.strip()).encode("utf-8"))
