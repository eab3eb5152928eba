"""The acts by which a record came to be what it is: which units each put in, changed or took away, and their hashes before and
after. Every unit of work that writes ends with one, chained to the one before it by its hash.

What no act explains was altered by somebody who went round the program. Refuses to hide such a change: a unit's hash is taken
before it is written to, not copied from the act before.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, insert, select

from cenotaph.store.fingerprints import all_units
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["FIRST_HASH", "Act", "ActStore", "Change"]

act = metadata.tables["act"]
FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did to a unit: its hash `before`, "" where it was not there, and `after`, "" where it is no more."""

    kind: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `by` is whoever is known to have done it, "" for nobody."""

    number: int
    at: str
    by: str
    changes: tuple[Change, ...]
    previous_hash: str
    hash: str

    def right_hash(self) -> str:
        """The hash that its fields and the hash before it give."""
        changes = [[one.kind, one.key, one.before, one.after] for one in self.changes]
        return sha256(dump([self.number, self.at, self.by, changes, self.previous_hash]).encode()).hexdigest()


class ActStore:
    """Acts over one connection: read and append, nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Iterator[Act]:
        """Every act, in order."""
        for row in self._connection.execute(select(act).order_by(act.c.number)):
            changes = tuple(Change(*one) for one in json.loads(row.changes))
            yield Act(row.number, row.at, row.by, changes, row.previous_hash, row.hash)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last act; 0 and zeros before the first."""
        row = self._connection.execute(select(act.c.number, act.c.hash).order_by(act.c.number.desc()).limit(1)).first()
        return (int(row.number), str(row.hash)) if row else (0, FIRST_HASH)

    def last_hash(self, kind: str, key: str) -> str:
        """The hash of a unit after the last act on it, "" where there is none or where that took it away."""
        named = act.c.changes.contains(f"[{dump(kind)},{dump(key)},", autoescape=True)
        query = select(act.c.changes).where(named).order_by(act.c.number.desc()).limit(1)
        found = json.loads(self._connection.execute(query).scalar() or "[]")
        return next((str(after) for one, of, _, after in found if (one, of) == (kind, key)), "")

    def append(self, by: str, changes: Sequence[Change]) -> Act:
        """Add one act, of now, and give it back. The number is the primary key, so two writers cannot both be next."""
        number, previous = self.head()
        draft = Act(number + 1, datetime.now(UTC).isoformat(timespec="seconds"), by, tuple(changes), previous, "")
        made = replace(draft, hash=draft.right_hash())
        said = dump([[one.kind, one.key, one.before, one.after] for one in changes])
        row = {name: getattr(made, name) for name in ("number", "at", "by", "previous_hash", "hash")}
        self._connection.execute(insert(act), {**row, "changes": said})
        return made

    def first_hash(self) -> str:
        """The hash of the first act, which tells this record from every other; zeros before it."""
        return str(self._connection.execute(select(act.c.hash).where(act.c.number == 1)).scalar() or FIRST_HASH)

    def begin(self, root: Path) -> None:
        """Take a record that an earlier version made as it stands, as the first act; nothing where there is one."""
        there = [Change(kind, key, "", now) for kind, key, now in all_units(self._connection, root)]
        if there and not self.head()[0]:
            self.append("", there)
