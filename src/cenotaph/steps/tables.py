"""Tables that people bring, and mapping files, read in a process of their own, where a hostile one costs only itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cenotaph.archive import read_bytes
from cenotaph.ingest.lists import (
    HeldTerm,
    ListMapping,
    ListTable,
    check_mapping,
    guess_mapping,
    load_mapping,
    normalise_list,
    read_table,
)
from cenotaph.model import VictimRecord
from cenotaph.steps.limited_child import AS_TABLE, LimitedChild

__all__ = ["ListFile", "NormalisedList", "mapping_offered", "normalised_list", "table_offered"]


@dataclass(frozen=True, slots=True)
class ListFile:
    """The bytes of a list's file, its name, and where in it the table is: as `read_table` takes them."""

    data: bytes
    name: str
    sheet: str = ""
    heading_row: int = 0


@dataclass(frozen=True, slots=True)
class NormalisedList:
    """A table with what its columns mean, a record for each of its rows, and the terms that are held."""

    table: ListTable
    mapping: ListMapping
    records: tuple[VictimRecord, ...]
    held: tuple[HeldTerm, ...]


def table_offered(path: Path) -> ListTable:
    """The table in a file. Raises `UnreadableFile`."""
    given = ListFile(read_bytes(path), path.name)
    with LimitedChild(__name__) as child:
        ((table),) = child.run(_table, given, where=given.name, size=len(given.data))
    return table  # type: ignore[no-any-return]


def mapping_offered(path: Path) -> ListMapping:
    """The mapping in a file. Raises `UnreadableFile`."""
    data = read_bytes(path)
    with LimitedChild(__name__) as child:
        ((mapping),) = child.run(_mapping, data, path.name, where=path.name, size=len(data))
    return mapping  # type: ignore[no-any-return]


def normalised_list(given: ListFile, mapping: ListMapping | None, list_id: str) -> NormalisedList:
    """The list in `given` as records of the list `list_id`, read as `mapping` says, which is guessed where there is none.

    Raises `UnreadableFile` for a table that cannot be read, or that the mapping does not fit.
    """
    with LimitedChild(__name__) as child:
        ((made),) = child.run(_normalised, given, mapping, list_id, where=given.name, size=AS_TABLE * len(given.data))
    return made  # type: ignore[no-any-return]


def _table(given: ListFile) -> Iterator[ListTable]:
    yield read_table(given.data, given.name, sheet=given.sheet, heading_row=given.heading_row)


def _mapping(data: bytes, name: str) -> Iterator[ListMapping]:
    yield load_mapping(data.decode("utf-8", errors="replace"), name)


def _normalised(given: ListFile, mapping: ListMapping | None, list_id: str) -> Iterator[NormalisedList]:
    (table,) = _table(given)
    mapping = replace(mapping or guess_mapping(table), sheet=given.sheet, heading_row=given.heading_row)
    check_mapping(mapping, table, given.name)
    records, held = normalise_list(table, mapping, list_id)
    yield NormalisedList(table, mapping, tuple(records), tuple(held))
