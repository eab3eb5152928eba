"""Accounts and their passwords. Only hashes are stored, and none of a password that is soon guessed."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from cenotaph.errors import InvalidValue
from cenotaph.model import DeskRole
from cenotaph.store import Account, Case

__all__ = ["NOBODY", "fits", "make_account", "refuse_guessable", "set_password"]

SHORTEST_PASSWORD = 12  # NIST SP 800-63B asks 8 at least, 15 where there is no second factor; with one that may be had, between
GUESSED_EASILY = 2  # of zxcvbn's 0 to 4: up to 10^8 guesses, which a stolen hash does not withstand for long
LONGEST_LOOKED_AT = 72  # zxcvbn's time grows with the cube; what is longer is no weaker
HASHER = PasswordHasher()
NOBODY = HASHER.hash(secrets.token_urlsafe())
"""The hash that is compared with where there is no such name, so that it takes as long."""


def make_account(case: Case, name: str, role: str, password: str, fields: tuple[str, ...] = (), openid: str = "") -> None:
    """Make an account; with `openid`, for a person of the organisation's own sign-in, who may have no password.

    Raises `InvalidValue` for a name that is taken or empty, an unknown role, or a short password.
    """
    if role not in tuple(DeskRole):
        raise InvalidValue(f"no role {role!r}; there are: {', '.join(DeskRole)}")
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise InvalidValue("a name has 1 to 80 characters")
    openid = openid.strip().lower() if "@" in openid else openid.strip()
    digest = _hash(password or (secrets.token_urlsafe() if openid else ""), name)
    with case.writing() as record:
        store = record.accounts
        if openid and store.of_openid([openid]) is not None:
            raise InvalidValue(f"{openid} is another account's")
        if store.get(name) is not None:
            raise InvalidValue(f"the name {name} is taken; decisions are signed with it, so it is given once")
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        store.put(Account(name, DeskRole(role), digest, "", fields, True, now, openid))


def set_password(case: Case, name: str, password: str) -> None:
    """Give an account another password, and end all its sessions."""
    digest = _hash(password, name)
    with case.writing() as record:
        store = record.accounts
        held = store.get(name)
        if held is None:
            raise InvalidValue(f"there is no account {name}")
        store.put(replace(held, password=digest))
        store.end_sessions(name=name)


def _hash(password: str, name: str) -> str:
    refuse_guessable(password, name)
    return HASHER.hash(password)


def refuse_guessable(password: str, name: str) -> None:
    """Raise `InvalidValue` for a password or passphrase of this person that is short, or guessed easily."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidValue(f"a password has at least {SHORTEST_PASSWORD} characters; a few words are easier to keep than signs")
    if zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=[name, *name.split(), "cenotaph"])["score"] <= GUESSED_EASILY:
        raise InvalidValue("this password is guessed easily; take a few words that have nothing to do with each other")


def fits(digest: str, password: str) -> bool:
    """Whether a password is that of the hash."""
    try:
        return HASHER.verify(digest, password)
    except (VerificationError, InvalidHashError):
        return False
