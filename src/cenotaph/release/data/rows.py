"""The rows of every table, in the order of ids, from the public record alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cenotaph.model import DateInterval, PublicIncident, PublicRecord

__all__ = ["table_rows"]


def table_rows(record: PublicRecord, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table by column name: strings, numbers, true or false, tuples, and None for what is not known."""
    return _TABLES[table](record)


def _incidents(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for one in record.incidents:
        yield {
            "id": one.id,
            "label": one.label,
            "date": one.date,
            **_days(one),
            "date_why": one.date_why,
            "place": one.place.name,
            "place_precision": one.place.precision,
            "latitude": one.place.latitude,
            "longitude": one.place.longitude,
            "radius_km": one.place.radius_km,
            "totals_only": one.totals_only,
            "distinct": one.distinct,
            "parts": one.parts,
            "conflicts": one.conflicts,
        }


def _days(one: PublicIncident) -> Mapping[str, str]:
    when = DateInterval.from_edtf(one.date) if one.date else None
    return {
        "date_earliest": when.start.isoformat() if when else "",
        "date_latest": when.end.isoformat() if when else "",
        "date_precision": when.precision if when else "",
    }


def _figures(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for one in record.incidents:
        for figure in one.figures:
            yield {"incident": one.id, **{name: getattr(figure, name) for name in figure.__slots__}}


def _plain(records: Sequence[Any], but: Sequence[str] = ()) -> Iterator[Mapping[str, Any]]:
    for one in records:
        yield {name: getattr(one, name) for name in one.__slots__ if name not in but}


def _entries(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for person in record.people:
        for list_id, row, name in person.entries:
            yield {"person": person.id, "list": list_id, "row": row, "name": name}


def _grades(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for one in record.incidents:
        for grade in one.grades:
            yield {"incident": one.id, **{name: getattr(grade, name) for name in grade.__slots__}}


def _words(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for one in record.incidents:
        for term, whose in one.words:
            for who in whose:
                yield {"incident": one.id, "term": term, "whose": who}


def _statements(record: PublicRecord) -> Iterator[Mapping[str, Any]]:
    for one in record.incidents:
        for kind, party, whose, source in one.statements:
            yield {"incident": one.id, "kind": kind, "party": party, "whose": whose, "source": source}


_TABLES: Mapping[str, Callable[[PublicRecord], Iterator[Mapping[str, Any]]]] = {
    "incidents": _incidents,
    "figures": _figures,
    "claims": lambda record: _plain(record.claims),
    "sources": lambda record: _plain(record.sources),
    "people": lambda record: _plain(record.people, ("entries",)),
    "entries": _entries,
    "lists": lambda record: _plain(record.lists),
    "grades": _grades,
    "words": _words,
    "statements": _statements,
    "estimates": lambda record: _plain(record.estimates),
    "decisions": lambda record: _plain(record.decisions),
    "backlog": lambda record: iter([{"what": what, "count": count} for what, count in record.backlog]),
    "redirects": lambda record: iter([{"old": old, "new": new} for old, new in record.redirects]),
}
