"""Puts the ids of the public in place of those of the case, everywhere in a record, the sentences of the program included.

Words of others (names, titles, quotations, texts) are left as they are.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from cenotaph.model import PublicRecord
from cenotaph.protect import PublicIds

__all__ = ["seal_record"]

WORDS_OF_OTHERS = frozenset({"text", "quotation", "title", "author", "publisher", "url", "name", "other_names"})


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
