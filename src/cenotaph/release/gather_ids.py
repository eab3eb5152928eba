"""Finds what the public calls a thing of the case, and what a public id stands for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from cenotaph.protect import PublicIds
from cenotaph.store import Case, ClaimStore, DocumentStore, IncidentStore, SecretStore, VictimListStore, VictimStore

__all__ = ["held_id", "public_id", "public_ids", "secret_of_ids"]

IDS_OF = "public ids"


def secret_of_ids(case: Case) -> bytes:
    """The secret that the public ids of a case are made with, drawn when it is first asked for."""
    with case.writing() as connection:
        return SecretStore(connection).make(IDS_OF)


def public_ids(connection: Connection) -> PublicIds | None:
    """The public ids of a case, None where it has published nothing under such ids."""
    secret = SecretStore(connection).held(IDS_OF)
    return PublicIds(secret) if secret else None


def public_id(connection: Connection, held: str, *, withheld: bool = False) -> str:
    """The id that the public has for a thing of the case, "" where nothing was released."""
    ids = public_ids(connection)
    return "" if ids is None else ids.of_withheld(held) if withheld else ids.of(held)


def held_id(connection: Connection, asked: str) -> str:
    """What the case calls the thing that the public knows as `asked`; `asked` itself where it is no public id of the case."""
    ids, kind = public_ids(connection), _KINDS.get(asked.partition("-")[0])
    if ids is None or kind is None or kind.has(connection, asked):
        return asked
    for one in kind.all(connection):
        if asked in (ids.of(one), ids.of_withheld(one)):
            return one
    return asked


@dataclass(frozen=True, slots=True)
class _Kind:
    """Whether a case has something of an id, and all ids of that kind."""

    has: Callable[[Connection, str], bool]
    all: Callable[[Connection], Iterable[str]]


_KINDS: Mapping[str, _Kind] = {
    "vic": _Kind(lambda held, one: VictimStore(held).current_id(one) is not None, lambda held: VictimStore(held).ids()),
    "i": _Kind(lambda held, one: IncidentStore(held).current_id(one) is not None, lambda held: IncidentStore(held).ids()),
    "c": _Kind(lambda held, one: ClaimStore(held).exists(one), lambda held: (row.claim.id for row in ClaimStore(held).rows())),
    "d": _Kind(
        lambda held, one: DocumentStore(held).get(one) is not None,
        lambda held: (where for where, _ in DocumentStore(held).hashes()),
    ),
    "list": _Kind(lambda _held, _one: False, lambda held: (one.id for one in VictimListStore(held).all())),
}
