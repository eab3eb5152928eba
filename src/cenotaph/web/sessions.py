"""Who is asking: a session cookie, its token against forged forms, passwords and second factors.

Only hashes are stored. A failed sign-in never says whether the name, the password or the code was wrong, and takes as long for
a name that does not exist; too many of them shut the name and the address for a while. An attempt counts as failed until it has
succeeded, so that many at once are no way around. A browser in which somebody signed in before is counted by itself: strangers
who guess shut nobody out of a browser that is known.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import replace

import pyotp

from cenotaph.errors import InvalidValue, SignInRefused
from cenotaph.steps.attempts import FAILURES, begin_attempt
from cenotaph.store import Case
from cenotaph.store.accounts import AccountStore
from cenotaph.web.desk import Person
from cenotaph.web.devices import DEVICES, is_known
from cenotaph.web.passwords import NOBODY, fits

__all__ = [
    "COOKIE",
    "DEVICE_COOKIE",
    "code_step",
    "enrol",
    "forgery_token",
    "new_token",
    "own_secret",
    "person_of",
    "sign_in",
    "sign_in_as",
    "sign_out",
]

COOKIE, DEVICE_COOKIE = "cenotaph_session", "cenotaph_device"
IDLE_SECONDS, LONGEST_SECONDS = 8 * 3_600, 7 * 86_400
TOUCH_EVERY = 60
FAILURES_OF_AN_ADDRESS = 20  # an office behind one address has several people who mistype
HALF_MINUTE = 30
SECOND_FACTORS = "second factors"


def new_token() -> str:
    """A session token that cannot be guessed."""
    return secrets.token_urlsafe(32)


def forgery_token(session: str) -> str:
    """What a form must carry to show that this session's own page made it."""
    return hashlib.sha256(b"form:" + session.encode()).hexdigest()


def _stored(token: str) -> str:
    return hashlib.sha256(b"session:" + token.encode()).hexdigest()


def sign_in(case: Case, name: str, password: str, code: str, address: str, device: str = "") -> str:
    """A new session's token. `device` is what `known_device` gave this browser, "" for one that is not known. Raises
    `SignInRefused`.
    """
    now = int(time.time())
    with case.writing() as record:
        store = record.accounts
        known = is_known(record.secrets.make(DEVICES), device, name)
        stranger = {f"name {name[:80]}": FAILURES, f"address {address}": FAILURES_OF_AN_ADDRESS}
        attempt = begin_attempt(store, {f"device {device[:80]}": FAILURES} if known else stranger, now)
        account = store.get(name)
    right = fits(account.password if account and account.active else NOBODY, password)
    if account is None or not right or not account.active:
        raise SignInRefused("the name, the password or the code does not fit")
    token = new_token()
    with case.writing() as record:
        store = record.accounts
        if account.totp and not _take_code(store, name, code):
            raise SignInRefused("the name, the password or the code does not fit")
        store.forget_attempt(attempt)
        store.open_session(_stored(token), account.name, now)
    return token


def _take_code(store: AccountStore, name: str, code: str) -> bool:
    """Whether a code is right and was not used before; it is used with that (RFC 6238, section 5.2)."""
    held = store.get(name)
    step = code_step(held.totp, code) if held else None
    if held is None or step is None or step <= held.totp_used:
        return False
    store.put(replace(held, totp_used=step))
    return True


def own_secret(case: Case, name: str, session: str) -> str:
    """The secret of a second factor that this session may begin to use: the server's own, whatever a form says."""
    with case.writing() as record:
        secret = record.secrets.make(SECOND_FACTORS)
    return base64.b32encode(hmac.digest(secret, f"{name}\x1f{session}".encode(), "sha256")[:20]).decode()


def enrol(case: Case, name: str, session: str, password: str, code: str, address: str, device: str) -> None:
    """Begin to ask for codes, once the password and a code made with the secret were given.

    Raises `SignInRefused` where the password does not fit, `InvalidValue` where the code does not or there is a factor already.
    """
    sign_out(case, sign_in(case, name, password, "", address, device))
    secret = own_secret(case, name, session)
    step = code_step(secret, code)
    if step is None:
        raise InvalidValue("the code does not fit; nothing was changed")
    with case.writing() as record:
        held = record.accounts.get(name)
        if held is None or held.totp:
            raise InvalidValue("this account has a second factor already")
        record.accounts.put(replace(held, totp=secret, totp_used=step))


def sign_in_as(case: Case, subject: str, mail: str) -> str:
    """A new session's token for whom the organisation's own sign-in vouches for. Raises `SignInRefused` for one of no account."""
    with case.writing() as record:
        store = record.accounts
        account = store.of_openid([subject, mail])
        if account is None or not account.active:
            raise SignInRefused("there is no account for you here", remedy="ask an administrator of this desk for one")
        token = new_token()
        store.open_session(_stored(token), account.name, int(time.time()))
    return token


def code_step(secret: str, code: str) -> int | None:
    """Of which half minute a code is, if it is that of the secret now, or half a minute before or after (RFC 6238)."""
    now = int(time.time()) // HALF_MINUTE
    given = "".join(code.split()).encode()
    fitting = (step for step in (now - 1, now, now + 1) if hmac.compare_digest(pyotp.HOTP(secret).at(step).encode(), given))
    return max(fitting, default=None)


def sign_out(case: Case, token: str) -> None:
    """End a session."""
    with case.writing() as record:
        record.accounts.end_sessions(token_sha256=_stored(token))


def person_of(case: Case, token: str) -> Person | None:
    """Whose session a token is, as the person's account stands now."""
    if not token:
        return None
    now = int(time.time())
    with case.reading() as record:
        store = record.accounts
        found = store.session(_stored(token))
        if found is None or now - found.seen_at > IDLE_SECONDS or now - found.started_at > LONGEST_SECONDS:
            return None
        account = store.get(found.name)
    if account is None or not account.active:
        return None
    if now - found.seen_at > TOUCH_EVERY:
        with case.writing() as record:
            record.accounts.touch_session(_stored(token), now)
    return Person(account.name, account.role, frozenset(account.fields))
