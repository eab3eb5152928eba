"""Finds what the public calls a thing of the case, and what a public id stands for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cenotaph.protect import PublicIds
from cenotaph.store import Case, Record

__all__ = ["held_id", "public_id", "public_ids", "secret_of_ids"]

IDS_OF = "public ids"


def secret_of_ids(case: Case) -> bytes:
    """The secret that the public ids of a case are made with, drawn when it is first asked for."""
    with case.writing() as record:
        return record.secrets.make(IDS_OF)


def public_ids(record: Record) -> PublicIds | None:
    """The public ids of a case, None where it has published nothing under such ids."""
    secret = record.secrets.held(IDS_OF)
    return PublicIds(secret) if secret else None


def public_id(record: Record, held: str, *, withheld: bool = False) -> str:
    """The id that the public has for a thing of the case, "" where nothing was released."""
    ids = public_ids(record)
    return "" if ids is None else ids.of_withheld(held) if withheld else ids.of(held)


def held_id(record: Record, asked: str) -> str:
    """What the case calls the thing that the public knows as `asked`; `asked` itself where it is no public id of the case."""
    ids, kind = public_ids(record), _KINDS.get(asked.partition("-")[0])
    if ids is None or kind is None or kind.has(record, asked):
        return asked
    for one in kind.all(record):
        if asked in (ids.of(one), ids.of_withheld(one)):
            return one
    return asked


@dataclass(frozen=True, slots=True)
class _Kind:
    """Whether a case has something of an id, and all ids of that kind."""

    has: Callable[[Record, str], bool]
    all: Callable[[Record], Iterable[str]]


_KINDS: Mapping[str, _Kind] = {
    "vic": _Kind(lambda held, one: held.victims.current_id(one) is not None, lambda held: held.victims.ids()),
    "i": _Kind(lambda held, one: held.incidents.current_id(one) is not None, lambda held: held.incidents.ids()),
    "c": _Kind(lambda held, one: held.claims.exists(one), lambda held: (row.claim.id for row in held.claims.rows())),
    "d": _Kind(
        lambda held, one: held.documents.get(one) is not None,
        lambda held: (where for where, _ in held.documents.hashes()),
    ),
    "list": _Kind(lambda _held, _one: False, lambda held: (one.id for one in held.lists.all())),
}
