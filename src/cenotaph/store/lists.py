"""Lists of victims and their records. A row that a later file changes keeps what it said before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from cenotaph.model import NAMED_IN_DOCUMENTS, VictimList, VictimRecord
from cenotaph.store.in_parts import in_parts
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata
from cenotaph.text import name_skeletons

__all__ = ["Loaded", "VictimListStore", "record_from"]

victim_list = metadata.tables["victim_list"]
victim_record = metadata.tables["victim_record"]
former_row = metadata.tables["former_row"]
list_file = metadata.tables["list_file"]
held_term = metadata.tables["held_term"]
name_word = metadata.tables["name_word"]
LENGTH_OF_DAY = len("2009-03-14")
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of a list were new, changed, and the same as before; how many of the earlier ones the file no longer has."""

    new: int
    changed: int
    same: int
    gone: int


class VictimListStore:
    """Lists and records over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[VictimList]:
        """Every list, in the order it was first loaded."""
        return [
            _list_from(dict(row))
            for row in self._connection.execute(select(victim_list).order_by(victim_list.c.number)).mappings()
        ]

    def named(self, name: str) -> VictimList | None:
        """The list of this name or id."""
        query = select(victim_list).where((victim_list.c.name == name) | (victim_list.c.id == name))
        row = self._connection.execute(query).mappings().first()
        return _list_from(dict(row)) if row else None

    def load(self, loaded: VictimList, records: Sequence[VictimRecord], held: Iterable[tuple[str, str, int]]) -> Loaded:
        """Put a list in, or bring it up to date: by key, so that the same file twice changes nothing. Rows are never removed."""
        known = self.named(loaded.id)
        entry = {field: getattr(loaded, field) for field in VictimList.__slots__}
        if known is None:
            entry["number"] = self._next(victim_list.c.number)
            self._connection.execute(insert(victim_list), entry)
        else:
            self._connection.execute(update(victim_list).where(victim_list.c.id == loaded.id), entry)
        file = (list_file.c.list_id == loaded.id) & (list_file.c.sha256 == loaded.sha256)
        if loaded.sha256 and not self._connection.execute(select(func.count()).select_from(list_file).where(file)).scalar():
            seen = {"list_id": loaded.id, "sha256": loaded.sha256, "file_name": loaded.file_name, "loaded_at": loaded.added_at}
            self._connection.execute(insert(list_file), seen)
        self._connection.execute(delete(held_term).where(held_term.c.list_id == loaded.id))
        terms = [{"list_id": loaded.id, "field": field, "cell": cell, "rows": rows} for field, cell, rows in held]
        if terms:
            self._connection.execute(insert(held_term), terms)
        return self._load_records(loaded, records)

    def _load_records(self, loaded: VictimList, records: Sequence[VictimRecord]) -> Loaded:
        query = select(victim_record.c.id, victim_record.c.given, victim_record.c["values"]).where(
            victim_record.c.list_id == loaded.id
        )
        before = {row.id: (row.given, row[2]) for row in self._connection.execute(query)}
        number = self._next(victim_record.c.number)
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for record in records:
            row = _row(record)
            if record.id not in before:
                new.append({**row, "number": number + len(new)})
            elif before[record.id] != (row["given"], row["values"]):
                changed.append(row)
        for some in in_parts(new, BATCH):
            self._connection.execute(insert(victim_record), some)
        for row in changed:
            if loaded.sha256 and before[row["id"]][0] != row["given"]:  # what a case put there itself the ledger remembers
                former = {"record_id": row["id"], "replaced_at": loaded.added_at, "given": before[row["id"]][0]}
                self._connection.execute(insert(former_row), former)
            self._connection.execute(update(victim_record).where(victim_record.c.id == row["id"]), row)
        touched = {row["id"] for row in (*new, *changed)}
        self._index([record for record in records if record.id in touched], [row["id"] for row in changed])
        gone = len(before.keys() - {record.id for record in records})
        return Loaded(len(new), len(changed), len(records) - len(new) - len(changed), gone)

    def take_away(self, ids: Iterable[str]) -> None:
        """Take records away with all that was worked out of them: for what a case itself puts on a list, never for a row that
        somebody gave.
        """
        for some in in_parts(sorted(ids)):
            own = (victim_record.c.list_id == NAMED_IN_DOCUMENTS) & victim_record.c.id.in_(some)
            self._connection.execute(delete(victim_record).where(own))

    def positions(self, list_id: str) -> dict[str, int]:
        """Of each record of a list the place of its row."""
        query = select(victim_record.c.id, victim_record.c.position).where(victim_record.c.list_id == list_id)
        return {row.id: row.position for row in self._connection.execute(query)}

    def _index(self, records: Iterable[VictimRecord], changed: Sequence[str]) -> None:
        """Make records findable by the words of their names; the `changed` ones in place of what they were."""
        for ids in in_parts(changed, BATCH):
            self._connection.execute(delete(name_word).where(name_word.c.record_id.in_(ids)))
        rows = ({"word": word, "record_id": record.id} for record in records for word in sorted(_words(record)))
        for some in in_parts(rows, BATCH):
            self._connection.execute(insert(name_word), some)

    def index_unindexed(self) -> None:
        """Make the records findable that were loaded before there was an index."""
        missing = select(victim_record).where(victim_record.c.id.not_in(select(name_word.c.record_id)))
        self._index((record_from(dict(row)) for row in self._connection.execute(missing).mappings().all()), [])

    def ill_found(self) -> list[str]:
        """Records that are found by other words than those of their names or by another day than theirs, or are found and not
        there.
        """
        stored: dict[str, set[str]] = defaultdict(set)
        for row in self._connection.execute(select(name_word.c.record_id, name_word.c.word)):
            stored[row.record_id].add(row.word)
        days = {row[0]: row[1] for row in self._connection.execute(select(victim_record.c.id, victim_record.c.harm_day))}
        wrong = [
            one.id
            for one in self.records()
            if (stored.pop(one.id, set()), days[one.id]) != (_words(one), _day(one.values.get("harm_date", "")))
        ]
        return wrong + sorted(stored)

    def find(self, words: str) -> list[str]:
        """Ids of records with a name of which every word of `words` is one, by how they sound, in any script; as they were
        loaded.
        """
        wanted = sorted(name_skeletons(words))
        if not wanted:
            return []
        query = (
            select(victim_record.c.id)
            .join(name_word, name_word.c.record_id == victim_record.c.id)
            .where(name_word.c.word.in_(wanted))
            .group_by(victim_record.c.id, victim_record.c.number)
            .having(func.count() == len(wanted))
            .order_by(victim_record.c.number)
        )
        return list(self._connection.execute(query).scalars())

    def _next(self, column: Any) -> int:
        return int(self._connection.execute(select(func.coalesce(func.max(column), -1))).scalar() or 0) + 1

    def records(self, ids: Iterable[str] | None = None) -> Iterator[VictimRecord]:
        """Records, all or those with these ids, in the order they were loaded."""
        query = select(victim_record).order_by(victim_record.c.number)
        if ids is not None:
            query = query.where(victim_record.c.id.in_(list(ids)))
        for row in self._connection.execute(query.execution_options(yield_per=BATCH)).mappings():
            yield record_from(dict(row))

    def on_days(self, first: str, last: str) -> list[VictimRecord]:
        """Records whose day of harm begins from the day `first` to `last`, as 2009-03-14, in the order they were loaded."""
        query = select(victim_record).where(victim_record.c.harm_day >= first, victim_record.c.harm_day <= last)
        found = self._connection.execute(query.order_by(victim_record.c.number)).mappings()
        return [record_from(dict(row)) for row in found]

    def unlinked(self) -> set[str]:
        """The ids of records that are new or changed since the last linking."""
        return set(self._connection.execute(select(victim_record.c.id).where(victim_record.c.linked.is_(False))).scalars())

    def set_linked(self) -> None:
        """Note that every record has been linked."""
        self._connection.execute(update(victim_record).values(linked=True))

    def exists(self, record_id: str) -> bool:
        """Whether there is a record of this id."""
        found = select(func.count()).select_from(victim_record).where(victim_record.c.id == record_id)
        return bool(self._connection.execute(found).scalar())

    def sizes(self) -> dict[str, int]:
        """The number of records of every list, by list id."""
        query = select(victim_record.c.list_id, func.count()).group_by(victim_record.c.list_id)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def held(self) -> list[tuple[str, str, str, int]]:
        """Terms held: list name, field, cell, rows."""
        query = select(victim_list.c.name, held_term.c.field, held_term.c.cell, held_term.c.rows).join(
            victim_list, victim_list.c.id == held_term.c.list_id
        )
        return [tuple(row) for row in self._connection.execute(query.order_by(held_term.c.rows.desc(), held_term.c.cell))]

    def files(self) -> list[tuple[str, str]]:
        """Every file that a list was loaded from: list id and SHA-256."""
        return [(row.list_id, row.sha256) for row in self._connection.execute(select(list_file).order_by(list_file.c.loaded_at))]

    def former(self, record_id: str) -> list[tuple[str, Mapping[str, str]]]:
        """What the row said before, newest first: when it was replaced, and its cells."""
        query = select(former_row).where(former_row.c.record_id == record_id).order_by(former_row.c.replaced_at.desc())
        return [(row.replaced_at, json.loads(row.given)) for row in self._connection.execute(query)]


def _words(record: VictimRecord) -> set[str]:
    """What the names of a record are found by."""
    return {*name_skeletons(record.name), *name_skeletons(record.values.get("other_name", ""))}


def _row(record: VictimRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "list_id": record.list_id,
        "row_key": record.row_key,
        "position": record.position,
        "given": dump(dict(record.given)),
        "values": dump(dict(record.values)),
        "flags": dump(list(record.flags)),
        "linked": False,
        "harm_day": _day(record.values.get("harm_date", "")),
    }


def _day(edtf: str) -> str:
    """The first day of a date that has a day; "" for a month or a year, which is no day of anything."""
    return edtf[:LENGTH_OF_DAY] if len(edtf[:LENGTH_OF_DAY]) == LENGTH_OF_DAY and "/" not in edtf[:LENGTH_OF_DAY] else ""


def record_from(row: Mapping[str, Any]) -> VictimRecord:
    """A record. Equal words are one object: a million records have few names of fields, and few given names and places."""
    return VictimRecord(
        id=row["id"],
        list_id=intern(row["list_id"]),
        row_key=row["row_key"],
        position=row["position"],
        given={intern(name): intern(said) for name, said in json.loads(row["given"]).items()},
        values={intern(name): intern(said) for name, said in json.loads(row["values"]).items()},
        flags=tuple(json.loads(row["flags"])),
    )


def _list_from(row: Mapping[str, Any]) -> VictimList:
    return VictimList(**{field: row[field] for field in VictimList.__slots__})
