"""Puts the ids of the public in place of those of the case, everywhere in a record, the sentences of the program included; and
finds what a public id stands for.

Words of others (names, titles, quotations, texts) are left as they are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sqlalchemy import Connection

from cenotaph.model import PublicRecord
from cenotaph.protect import PublicIds
from cenotaph.store import ClaimStore, DocumentStore, IncidentStore, SecretStore, VictimListStore, VictimStore

__all__ = ["IDS_OF", "held_id", "public_id", "public_ids", "seal_record"]

IDS_OF = "public ids"
WORDS_OF_OTHERS = frozenset({"text", "quotation", "title", "author", "publisher", "url", "name", "other_names"})


def public_ids(connection: Connection) -> PublicIds | None:
    """The public ids of a case, None where it has published nothing under such ids."""
    secret = SecretStore(connection).held(IDS_OF)
    return PublicIds(secret) if secret else None


def public_id(connection: Connection, held: str, *, withheld: bool = False) -> str:
    """The id that the public has for a thing of the case, "" where nothing was released."""
    ids = public_ids(connection)
    return "" if ids is None else ids.of_withheld(held) if withheld else ids.of(held)


def seal_record(record: PublicRecord, ids: PublicIds) -> PublicRecord:
    """The record under public ids, in their order."""
    sealed: PublicRecord = _sealed(record, ids)
    return replace(
        sealed,
        incidents=tuple(sorted((replace(one, claims=tuple(sorted(one.claims))) for one in sealed.incidents), key=_by_id)),
        claims=tuple(sorted(sealed.claims, key=_by_id)),
        sources=tuple(sorted(sealed.sources, key=_by_id)),
        people=tuple(sorted((replace(one, possibly=tuple(sorted(one.possibly))) for one in sealed.people), key=_by_id)),
        lists=tuple(sorted(sealed.lists, key=_by_id)),
        redirects=tuple(sorted(sealed.redirects)),
    )


def _by_id(one: Any) -> str:
    return str(one.id)


def _sealed(held: Any, ids: PublicIds) -> Any:
    if isinstance(held, str):
        return ids.in_words(held)
    if isinstance(held, tuple):
        return tuple(_sealed(one, ids) for one in held)
    if is_dataclass(held) and not isinstance(held, type):
        said = {one.name: getattr(held, one.name) for one in fields(held) if one.name not in WORDS_OF_OTHERS}
        return replace(held, **{name: _sealed(value, ids) for name, value in said.items()})
    return held


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
