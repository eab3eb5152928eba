"""Loads a list of victims into a case: first as a trial that writes nothing, then whole or not at all."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cenotaph.archive import read_bytes
from cenotaph.errors import WrongUse
from cenotaph.ingest.lists import HeldTerm, ListMapping, ListTable, dump_mapping, load_mapping
from cenotaph.model import NAMED_IN_DOCUMENTS, VictimList, VictimRecord, stable_id
from cenotaph.steps.people import LIST_NAME
from cenotaph.steps.tables import ListFile, mapping_offered, normalised_list
from cenotaph.store import Case, Loaded

__all__ = ["PreparedList", "load_list", "prepare_list", "write_mapping"]


@dataclass(frozen=True, slots=True)
class PreparedList:
    """A list read, mapped and normalised, with nothing written yet. `origin` says where the mapping is from."""

    entry: VictimList
    table: ListTable
    mapping: ListMapping
    origin: str
    records: tuple[VictimRecord, ...]
    held: tuple[HeldTerm, ...]
    data: bytes

    def flagged(self) -> dict[str, int]:
        """How many records have each flag."""
        counts: dict[str, int] = {}
        for record in self.records:
            for flag in record.flags:
                counts[flag] = counts.get(flag, 0) + 1
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def prepare_list(
    case: Case,
    path: Path,
    *,
    name: str = "",
    mapping: ListMapping | None = None,
    map_file: Path | None = None,
    data: bytes | None = None,
    sheet: str = "",
    heading_row: int = 0,
) -> PreparedList:
    """Read the list at `path`, or the one in `data` under that name, as it would be loaded.

    The mapping is `mapping`, else that of `map_file`, else the one that a list of this name was loaded with, else guessed. Raises
    `UnreadableFile` for a table or mapping that cannot be meant. `sheet` and `heading_row` say where the table is, before what
    the mapping says.
    """
    data = read_bytes(path) if data is None else data
    wanted = name or path.stem
    with case.reading() as record:
        known = record.lists.named(wanted)
    if wanted in (LIST_NAME, NAMED_IN_DOCUMENTS):
        raise WrongUse(f"{wanted} is the case's own list", remedy="give the list another name with --name")
    mapping, origin = _mapping(mapping, map_file, known)
    sheet, heading_row = sheet or (mapping.sheet if mapping else ""), heading_row or (mapping.heading_row if mapping else 0)
    list_id = known.id if known else stable_id("list", wanted)
    made = normalised_list(ListFile(data, path.name, sheet, heading_row), mapping, list_id)
    mapping = made.mapping
    entry = VictimList(
        id=list_id,
        name=known.name if known else wanted,
        file_name=path.name,
        sha256=sha256(data).hexdigest(),
        mapping=dump_mapping(mapping),
        one_person_a_row=mapping.one_person_a_row,
        added_at=datetime.now(UTC).replace(microsecond=0).isoformat(),
    )
    return PreparedList(entry, made.table, mapping, origin, made.records, made.held, data)


def _mapping(confirmed: ListMapping | None, map_file: Path | None, known: VictimList | None) -> tuple[ListMapping | None, str]:
    """What the columns mean, None where that is to be guessed, and who says so."""
    if confirmed is not None:
        return confirmed, "as confirmed"
    if map_file is not None:
        return mapping_offered(map_file), f"from {map_file.name}"
    if known is not None:
        return load_mapping(known.mapping, known.name), "as this list was loaded before"
    return None, "guessed from the headings"


def load_list(case: Case, prepared: PreparedList) -> Loaded:
    """Write a prepared list: the file's bytes to the archive, the rows to the record, in one transaction."""
    held = [(term.field, term.cell, term.rows) for term in prepared.held]
    with case.archive.adding(prepared.data), case.writing() as record:
        return record.lists.load(prepared.entry, prepared.records, held)


def write_mapping(mapping: ListMapping, target: Path) -> None:
    """Write a mapping file for the next time. Raises `WrongUse` when it cannot be written."""
    try:
        target.write_text(dump_mapping(mapping), encoding="utf-8")
    except OSError as fault:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise WrongUse(f"the mapping could not be written ({fault.strerror})", where=str(target)) from fault
