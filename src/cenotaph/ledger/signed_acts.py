"""Checks the signatures of a record: each act in its order, by the keys that were in force when it was done.

A decision of somebody who had a key by then must be signed under it; a further key of a person, and the end of one, by that
person or by another who had one. The first key of a person is taken as it comes: before it, anybody with the disk could have
written in the person's name. Refuses nothing; says each fault in a sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from cenotaph.ledger.own_keys import HARDWARE, LASTS, key_id, session_id, statement
from cenotaph.store import SIGNED, Act, PersonKey, Record, SessionKey, levelled

__all__ = ["SignedActs"]

SLOW = 600  # seconds between the moment an act is dated and the moment its session was looked at


@dataclass
class SignedActs:
    """The signatures of a record, looked at act by act in their order. `count` is how many acts were found rightly signed."""

    record: Record
    count: int = 0
    _in_force: dict[str, set[str]] = field(default_factory=dict)
    _proved: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        held = self.record.signatures
        self._keys = {one.id: one for one in held.all_keys()}
        self._sessions, self._signatures = held.sessions(), held.signatures()
        self._first = self.record.acts.first_hash()

    @cached_property
    def _deciders(self) -> Mapping[int, str]:
        return {made.number: made.decided_by for made in self.record.decisions}

    def faults(self, act: Act) -> Iterator[str]:
        """What is wrong with the signature on the next act."""
        if not self._keys and not self._sessions and not self._signatures:
            return
        signed, session_key = self._signatures.pop(act.number, None), _said(act)
        by = ""
        if signed is not None or session_key:
            session = self._sessions.get(session_key)
            if session is not None and self._holds(act, session, signed):
                by = session.name
                self.count += 1
            else:
                yield f"act {act.number}: its signature is missing, or is not that of the key that it names"
        yield from self._unsigned(act, by)

    def left(self) -> Iterator[str]:
        """What is wrong after the last act: keys that are not what they are called, signatures that no act names."""
        for one in self._keys.values():
            if one.id != key_id(one.public):
                yield f"the key {one.id} of {one.name}: it is another than the one of that name"
        yield from (f"act {number}: a signature on it that it does not name" for number in sorted(self._signatures))

    def _holds(self, act: Act, session: SessionKey, signed: tuple[str, str] | None) -> bool:
        """Whether an act is signed by a session that the key of its person, in force then, let sign."""
        key = self._keys.get(session.key_id)
        at = datetime.fromisoformat(act.at).timestamp()
        if signed is None or signed[0] != session.id or act.by != session.name or key is None or key.name != session.name:
            return False
        in_force = key.id in self._in_force.get(levelled(key.name), set())
        in_time = session.begins <= at <= session.ends + SLOW and session.ends - session.begins == LASTS
        if session.id not in self._proved:
            self._proved[session.id] = session.id == session_id(session.public) and _proves(session, key, self._first)
        return in_force and in_time and self._proved[session.id] and _fits(session.public, signed[1], act.hash.encode())

    def _unsigned(self, act: Act, by: str) -> Iterator[str]:
        for change in act.changes:
            if change.kind == "decision" and not change.before:
                name = self._deciders.get(int(change.key), "")
                if levelled(name) != levelled(by) and self._in_force.get(levelled(name)):
                    yield f"decision {change.key}: in the name of {name}, and not signed by {name}'s key"
            elif change.kind == "key" and (key := self._keys.get(change.key)):
                standing = self._in_force.setdefault(levelled(key.name), set())
                if (change.before or standing) and not by:
                    yield f"the key {key.id} of {key.name}: put in or ended by act {act.number}, which nobody signed"
                if change.before:
                    standing.discard(key.id)
                else:
                    standing.add(key.id)


def _said(act: Act) -> str:
    """The key of the session that an act says it is signed by, "" for none."""
    return next((one.key for one in act.changes if one.kind == SIGNED), "")


def _proves(session: SessionKey, key: PersonKey, first: str) -> bool:
    """Whether the person's own key let the session sign."""
    said = statement(session.name, session.public, session.begins, first)
    if key.kind != HARDWARE:
        return _fits(key.public, session.proof.get("signature", ""), said)
    from cenotaph.ledger.hardware_keys import fits_token

    return fits_token(key, session.proof, said)


def _fits(public: str, signature: str, said: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True
