"""What a record is known by: one hash for everything in it that somebody gave or that cannot be worked out again.

A unit is what is written and altered together: a document, what was read from it, a list, a decision, an account. Its hash
covers every column of its rows but those that are worked out from others, which `verify` works out anew. Rows are taken in the
order of what they say, not of the database's own, so that a case has the same hashes in SQLite and in PostgreSQL.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["FILE", "FILES", "KIND_OF_TABLE", "UNITS", "Part", "all_units", "is_listed_by_case", "unit_hash"]

FILE = "file"
FILES = ("gazetteer.csv", "release.yaml", "release-key.pem", "from-release")  # and every release, by its folder
IN_PART = {("document", "flags")}  # of which only what says whether the document is a copy is worked out
BLOCK = 1_000_000  # bytes read at once


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table that belong to a unit: those whose column `key` is the unit's, all where it is "". `worked_out` are
    the columns that the hash leaves out.
    """

    table: Table
    key: str
    worked_out: tuple[str, ...] = ()

    def is_written_by(self, columns: Set[str]) -> bool:
        """Whether writing these columns may change what the hash covers."""
        return not columns <= {*self.worked_out, *(column for table, column in IN_PART if table == self.table.name)}


def _part(table: str, key: str, *worked_out: str) -> Part:
    return Part(metadata.tables[table], key, worked_out)


UNITS: Mapping[str, tuple[Part, ...]] = {
    "document": (_part("document", "id", "copy_of"),),
    "reading": (
        _part("claim", "document_id"), _part("characterisation", "document_id"), _part("responsibility", "document_id"),
        _part("refusal", "document_id"), _part("named_person", "document_id", "listed"),
    ),
    "decision": (_part("decision", "number"),),
    "protection": (_part("protection", "id"),),
    "list": (_part("victim_list", "id"),),
    "rows": (
        _part("list_file", "list_id"), _part("victim_record", "list_id", "linked", "harm_day"), _part("held_term", "list_id"),
    ),
    "former row": (_part("former_row", "record_id"),),
    "linking": (_part("link_run", "number"),),
    "pairs": (_part("record_pair", "", "state"),),
    "moved victims": (_part("victim_redirect", ""),),
    "moved incidents": (_part("incident_redirect", ""),),
    "account": (_part("account", "name", "totp_used"),),
    "key": (_part("person_key", "id"),),
    "session key": (_part("session_key", "id"),),
    "reply": (_part("reply", "id"),),
    "notes": (_part("note", "subject", "number"),),
    "assignment": (_part("assignment", "subject"),),
    "secret": (_part("case_secret", "name"),),
}  # fmt: skip
"""Every kind of unit with the tables that hold it. What stands in no table of these is worked out, or passes: sessions, drafts,
jobs, counts of visits; signatures say themselves what they are of."""

KIND_OF_TABLE: Mapping[str, tuple[str, Part]] = {part.table.name: (kind, part) for kind, parts in UNITS.items() for part in parts}


def unit_hash(connection: Connection, root: Path, kind: str, key: str) -> str:
    """The hash of one unit as it stands now, "" where there is none of it."""
    if kind == FILE:
        return _file_unit(root, key)
    digests = []
    for part in UNITS[kind]:
        query = select(part.table)
        if part.key:
            column = part.table.c[part.key]
            query = query.where(column == (int(key) if column.type.python_type is int else key))
        digests.append(_digest(part, connection.execute(query).mappings()))
    return _joined(digests)


def all_units(connection: Connection, root: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, key and hash of every unit that there is, by kind."""
    releases = sorted(f"releases/{one.name}" for one in (root / "releases").glob("[0-9]*"))
    yield from ((FILE, name, now) for name in (*FILES, *releases) if (now := _file_unit(root, name)))
    for kind, parts in UNITS.items():
        found: dict[str, list[str]] = {}
        for at, part in enumerate(parts):
            for key, digest in _by_key(connection, part):
                found.setdefault(key, [""] * len(parts))[at] = digest
        yield from ((kind, key, _joined(digests)) for key, digests in found.items() if not is_listed_by_case(kind, key))


def is_listed_by_case(kind: str, key: str) -> bool:
    """Whether a unit is the rows of the list that the case makes itself, of whom documents name: they are worked out."""
    return kind == "rows" and key == NAMED_IN_DOCUMENTS


def _file_unit(root: Path, name: str) -> str:
    """The hash of a file beside the record, or of a folder with all that is in it; "" where there is none."""
    path = root / name
    if path.is_dir():
        inside = sorted(one for one in path.rglob("*") if one.is_file())
        return sha256(dump([[str(one.relative_to(path).as_posix()), _file_hash(one)] for one in inside]).encode()).hexdigest()
    return _file_hash(path) if path.is_file() else ""


def _file_hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _by_key(connection: Connection, part: Part) -> Iterator[tuple[str, str]]:
    if not part.key:
        digest = _digest(part, connection.execute(select(part.table)).mappings())
        if digest:
            yield "", digest
        return
    rows = connection.execute(select(part.table).order_by(part.table.c[part.key])).mappings()
    for key, some in groupby(rows, key=lambda row: row[part.key]):
        yield str(key), _digest(part, some)


def _digest(part: Part, rows: Iterable[Mapping[Any, Any]]) -> str:
    said = sorted(dump(_values(part, row)).encode("utf-8", "surrogatepass") for row in rows)
    return sha256(part.table.name.encode() + b"\n" + b"\n".join(said)).hexdigest() if said else ""


def _values(part: Part, row: Mapping[Any, Any]) -> list[Any]:
    return [_said(part.table.name, name, value) for name, value in row.items() if name not in part.worked_out]


def _said(table: str, column: str, value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if (table, column) in IN_PART:
        return [flag for flag in json.loads(value) if flag != "near_copy"]
    return value


def _joined(digests: list[str]) -> str:
    return sha256(" ".join(digests).encode()).hexdigest() if any(digests) else ""
