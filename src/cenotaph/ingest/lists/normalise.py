"""A row as given to normalised values by field, with flags; what is not understood is held, never guessed or dropped.

Refuses to make up anything: an age that is a year is no age, a term that no list has is no term, a date that may mean two days
is none. The cells as given stay beside the values for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cenotaph.errors import InvalidValue
from cenotaph.ingest.lists.ages import read_age
from cenotaph.ingest.lists.mapping import ListMapping
from cenotaph.ingest.lists.nobody import names_nobody
from cenotaph.ingest.lists.table import ListTable
from cenotaph.ingest.lists.words import list_words
from cenotaph.model import DateInterval, VictimRecord, stable_id, write_age
from cenotaph.text import ImpossibleDay, fold, level_digits, read_written_date
from cenotaph.vocabulary import load_vocabulary

__all__ = ["HeldTerm", "normalise_list"]

OLDEST = 120  # years: nobody is known to have lived longer than 122
FIRST_YEAR = 1850  # a number from here on in a column of ages is a year of birth
LAST_YEAR = 2100  # and from here on a mistake of the keyboard
JOINERS = {"joined": " ", "listed": " | "}


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """A cell that no list of terms has, with its field and how many rows hold it."""

    field: str
    cell: str
    rows: int


def normalise_list(table: ListTable, mapping: ListMapping, list_id: str) -> tuple[list[VictimRecord], list[HeldTerm]]:
    """Every row as a record of the list `list_id`, and the terms held, commonest first.

    A row's key is its cell under the key column; without one, what the row holds (with a number for the second of two equal
    rows), so that the same list loaded again gives the same records.
    """
    held: dict[tuple[str, str], int] = {}
    under = {code: mapping.under(code) for code in mapping.columns.values()}
    keys = under.get("key")
    seen: dict[str, int] = {}
    records = []
    for position, row in enumerate(table.rows):
        given = dict(zip(table.heading, row, strict=True))
        if keys:
            key = given[keys[0]]
        else:
            content = stable_id("row", *row)
            seen[content] = seen.get(content, 0) + 1
            key = content if seen[content] == 1 else f"{content}-{seen[content]}"
        values, flags, terms = _normalise(given, mapping, under)
        for term in terms:
            held[term] = held.get(term, 0) + 1
        records.append(VictimRecord(stable_id("rec", list_id, key), list_id, key, position, given, values, tuple(sorted(flags))))
    return records, [
        HeldTerm(field, cell, rows) for (field, cell), rows in sorted(held.items(), key=lambda one: (-one[1], one[0]))
    ]


def _normalise(
    given: Mapping[str, str], mapping: ListMapping, under: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], set[str], list[tuple[str, str]]]:
    """The values, flags and held terms of one row; `under` are the headings of each field of the mapping."""
    values: dict[str, str] = {}
    flags: set[str] = set()
    held: list[tuple[str, str]] = []
    for code in _read_as("text"):
        for heading in under.get(code, ()):
            values[code] = _text(given[heading])
    for reading, joiner in JOINERS.items():
        for code in _read_as(reading):
            if code in under:
                values[code] = joiner.join(filter(None, (_text(given[heading]) for heading in under[code])))
    for code in _names():
        if code in values and names_nobody(values[code]):
            values[code] = ""
    for code in _read_as("term"):
        for heading in under.get(code, ()):
            _read_term(code, given[heading], mapping, values, flags, held)
    if mapping.harm and not values.get("harm"):
        values["harm"] = mapping.harm
    for code in _read_as("date"):
        for heading in under.get(code, ()):
            _read_date(code, given[heading], mapping.date_order.get(heading, ""), values, flags)
    _birth_from_parts(given, under, values, flags)
    for heading in under.get("age", ()):
        _read_age(given[heading], values, flags)
    if not any(values.get(code) for code in ("name", "given_name", "family_name")):
        flags.add("no_name")
    return {code: value for code, value in values.items() if value}, flags, held


@cache
def _read_as(reading: str) -> tuple[str, ...]:
    """The fields whose cells are read so."""
    return tuple(term.code for term in load_vocabulary("record_field") if term.reading == reading)


@cache
def _names() -> tuple[str, ...]:
    """The fields that name the person or a relative."""
    return ("name", *(term.code for term in load_vocabulary("record_field") if "name" in term.broader))


@cache
def _empty() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in list_words()["empty"])


@cache
def _terms(code: str) -> dict[str, str]:
    return {fold(str(word)): meant for meant, listed in list_words()[code].items() for word in listed}


def _text(cell: str) -> str:
    words = " ".join(cell.split())
    return "" if fold(words) in _empty() else words


def _read_term(
    code: str, cell: str, mapping: ListMapping, values: dict[str, str], flags: set[str], held: list[tuple[str, str]]
) -> None:
    words = " ".join(cell.split())
    if not words:
        return
    meant = mapping.terms.get(code, {}).get(words) or _terms(code).get(fold(words))
    if meant:
        values[code] = meant
    elif fold(words) not in _empty():
        flags.add("term_held")
        held.append((code, words))


def _read_date(code: str, cell: str, order: str, values: dict[str, str], flags: set[str]) -> None:
    text = _text(cell)
    if not text:
        return
    try:
        values[code] = read_written_date(text, order).edtf
    except ImpossibleDay as fault:
        flags.add("date_impossible")
        if code == "birth_date":
            values[code] = fault.written
    except InvalidValue:
        flags.add("date_not_read")


def _birth_from_parts(
    given: Mapping[str, str], under: Mapping[str, Sequence[str]], values: dict[str, str], flags: set[str]
) -> None:
    parts = [
        next((level_digits(_text(given[heading])) for heading in under.get(code, ())), "")
        for code in ("birth_year", "birth_month", "birth_day")
    ]
    if values.get("birth_date") or not (parts[0].isdigit() and len(parts[0]) == 4):
        return
    written = "-".join(part.zfill(2) for part in parts if part.isdigit())
    try:
        values["birth_date"] = DateInterval.from_edtf(written).edtf
    except InvalidValue:
        flags.add("date_impossible")
        values["birth_date"] = written


def _read_age(cell: str, values: dict[str, str], flags: set[str]) -> None:
    if not _text(cell):
        return
    age = read_age(_text(cell))
    if age is None or OLDEST < age[0] < FIRST_YEAR or age[0] > LAST_YEAR:
        flags.add("age_not_plausible")
    elif age[0] >= FIRST_YEAR:
        flags.add("age_is_a_year")
        values.setdefault("birth_date", str(age[0]))
    else:
        values["age"] = write_age(*age)
        if _contradicts(age, values):
            flags.add("age_contradicts_birth")


def _contradicts(age: tuple[int, int | None], values: Mapping[str, str]) -> bool:
    try:
        born, harmed = DateInterval.from_edtf(values["birth_date"]), DateInterval.from_edtf(values["harm_date"])
    except (KeyError, InvalidValue):
        return False
    youngest, oldest = harmed.start.year - born.end.year - 1, harmed.end.year - born.start.year
    lowest, highest = age
    return (highest is not None and highest < youngest - 1) or lowest > oldest + 1
