"""Who is asking: a session cookie, its token against forged forms, passwords and second factors.

Only hashes are stored. A failed sign-in never says whether the name, the password or the code was wrong, and takes as long for
a name that does not exist; too many of them shut the name and the address for a while. An attempt counts as failed until it has
succeeded, so that many at once are no way around.
"""

import hashlib
import secrets
import time
from dataclasses import replace
from datetime import UTC, datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cenotaph.errors import InvalidValue, SignInRefused
from cenotaph.store import Account, AccountStore, Case
from cenotaph.web.desk import ROLES, Person

__all__ = [
    "COOKIE",
    "code_fits",
    "forgery_token",
    "make_account",
    "new_token",
    "person_of",
    "set_password",
    "sign_in",
    "sign_in_as",
    "sign_out",
]

COOKIE = "cenotaph_session"
IDLE_SECONDS, LONGEST_SECONDS = 8 * 3_600, 7 * 86_400
TOUCH_EVERY = 60
FAILURES, FAILURE_SECONDS = 5, 15 * 60
SHORTEST_PASSWORD = 12
HASHER = PasswordHasher()
NOBODY = HASHER.hash(secrets.token_urlsafe())


def new_token() -> str:
    """A session token that cannot be guessed."""
    return secrets.token_urlsafe(32)


def forgery_token(session: str) -> str:
    """What a form must carry to show that this session's own page made it."""
    return hashlib.sha256(b"form:" + session.encode()).hexdigest()


def _stored(token: str) -> str:
    return hashlib.sha256(b"session:" + token.encode()).hexdigest()


def make_account(case: Case, name: str, role: str, password: str, fields: tuple[str, ...] = (), openid: str = "") -> None:
    """Make an account; with `openid`, for a person of the organisation's own sign-in, who may have no password.

    Raises `InvalidValue` for a name that is taken or empty, an unknown role, or a short password.
    """
    if role not in ROLES:
        raise InvalidValue(f"no role {role!r}; there are: {', '.join(ROLES)}")
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise InvalidValue("a name has 1 to 80 characters")
    openid = openid.strip().lower() if "@" in openid else openid.strip()
    digest = _hash(password or (secrets.token_urlsafe() if openid else ""))
    with case.writing() as connection:
        store = AccountStore(connection)
        if openid and store.of_openid([openid]) is not None:
            raise InvalidValue(f"{openid} is another account's")
        if store.get(name) is not None:
            raise InvalidValue(f"the name {name} is taken; decisions are signed with it, so it is given once")
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        store.put(Account(name, role, digest, "", fields, True, now, openid))


def set_password(case: Case, name: str, password: str) -> None:
    """Give an account another password, and end all its sessions."""
    digest = _hash(password)
    with case.writing() as connection:
        store = AccountStore(connection)
        held = store.get(name)
        if held is None:
            raise InvalidValue(f"there is no account {name}")
        store.put(replace(held, password=digest))
        store.end_sessions(name=name)


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidValue(f"a password has at least {SHORTEST_PASSWORD} characters; a few words are easier to keep than signs")
    return HASHER.hash(password)


def sign_in(case: Case, name: str, password: str, code: str, address: str) -> str:
    """A new session's token. Raises `SignInRefused`."""
    now = int(time.time())
    who = (f"name {name[:80]}", f"address {address}")
    with case.writing() as connection:
        store = AccountStore(connection)
        if store.failures(who, now - FAILURE_SECONDS) >= FAILURES:
            raise SignInRefused("too many failed attempts", remedy="wait a quarter of an hour")
        attempt = store.add_attempt(who, now, FAILURE_SECONDS)
        account = store.get(name)
    fits = _fits(account.password if account and account.active else NOBODY, password)
    if account is None or not fits or not account.active or (account.totp and not code_fits(account.totp, code)):
        raise SignInRefused("the name, the password or the code does not fit")
    token = new_token()
    with case.writing() as connection:
        AccountStore(connection).forget_attempt(attempt)
        AccountStore(connection).open_session(_stored(token), account.name, now)
    return token


def sign_in_as(case: Case, subject: str, mail: str) -> str:
    """A new session's token for whom the organisation's own sign-in vouches for. Raises `SignInRefused` for one of no account."""
    with case.writing() as connection:
        store = AccountStore(connection)
        account = store.of_openid([subject, mail])
        if account is None or not account.active:
            raise SignInRefused("there is no account for you here", remedy="ask an administrator of this desk for one")
        token = new_token()
        store.open_session(_stored(token), account.name, int(time.time()))
    return token


def _fits(digest: str, password: str) -> bool:
    try:
        return HASHER.verify(digest, password)
    except (VerificationError, InvalidHashError):
        return False


def code_fits(secret: str, code: str) -> bool:
    """Whether a code is that of the secret now, or half a minute before or after (RFC 6238)."""
    try:
        return pyotp.TOTP(secret).verify(code.strip(), valid_window=1)
    except ValueError:
        return False


def sign_out(case: Case, token: str) -> None:
    """End a session."""
    with case.writing() as connection:
        AccountStore(connection).end_sessions(token_sha256=_stored(token))


def person_of(case: Case, token: str) -> Person | None:
    """Whose session a token is, as the person's account stands now."""
    if not token:
        return None
    now = int(time.time())
    with case.engine.connect() as connection:
        store = AccountStore(connection)
        found = store.session(_stored(token))
        if found is None or now - found.seen_at > IDLE_SECONDS or now - found.started_at > LONGEST_SECONDS:
            return None
        account = store.get(found.name)
    if account is None or not account.active:
        return None
    if now - found.seen_at > TOUCH_EVERY:
        with case.writing() as connection:
            AccountStore(connection).touch_session(_stored(token), now)
    return Person(account.name, account.role, frozenset(account.fields))
