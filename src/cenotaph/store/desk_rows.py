"""Notes, assignments and drafts: what people tell each other at the desk, none of it a decision."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["DeskStore", "Note"]

note = metadata.tables["note"]
assignment = metadata.tables["assignment"]
draft = metadata.tables["draft"]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a claim, incident, victim or document."""

    subject: str
    words: str
    written_by: str
    written_at: str


class DeskStore:
    """Notes, assignments and drafts over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_note(self, added: Note) -> None:
        """Keep a note."""
        self._connection.execute(insert(note), {name: getattr(added, name) for name in Note.__slots__})

    def notes(self, subjects: Sequence[str]) -> list[Note]:
        """The notes on these, oldest first."""
        columns = [note.c[name] for name in Note.__slots__]
        found = self._connection.execute(select(*columns).where(note.c.subject.in_(list(subjects))).order_by(note.c.number))
        return [Note(*row) for row in found]

    def assign(self, subject: str, name: str, by: str, at: str) -> None:
        """Give a subject to a person; "" gives it to nobody."""
        self._connection.execute(delete(assignment).where(assignment.c.subject == subject))
        if name:
            self._connection.execute(insert(assignment), {"subject": subject, "name": name, "assigned_by": by, "assigned_at": at})

    def assigned(self, subjects: Sequence[str]) -> dict[str, str]:
        """Who has each of these."""
        query = select(assignment.c.subject, assignment.c.name).where(assignment.c.subject.in_(list(subjects)))
        return {row.subject: row.name for row in self._connection.execute(query)}

    def save_draft(self, name: str, subject: str, fields: Mapping[str, str], at: str) -> None:
        """Keep what a person was typing about a subject; no fields forget it."""
        self._connection.execute(delete(draft).where(draft.c.name == name, draft.c.subject == subject))
        if fields:
            self._connection.execute(
                insert(draft), {"name": name, "subject": subject, "fields": dump(dict(fields)), "saved_at": at}
            )

    def drafts(self, name: str, subjects: Sequence[str]) -> dict[str, dict[str, str]]:
        """What the person was typing about each of these."""
        query = select(draft.c.subject, draft.c.fields).where(draft.c.name == name, draft.c.subject.in_(list(subjects)))
        return {row.subject: dict(json.loads(row.fields)) for row in self._connection.execute(query)}
