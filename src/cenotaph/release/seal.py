"""Puts the ids of the public in place of those of the case, everywhere in a record, the sentences of the program included.

Words of others (names, titles, quotations, texts) are left as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cenotaph.archive.on_disk import OnDisk, by_id
from cenotaph.model import PublicClaim, PublicIncident, PublicPerson, PublicRecord
from cenotaph.protect import PublicIds

__all__ = ["seal_claims", "seal_incidents", "seal_people", "seal_record", "seal_small_tables"]

WORDS_OF_OTHERS = frozenset({"text", "quotation", "title", "author", "publisher", "url", "name", "other_names"})


def seal_record(record: PublicRecord, ids: PublicIds) -> PublicRecord:
    """The record under public ids, in their order."""
    return replace(
        seal_small_tables(record, ids),
        incidents=seal_incidents(record.incidents, ids),
        claims=seal_claims(record.claims, ids),
        people=seal_people(record.people, ids),
    )


def seal_small_tables(record: PublicRecord, ids: PublicIds) -> PublicRecord:
    """The record under public ids, in their order, without its incidents, claims and people."""
    sealed: PublicRecord = _sealed(replace(record, incidents=(), claims=(), people=()), ids)
    return replace(
        sealed,
        sources=tuple(sorted(sealed.sources, key=by_id)),
        lists=tuple(sorted(sealed.lists, key=by_id)),
        redirects=tuple(sorted(sealed.redirects)),
    )


def seal_incidents(incidents: Iterable[PublicIncident], ids: PublicIds) -> Sequence[PublicIncident]:
    """The incidents under public ids, in their order. They pass through, and lie on disk, as all that follow do."""
    sealed = (_sealed(one, ids) for one in incidents)
    return OnDisk((replace(one, claims=tuple(sorted(one.claims))) for one in sealed), key=by_id)


def seal_claims(claims: Iterable[PublicClaim], ids: PublicIds) -> Sequence[PublicClaim]:
    """The claims under public ids, in their order."""
    return OnDisk((_sealed(one, ids) for one in claims), key=by_id)


def seal_people(people: Iterable[PublicPerson], ids: PublicIds) -> Sequence[PublicPerson]:
    """The people under public ids, in their order."""
    sealed = (_sealed(one, ids) for one in people)
    return OnDisk((replace(one, possibly=tuple(sorted(one.possibly))) for one in sealed), key=by_id)


def _sealed(held: Any, ids: PublicIds) -> Any:
    if isinstance(held, str):
        return ids.in_words(held)
    if isinstance(held, tuple):
        return tuple(_sealed(one, ids) for one in held)
    if is_dataclass(held) and not isinstance(held, type):
        said = {one.name: getattr(held, one.name) for one in fields(held) if one.name not in WORDS_OF_OTHERS}
        return replace(held, **{name: _sealed(value, ids) for name, value in said.items()})
    return held
