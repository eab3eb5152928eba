"""Puts the people whom documents name on a list of the case's own, one row a person and document, under the decisions that stand.

A row is normalised, linked, protected and released as one of any other list. Somebody is taken off of whom every claim that names
them was rejected, or a person decided that the document names nobody there; what was read stays in the record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cenotaph.ingest.lists import ListMapping, ListTable, dump_mapping, normalise_list
from cenotaph.model import (
    NAMED_IN_DOCUMENTS,
    NamedInDocument,
    NamedPerson,
    VictimList,
    VictimRecord,
    person_as_decided,
    stable_id,
)
from cenotaph.steps.verify_documents import Checking
from cenotaph.store import Record
from cenotaph.vocabulary import load_vocabulary

__all__ = ["LIST_NAME", "list_people_anew", "named_people", "people_faults", "record_id_of"]

LIST_NAME = "named in documents"
ORIGIN = "document"  # the heading under which a row says which document names the person
UNREAD = " in words"  # what a heading ends in whose cell is no value: "in his 60s" is no age
FIELDS = (
    "name", "sex", "age", "birth_year", "occupation", "residence", "harm", "harm_date", "harm_place", "missing_date",
    "found_date", "death_date", "kin", "nationality", "child", "circumstances",
)  # fmt: skip


def record_id_of(person_id: str) -> str:
    """The id of a person's row on the list."""
    return stable_id("rec", NAMED_IN_DOCUMENTS, person_id)


def named_people(record: Record, found: Iterable[NamedInDocument]) -> Iterator[NamedInDocument]:
    """Of these, those who stand under the decisions in force, as people mended them, and those whom people added."""
    standing = record.standing
    for one in found:
        person = person_as_decided(one.person, standing)
        if person is not None:
            yield replace(one, person=person)


def list_people_anew(record: Record) -> None:
    """Bring the list to where documents and decisions put it: those who came, and those on whom people decided."""
    waiting = list(record.people.unlisted())
    if not waiting:
        return
    wanted = list(named_people(record, waiting))
    before = record.lists.positions(NAMED_IN_DOCUMENTS)
    gone = {record_id_of(one.person.id) for one in waiting} - {record_id_of(one.person.id) for one in wanted}
    record.lists.take_away(gone & before.keys())
    if wanted:
        record.lists.load(_list(_latest(record, wanted)), _records(record, wanted, before), ())
    record.people.set_listed([one.person.id for one in waiting], listed=True)


def people_faults(checking: Checking) -> Iterator[str]:
    """Rows of the list that no document gives, and people whom documents name who are not on it as they should be."""
    record = checking.record
    wanted = {one.id: one for one in _records(record, list(named_people(record, record.people.all())), {})}
    stored = {one.id: one for one in record.lists.records() if one.list_id == NAMED_IN_DOCUMENTS}
    for gone in sorted(wanted.keys() ^ stored.keys())[:10]:
        yield f"record {gone}: no document gives it any more, or it was never listed; run cenotaph steps --anew"
    for both in sorted(wanted.keys() & stored.keys()):
        if dict(wanted[both].values) != dict(stored[both].values):
            yield f"record {both}: it is not what its document says of the person"


def _latest(record: Record, found: Sequence[NamedInDocument]) -> str:
    """When the last of the documents that name these people was archived."""
    rows = record.documents.rows(ids=sorted({one.document_id for one in found}))
    return max((str(row["retrieved_at"]) for row in rows if row["retrieved_at"]), default="")


def _mapping() -> ListMapping:
    terms = {code: {term: term for term in load_vocabulary(code).terms} for code in ("harm", "sex")}
    return ListMapping(MappingProxyType({field: field for field in FIELDS}), terms=MappingProxyType(terms))


def _list(added_at: str) -> VictimList:
    return VictimList(NAMED_IN_DOCUMENTS, LIST_NAME, "", "", dump_mapping(_mapping()), one_person_a_row=True, added_at=added_at)


def _records(record: Record, found: Sequence[NamedInDocument], places: Mapping[str, int]) -> list[VictimRecord]:
    """The rows of people, normalised as those of any list; `places` are those that rows have on the list already."""
    names = {row["id"]: str(row["name"]) for row in record.documents.rows(ids=sorted({one.document_id for one in found}))}
    rows = [{**_cells(one.person), ORIGIN: names[one.document_id]} for one in found]
    heading = (*FIELDS, *sorted({name for row in rows for name in row} - set(FIELDS)))
    table = ListTable(heading, tuple(tuple(row.get(name, "") for name in heading) for row in rows), tuple(range(len(rows))))
    made, _ = normalise_list(table, _mapping(), NAMED_IN_DOCUMENTS)
    out, last = [], max(places.values(), default=-1)
    for one, row in zip(found, made, strict=True):
        key = record_id_of(one.person.id)
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
