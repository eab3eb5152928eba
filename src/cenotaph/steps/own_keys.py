"""People's own keys in a case: made, brought, ended, and asked for a session's signature.

Refuses to guess a passphrase for anybody: whoever tries too often is made to wait, as at the sign-in.
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused, SignInRefused
from cenotaph.ledger import PASSPHRASE, OwnSigner, begin_session, make_key, unlocked
from cenotaph.steps.attempts import FAILURES, begin_attempt
from cenotaph.store import Case, PersonKey, SessionKey, standing_session

__all__ = ["add_key", "add_token", "keys_of", "retire_key", "sign_by_passphrase", "sign_by_token", "signing_until"]

LATEST = 15 * 60  # seconds from when a page asked a token to when it answers


def keys_of(case: Case, name: str | None = None) -> list[PersonKey]:
    """The keys of a person, or of everybody, also those that are retired."""
    with case.reading() as record:
        return record.signatures.all_keys(name)


def signing_until(case: Case, signer: OwnSigner) -> int:
    """Until when a session signs, seconds since 1970; 0 where it does not."""
    with case.reading() as record:
        session = standing_session(record.signatures, signer, (), int(time.time()))
        return session.ends if session else 0


def add_key(case: Case, name: str, passphrase: str) -> PersonKey:
    """Give a person a key under a passphrase. From the next act on, nothing is decided in the person's name without it.

    Raises `WrongUse` for a passphrase that is too short, `NotSigned` for a further key that nobody with one signs.
    """
    made = make_key(name, passphrase)
    with case.writing(name) as record:
        record.signatures.put_key(made)
    return made


def add_token(case: Case, name: str, sent: Mapping[str, str], challenge: bytes, origin: str) -> PersonKey:
    """Give a person the key of a token; `sent` is what the browser made of it. Raises as `register_token` and `add_key` do."""
    from cenotaph.ledger.hardware_keys import register_token

    made = register_token(name, sent, challenge, origin)
    with case.writing(name) as record:
        if any(one.id == made.id for one in record.signatures.all_keys()):
            raise DecisionRefused("this token is known here already")
        record.signatures.put_key(made)
    return made


def retire_key(case: Case, key_id: str, why: str) -> PersonKey:
    """End a key, for a reason: it was lost, or seen by others. What it signed stays signed.

    Raises `DecisionRefused` for no such key, or no reason; `NotSigned` where nobody with a key signs it.
    """
    if not why.strip():
        raise DecisionRefused("say why the key is ended")
    with case.writing() as record:
        held = next((one for one in record.signatures.all_keys() if one.id == key_id and not one.retired_at), None)
        if held is None:
            raise DecisionRefused("there is no such key in force", where=key_id)
        record.signatures.retire(key_id, datetime.now(UTC).replace(microsecond=0).isoformat(), why.strip())
    return held


def sign_by_passphrase(case: Case, name: str, passphrase: str, signer: OwnSigner) -> SessionKey:
    """Let a session sign for a person for twelve hours.

    Raises `SignInRefused` when no key of the person opens with the passphrase, or too many did not.
    """
    with case.writing() as record:
        attempt = begin_attempt(record.accounts, {f"key of {name[:80]}": FAILURES}, int(time.time()))
        keys = [one for one in record.signatures.in_force(name) if one.kind == PASSPHRASE]
    key, private = _opened(keys, passphrase)
    with case.signed_by(signer).writing(name) as record:
        record.accounts.forget_attempt(attempt)
        return begin_session(record, key, private, signer, int(time.time()))


def sign_by_token(case: Case, name: str, key_id: str, sent: Mapping[str, str], signer: OwnSigner, begins: int) -> SessionKey:
    """The same by a token, which was asked at `begins`. Raises `SignInRefused` when its answer does not fit, or came too late."""
    from cenotaph.ledger.hardware_keys import begin_with_token

    if not 0 <= time.time() - begins <= LATEST:
        raise SignInRefused("this took too long; open the page again")
    with case.signed_by(signer).writing(name) as record:
        key = next((one for one in record.signatures.in_force(name) if one.id == key_id), None)
        if key is None:
            raise SignInRefused("this is no key of yours")
        return begin_with_token(record, key, sent, signer, begins)


def _opened(keys: list[PersonKey], passphrase: str) -> tuple[PersonKey, bytes]:
    for key in keys:
        try:
            return key, unlocked(key, passphrase)
        except SignInRefused:
            continue
    raise SignInRefused("this is not the passphrase of a key of this person")
