"""Puts the people whom documents name on a list of the case's own, one row a person and document, under the decisions that stand.

A row is normalised, linked, protected and released as one of any other list. Somebody is taken off of whom every claim that names
them was rejected, or a person decided that the document names nobody there; what was read stays in the record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cenotaph.ingest.lists import ListMapping, ListTable, dump_mapping, normalise_list
from cenotaph.model import (
    NAMED_IN_DOCUMENTS,
    NamedInDocument,
    NamedPerson,
    VictimList,
    VictimRecord,
    listed_as,
    people_as_decided,
)
from cenotaph.steps.verify_documents import Checking
from cenotaph.store import Record
from cenotaph.store.in_parts import in_parts
from cenotaph.vocabulary import load_vocabulary

__all__ = ["LIST_NAME", "bring_list", "list_people_anew", "people_faults"]

LIST_NAME = "named in documents"
ORIGIN = "document"  # the heading under which a row says which document names the person
UNREAD = " in words"  # what a heading ends in whose cell is no value: "in his 60s" is no age
FIELDS = (
    "name", "sex", "age", "birth_year", "occupation", "residence", "harm", "harm_date", "harm_place", "missing_date",
    "found_date", "death_date", "kin", "nationality", "child", "circumstances",
)  # fmt: skip


def list_people_anew(record: Record) -> None:
    """Bring the list to where documents and decisions put it: those who came, and those on whom people decided."""
    bring_list(record)


def bring_list(record: Record) -> bool:
    """The same, and whether any row of the list is another than before."""
    waiting = list(record.people.unlisted())
    if not waiting:
        return False
    wanted = list(people_as_decided(waiting, record.standing))
    before = record.lists.positions(NAMED_IN_DOCUMENTS)
    gone = {listed_as(one.person.id) for one in waiting} - {listed_as(one.person.id) for one in wanted}
    leaving = gone & before.keys()
    record.lists.take_away(leaving)
    changed = bool(leaving)
    if wanted:
        documents = _documents(record, wanted)
        added_at = max((str(row["retrieved_at"]) for row in documents.values() if row["retrieved_at"]), default="")
        loaded = record.lists.load(_list(added_at), _records(wanted, documents, before), ())
        changed = changed or bool(loaded.new or loaded.changed)
    record.people.set_listed([one.person.id for one in waiting], listed=True)
    return changed


def people_faults(checking: Checking) -> Iterator[str]:
    """Rows of the list that no document gives, and people whom documents name who are not on it as they should be."""
    record = checking.record
    named = list(people_as_decided(record.people.all(), record.standing))
    wanted = {one.id: one for one in _records(named, _documents(record, named), {})}
    stored = {one.id: one for one in record.lists.records() if one.list_id == NAMED_IN_DOCUMENTS}
    for gone in sorted(wanted.keys() ^ stored.keys())[:10]:
        yield f"record {gone}: no document gives it any more, or it was never listed; run cenotaph steps --anew"
    for both in sorted(wanted.keys() & stored.keys()):
        if dict(wanted[both].values) != dict(stored[both].values):
            yield f"record {both}: it is not what its document says of the person"


def _documents(record: Record, found: Iterable[NamedInDocument]) -> dict[str, Mapping[str, Any]]:
    """The rows of the documents that name these people, by id."""
    parts = in_parts(sorted({one.document_id for one in found}))
    return {row["id"]: row for some in parts for row in record.documents.rows(ids=some)}


def _mapping() -> ListMapping:
    terms = {code: {term: term for term in load_vocabulary(code).terms} for code in ("harm", "sex")}
    return ListMapping(MappingProxyType({field: field for field in FIELDS}), terms=MappingProxyType(terms))


def _list(added_at: str) -> VictimList:
    return VictimList(NAMED_IN_DOCUMENTS, LIST_NAME, "", "", dump_mapping(_mapping()), one_person_a_row=True, added_at=added_at)


def _records(
    found: Sequence[NamedInDocument], documents: Mapping[str, Mapping[str, Any]], places: Mapping[str, int]
) -> list[VictimRecord]:
    """The rows of people, normalised as those of any list; `places` are those that rows have on the list already."""
    rows = [{**_cells(one.person), ORIGIN: str(documents[one.document_id]["name"])} for one in found]
    heading = (*FIELDS, *sorted({name for row in rows for name in row} - set(FIELDS)))
    table = ListTable(heading, tuple(tuple(row.get(name, "") for name in heading) for row in rows), tuple(range(len(rows))))
    made, _ = normalise_list(table, _mapping(), NAMED_IN_DOCUMENTS)
    out, last = [], max(places.values(), default=-1)
    for one, row in zip(found, made, strict=True):
        key = listed_as(one.person.id)
        position = places.get(key)
        if position is None:
            position = last = last + 1
        given = {name: cell for name, cell in row.given.items() if cell}
        out.append(VictimRecord(key, NAMED_IN_DOCUMENTS, one.person.id, position, given, row.values, row.flags))
    return out


def _cells(person: NamedPerson) -> dict[str, str]:
    """The cells of a row; an age that is no number of years stands beside it, in words."""
    cells = {"name": person.name, "harm": person.fate}
    for field in person.fields:
        in_words = field.field == "age" and not field.value.isdigit()
        cells.setdefault(field.field + UNREAD if in_words else field.field, field.value)
    return cells
