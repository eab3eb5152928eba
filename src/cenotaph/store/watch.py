"""Watches one unit of work: which units it writes to, with their hashes before it did, whatever part of the program wrote.

Asking every store to say what it writes is the obvious way, and one that forgets would be seen only when somebody verifies.
Refuses nothing; it looks on.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update, event, select

from cenotaph.store.acts import ActStore, Change
from cenotaph.store.fingerprints import FILE, KIND_OF_TABLE, Part, is_listed_by_case, unit_hash
from cenotaph.store.signatures import SIGNED, SignatureStore, Signer, refuse_unsigned, standing_session
from cenotaph.store.tables import metadata

__all__ = ["Watch"]

Given = Mapping[str, Any]
victim_record = metadata.tables["victim_record"]


class Watch:
    """What a connection writes, from when it is made."""

    def __init__(self, connection: Connection, root: Path) -> None:
        self._connection, self._root = connection, root
        self._before: dict[tuple[str, str], str] = {}
        event.listen(connection, "before_execute", self._look)

    def take_in(self, name: str, before: str) -> None:
        """Note a file beside the record, whose hash was `before` when it was last taken in."""
        self._before.setdefault((FILE, name), before)

    def end(self, by: str, signer: Signer | None = None) -> None:
        """Append the act, where anything is other than it was, and sign it where the signer's session may.

        Raises `NotSigned` where a person's key must stand behind it and does not.
        """
        event.remove(self._connection, "before_execute", self._look)
        changes = [
            Change(kind, key, before, after)
            for (kind, key), before in self._before.items()
            if (after := unit_hash(self._connection, self._root, kind, key)) != before
        ]
        if not changes:
            return
        store = SignatureStore(self._connection)
        session = standing_session(store, signer, changes, int(time.time()))
        refuse_unsigned(store, changes, session)
        said = [Change(SIGNED, session.id, "", session.public)] if session else []
        done = ActStore(self._connection).append(session.name if session else by, [*changes, *said])
        if session and signer:
            store.put_signature(done.number, session.id, signer.sign(done.hash))

    def _look(
        self, connection: Connection, clause: Any, several: Sequence[Given], given: Given, _options: Mapping[str, Any]
    ) -> None:
        if not isinstance(clause, Insert | Update | Delete) or str(clause.table) not in KIND_OF_TABLE:
            return
        kind, part = KIND_OF_TABLE[str(clause.table)]
        rows = list(several) or [given or {}]
        said: Given = {} if isinstance(clause, Delete) else _values(clause)
        if isinstance(clause, Update) and not part.is_written_by(said.keys() or rows[0].keys()):
            return
        keys = _inserted(part, said, rows) if isinstance(clause, Insert) else self._found(part, clause, rows)
        for key in keys:
            if (kind, key) not in self._before and not is_listed_by_case(kind, key):
                self._before[kind, key] = unit_hash(connection, self._root, kind, key)
        if isinstance(clause, Delete) and clause.table is victim_record and ("pairs", "") not in self._before:
            self._before["pairs", ""] = unit_hash(connection, self._root, "pairs", "")  # which go with their records

    def _found(self, part: Part, clause: Update | Delete, rows: Sequence[Given]) -> Iterator[str]:
        """The keys of the rows that a statement is about to write."""
        if not part.key:
            yield ""
            return
        query = select(part.table.c[part.key]).distinct()
        if clause.whereclause is not None:
            query = query.where(clause.whereclause)
        for row in rows:
            yield from (str(key) for key in self._connection.execute(query, dict(row)).scalars().all())


def _inserted(part: Part, said: Given, rows: Sequence[Given]) -> Iterator[str]:
    if not part.key:
        yield ""
        return
    for row in rows:
        yield str(row[part.key] if part.key in row else said[part.key])


def _values(clause: Insert | Update) -> Given:
    """The columns that a statement itself gives values for, with the values; others come with it when it is executed."""
    given: Mapping[Any, Any] = clause._values or {}
    return {column if isinstance(column, str) else column.name: getattr(value, "value", value) for column, value in given.items()}
