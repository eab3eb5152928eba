"""Finds incidents, people and documents by words, a page of each at a time; documents with the words around the first hit."""

from dataclasses import dataclass

from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.store import Record
from cenotaph.text import fold

__all__ = ["Found", "FoundDocument", "FoundPerson", "MOST_FOUND", "find_all"]

AROUND = 90  # characters on each side of a hit
FARTHEST = 200_000  # characters of a text that are looked through for a snippet
MOST_TERMS = 20
MOST_FOUND = 1_000  # of a kind: who is shown more adds a word


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with the words around the first of the words asked for: before, the word, after; all "" where it is not near."""

    id: str
    name: str
    publisher: str
    said_on: str
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody of that name: as it is written, the victim, and the lists and documents that have it."""

    name: str
    victim_id: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each with how many there are in all; one more than `MOST_FOUND` where there are more."""

    incidents: list[tuple[str, str]]
    people: list[FoundPerson]
    documents: list[FoundDocument]
    counts: dict[str, int]


def find_all(record: Record, words: str, size: int, at: int) -> Found:
    """What is found by `words`: from `at` on, `size` of each kind."""
    terms = fold(words).split()[:MOST_TERMS]
    incidents = record.incidents.find(terms, MOST_FOUND + 1)
    documents = record.documents.find(words, MOST_FOUND + 1)
    named = record.lists.find(words)
    people = _people(record, named)
    return Found(
        incidents[at : at + size], people[at : at + size], _documents(record, documents[at : at + size], terms),
        {"incidents": len(incidents), "people": len(people), "documents": len(documents)},
    )  # fmt: skip


def _people(record: Record, named: list[str]) -> list[FoundPerson]:
    members = record.victims.members_of(named)
    names = {one.id: one.name for one in record.lists.all()}
    by_victim: dict[str, list[tuple[str, str]]] = {}
    for entry in record.lists.records([one for one in named if one in members]):
        where = "" if entry.list_id == NAMED_IN_DOCUMENTS else names[entry.list_id]
        by_victim.setdefault(members[entry.id], []).append((entry.name, where))
    return [
        FoundPerson(entries[0][0], victim, tuple(dict.fromkeys(where for _, where in entries)))
        for victim, entries in by_victim.items()
    ]


def _documents(record: Record, ids: list[str], terms: list[str]) -> list[FoundDocument]:
    rows = {row["id"]: row for row in record.documents.rows(ids=ids)}
    texts = record.documents.texts(ids)
    out = []
    for one in ids:
        row = rows[one]
        said = row["report_date"] or row["published"] or ""
        around = _around(texts[one][:FARTHEST], terms)
        out.append(FoundDocument(one, row["title"] or row["name"], row["publisher"], said, *around))
    return out


def _around(text: str, terms: list[str]) -> tuple[str, str, str]:
    """The words around the first hit. A word is found as it is written but for capitals; one that only folding finds is not
    shown.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: places would not fit
        lowered = text
    for term in terms:
        at = lowered.find(term)
        if at >= 0:
            end = at + len(term)
            return text[max(0, at - AROUND) : at], text[at:end], text[end : end + AROUND]
    return "", "", ""
