"""Accounts, sessions and failed sign-ins. Only hashes of passwords and of session tokens are kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from cenotaph.model import DeskRole
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["Account", "AccountStore", "Session"]

account = metadata.tables["account"]
session = metadata.tables["desk_session"]
failure = metadata.tables["sign_in_failure"]


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. `fields`: kinds of protected fields that the person may see; `totp` is "" without a second
    factor, `totp_used` counts the half minutes up to the last code that was taken. `openid`: who the person is at the
    organisation's own sign-in, "" for nobody there.
    """

    name: str
    role: DeskRole
    password: str
    totp: str
    fields: tuple[str, ...]
    active: bool
    created_at: str
    openid: str = ""
    totp_used: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """Whose session, when it began and when it was last seen."""

    name: str
    started_at: int
    seen_at: int


class AccountStore:
    """Accounts over one connection. Times are whole seconds since 1970."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Account]:
        """Every account by name, also those that are shut."""
        return [_account(row) for row in self._connection.execute(select(account).order_by(account.c.name)).mappings()]

    def get(self, name: str) -> Account | None:
        """The account of this name."""
        row = self._connection.execute(select(account).where(account.c.name == name)).mappings().first()
        return _account(row) if row else None

    def of_openid(self, names: Sequence[str]) -> Account | None:
        """The account that is one of these names at the organisation's own sign-in, if exactly one is."""
        wanted = [name for name in names if name]
        rows = self._connection.execute(select(account).where(account.c.openid.in_(wanted))).mappings().all()
        return _account(rows[0]) if len(rows) == 1 else None

    def put(self, given: Account) -> None:
        """Make an account, or change the one of this name."""
        row = {**{name: getattr(given, name) for name in Account.__slots__}, "fields": dump(list(given.fields))}
        if self.get(given.name) is None:
            self._connection.execute(insert(account), row)
        else:
            self._connection.execute(update(account).where(account.c.name == given.name), row)

    def open_session(self, token_sha256: str, name: str, now: int) -> None:
        """Remember a session."""
        self._connection.execute(insert(session), {"token_sha256": token_sha256, "name": name, "started_at": now, "seen_at": now})

    def session(self, token_sha256: str) -> Session | None:
        """The session of a token, however old."""
        row = self._connection.execute(select(session).where(session.c.token_sha256 == token_sha256)).first()
        return None if row is None else Session(row.name, row.started_at, row.seen_at)

    def touch_session(self, token_sha256: str, now: int) -> None:
        """Mark a session as seen."""
        self._connection.execute(update(session).where(session.c.token_sha256 == token_sha256).values(seen_at=now))

    def end_sessions(self, name: str = "", token_sha256: str = "") -> None:
        """End the session of a token, or all of a person."""
        self._connection.execute(delete(session).where((session.c.token_sha256 == token_sha256) | (session.c.name == name)))

    def failures(self, who: Sequence[str], since: int) -> int:
        """The most failed sign-ins since then of any of these names or addresses."""
        query = select(func.count()).where(failure.c.who.in_(list(who)), failure.c.at >= since).group_by(failure.c.who)
        return max((int(found) for found in self._connection.execute(query).scalars()), default=0)

    def add_attempt(self, who: Sequence[str], now: int, keep: int) -> list[int]:
        """Remember an attempt of each of these as failed; its numbers. Those older than `keep` seconds are forgotten."""
        self._connection.execute(delete(failure).where(failure.c.at < now - keep))
        one = insert(failure).returning(failure.c.number)
        return [int(self._connection.execute(one, {"who": name, "at": now}).scalar_one()) for name in who]

    def forget_attempt(self, numbers: Sequence[int]) -> None:
        """An attempt that succeeded."""
        self._connection.execute(delete(failure).where(failure.c.number.in_(list(numbers))))


def _account(row: object) -> Account:
    values = dict(row)  # type: ignore[call-overload]
    return Account(**{**values, "role": DeskRole(values["role"]), "fields": tuple(json.loads(values["fields"]))})
