"""The people whom documents name, as they were read. A row is never updated but for whether it is on the list of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from cenotaph.model import NamedInDocument, NamedPerson, PersonField, Span
from cenotaph.store.in_parts import in_parts
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["PeopleStore"]

named_person = metadata.tables["named_person"]


class PeopleStore:
    """Named people over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document_id: str, people: Sequence[NamedPerson]) -> None:
        """Put in the people whom a document names; they are on no list yet."""
        rows = [{**_row(one), "document_id": document_id, "listed": False} for one in people]
        if rows:
            self._connection.execute(insert(named_person), rows)

    def remove(self, ids: Sequence[str]) -> None:
        """Take out people whom a mended claim named for a while."""
        for some in in_parts(ids):
            self._connection.execute(delete(named_person).where(named_person.c.id.in_(some)))

    def all(self) -> Iterator[NamedInDocument]:
        """Everybody, by document and then by id."""
        yield from self._read(select(named_person))

    def of_documents(self, ids: Iterable[str]) -> Iterator[NamedInDocument]:
        """Whom these documents name."""
        for some in in_parts(sorted(ids)):
            yield from self._read(select(named_person).where(named_person.c.document_id.in_(some)))

    def by_id(self, ids: Iterable[str]) -> Iterator[NamedInDocument]:
        """These people; those that there are not are left out."""
        for some in in_parts(sorted(ids)):
            yield from self._read(select(named_person).where(named_person.c.id.in_(some)))

    def documents(self) -> dict[str, str]:
        """The document of everybody, by the id of the person."""
        return {
            row.id: row.document_id for row in self._connection.execute(select(named_person.c.id, named_person.c.document_id))
        }

    def unlisted(self) -> Iterator[NamedInDocument]:
        """Those who are not on the list yet, or may no longer stand there as they do."""
        yield from self._read(select(named_person).where(named_person.c.listed.is_(False)))

    def set_listed(self, ids: Iterable[str] | None, *, listed: bool) -> None:
        """Note of these, or of all, whether they are on the list as they are."""
        change = update(named_person).values(listed=listed)
        if ids is None:
            self._connection.execute(change)
            return
        for some in in_parts(sorted(ids)):
            self._connection.execute(change.where(named_person.c.id.in_(some)))

    def _read(self, query: Select[Any]) -> Iterator[NamedInDocument]:
        for row in self._connection.execute(query.order_by(named_person.c.document_id, named_person.c.id)).mappings():
            yield NamedInDocument(_person(dict(row)), row["document_id"])


def _row(one: NamedPerson) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "fate": one.fate,
        "names": dump([span.as_pair() for span in one.names]),
        "fields": dump([[field.field, *field.span.as_pair(), field.value] for field in one.fields]),
        "claims": dump(list(one.claims)),
        "counted_in": one.counted_in,
        "confidence": one.confidence,
    }


def _person(row: Mapping[str, Any]) -> NamedPerson:
    return NamedPerson(
        row["id"],
        row["name"],
        row["fate"],
        tuple(Span(start, end) for start, end in json.loads(row["names"])),
        tuple(PersonField(field, Span(start, end), value) for field, start, end, value in json.loads(row["fields"])),
        tuple(json.loads(row["claims"])),
        row["counted_in"],
        row["confidence"],
    )
