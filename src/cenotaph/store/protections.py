"""Words that must not be published, kept apart from the ledger so that they can be erased: a decision names only their id."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["KeptWords", "ProtectionStore"]

protection = metadata.tables["protection"]


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Words kept out of the public record, and what they are about: a claim, a document, a record, or "" for the whole case."""

    id: str
    subject: str
    words: tuple[str, ...]


class ProtectionStore:
    """Words over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, given: KeptWords) -> None:
        """Keep words, in place of those of the same id."""
        self._connection.execute(delete(protection).where(protection.c.id == given.id))
        row = {"id": given.id, "subject": given.subject, "words": dump(list(given.words))}
        self._connection.execute(insert(protection), row)

    def all(self) -> list[KeptWords]:
        """All that are kept, by id."""
        rows = self._connection.execute(select(protection).order_by(protection.c.id))
        return [KeptWords(row.id, row.subject, tuple(json.loads(row.words))) for row in rows]

    def exists(self, ids: Sequence[str]) -> bool:
        """Whether words are kept under each of these ids."""
        found = set(self._connection.execute(select(protection.c.id).where(protection.c.id.in_(list(ids)))).scalars())
        return found == set(ids)
