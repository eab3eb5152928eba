"""People's own keys, the keys of their sessions, and the signatures on acts; and what act may not be done without one.

Whoever has a key decides under it alone: a decision in the person's name that the key does not stand behind is refused, and so is
a further key for the person, or the end of one, that nobody with a key signs. Nothing is signed here: a `Signer` does, and the
rooms above make and check keys.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select, update

from cenotaph.errors import NotSigned
from cenotaph.store.acts import Change
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = [
    "SIGNED",
    "PersonKey",
    "SessionKey",
    "SignatureStore",
    "Signer",
    "levelled",
    "refuse_unsigned",
    "standing_session",
]

person_key = metadata.tables["person_key"]
session_key = metadata.tables["session_key"]
act_signature = metadata.tables["act_signature"]
decision = metadata.tables["decision"]
SIGNED = "signed"  # what an act says of itself: by the key of which session, so that no signature can be taken away unseen


def levelled(name: str) -> str:
    """A name as it is compared: nobody decides as "ana  ORTU" past the key of Ana Ortu."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A key of a person. `kind`: `passphrase`, of which `sealed` holds the private half under the passphrase, or `hardware`, of
    which it holds what the token is asked with. `public` is in hexadecimal. `retired_at` is "" while it is in force.
    """

    id: str
    name: str
    kind: str
    public: str
    sealed: Mapping[str, str]
    made_at: str
    retired_at: str = ""
    retired_why: str = ""


@dataclass(frozen=True, slots=True)
class SessionKey:
    """A key that signs for a person from `begins` to `ends`, seconds since 1970; `proof` is the person's own key saying so."""

    id: str
    key_id: str
    name: str
    public: str
    begins: int
    ends: int
    proof: Mapping[str, str]


class Signer(Protocol):
    """Who signs acts: the private half of a session's key."""

    @property
    def session_key(self) -> str:
        """The id of the session's key."""

    def sign(self, digest: str) -> str:
        """The signature on the hash of an act, in hexadecimal."""


class SignatureStore:
    """Keys and signatures over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all_keys(self, name: str | None = None) -> list[PersonKey]:
        """Every key, or those of a person, the first made first; also those that are retired."""
        query = select(person_key).order_by(person_key.c.made_at, person_key.c.id)
        rows = self._connection.execute(query if name is None else query.where(person_key.c.name == name)).mappings()
        return [PersonKey(**{**row, "sealed": json.loads(row["sealed"])}) for row in rows]

    def in_force(self, name: str) -> list[PersonKey]:
        """The keys of a person that are not retired, however the name is written."""
        return [one for one in self.all_keys() if not one.retired_at and levelled(one.name) == levelled(name)]

    def put_key(self, made: PersonKey) -> None:
        """Add a key."""
        row = {name: getattr(made, name) for name in PersonKey.__slots__}
        self._connection.execute(insert(person_key), {**row, "sealed": dump(dict(made.sealed))})

    def retire(self, key_id: str, at: str, why: str) -> None:
        """End a key."""
        self._connection.execute(update(person_key).where(person_key.c.id == key_id).values(retired_at=at, retired_why=why))

    def sessions(self) -> dict[str, SessionKey]:
        """The key of every session, by its id."""
        return {row["id"]: _session(row) for row in self._connection.execute(select(session_key)).mappings()}

    def session(self, session_id: str) -> SessionKey | None:
        """The key of one session."""
        row = self._connection.execute(select(session_key).where(session_key.c.id == session_id)).mappings().first()
        return _session(row) if row else None

    def put_session(self, made: SessionKey) -> None:
        """Add the key of a session."""
        row = {name: getattr(made, name) for name in SessionKey.__slots__}
        self._connection.execute(insert(session_key), {**row, "proof": dump(dict(made.proof))})

    def signatures(self) -> dict[int, tuple[str, str]]:
        """By the number of an act, the id of the session's key and the signature."""
        rows = self._connection.execute(select(act_signature))
        return {row.act: (row.session_key, row.signature) for row in rows}

    def put_signature(self, number: int, session_id: str, signature: str) -> None:
        """Add the signature on an act."""
        self._connection.execute(insert(act_signature), {"act": number, "session_key": session_id, "signature": signature})

    def deciders(self, numbers: Sequence[int]) -> set[str]:
        """Who made the decisions of these numbers."""
        rows = self._connection.execute(select(decision.c.decided_by).where(decision.c.number.in_(list(numbers))).distinct())
        return set(rows.scalars())


def standing_session(store: SignatureStore, signer: Signer | None, changes: Sequence[Change], now: int) -> SessionKey | None:
    """The session that signs an act of these changes, None where there is none, or not any more. `now` in seconds since 1970.

    A key still signs the act that retires it.
    """
    session = store.session(signer.session_key) if signer else None
    if session is None or not session.begins <= now <= session.ends:
        return None
    ends = {one.key for one in changes if one.kind == "key" and one.before}
    standing = {one.id for one in store.all_keys(session.name) if not one.retired_at or one.id in ends}
    return session if session.key_id in standing else None


def refuse_unsigned(store: SignatureStore, changes: Sequence[Change], session: SessionKey | None) -> None:
    """Refuse what a key must stand behind and does not. Raises `NotSigned`; the unit of work is then undone."""
    decided = [int(one.key) for one in changes if one.kind == "decision"]
    touched = {one.key for one in changes if one.kind == "key"}
    keys = store.all_keys() if decided or touched else []
    by = levelled(session.name) if session else ""
    in_force = {levelled(one.name) for one in keys if not one.retired_at} - {by}
    for name in sorted(store.deciders(decided)) if in_force else ():
        if levelled(name) in in_force:
            raise NotSigned(
                f"{name} decides under a key of {name}'s own, and this is not signed by it",
                remedy="at the desk, open “Your key” and begin to sign; a command asks for the passphrase",
            )
    for key in (one for one in keys if one.id in touched and not session):
        if key.retired_at or any(one.id != key.id and levelled(one.name) == levelled(key.name) for one in keys):
            raise NotSigned(
                f"{key.name} has a key already: another one, and the end of one, want the signature of {key.name} or of "
                "somebody else who has one",
                remedy="begin to sign first",
            )


def _session(row: Mapping[Any, Any]) -> SessionKey:
    return SessionKey(**{**row, "proof": json.loads(row["proof"])})
