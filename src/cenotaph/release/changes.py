"""What changed from one release to the next: added, changed and withdrawn, field by field, with the decisions that say why.

What was withdrawn is named by its id alone: to repeat it would publish it again. So are people, whose names may be the change,
all of a row whose words are withheld now, what holds words that are taken out, and sentences of the program, which may have
quoted them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from cenotaph.model import Disclosure, PublicDecision, PublicRecord
from cenotaph.protect.words import WITHHELD
from cenotaph.release.data.rows import table_rows

__all__ = ["Change", "compare_records", "redirects_after", "redirects_of_renamed"]

KEYED = {
    "incidents": ("id",), "figures": ("incident", "harm", "policy"), "claims": ("id",), "sources": ("id",), "people": ("id",),
    "lists": ("id",), "grades": ("incident", "scheme"),
}  # fmt: skip
NAMES_OF_PEOPLE = ("name", "other_names")
SENTENCES = ("label", "why", "why_low", "why_best", "why_high", "date_why", "parts", "conflicts")


@dataclass(frozen=True, slots=True)
class Change:
    """`what` was done (added, changed, withdrawn) to one row of a table; for a change, the column and what it was and is; `why`
    are the decisions since the last release that concern it.
    """

    what: str
    table: str
    id: str
    column: str = ""
    before: str = ""
    now: str = ""
    why: str = ""


def compare_records(before: PublicRecord, now: PublicRecord) -> list[Change]:
    """Every change, in the order of tables and ids."""
    known = {made.number for made in before.decisions}
    since = [made for made in now.decisions if made.number not in known]
    out: list[Change] = []
    for table, key in KEYED.items():
        for row, old, new in _side_by_side(_keyed(before, table, key), _keyed(now, table, key)):
            out += _changes(table, row, old, new, _why(since, row, old or new or {}))
    return out


Keyed = Iterator[tuple[str, Mapping[str, Any]]]


def _keyed(record: PublicRecord, table: str, key: Sequence[str]) -> Keyed:
    """Each row of a table with its key, in the order of keys; people, who are too many to sort, stand in it."""
    rows = ((" ".join(str(row[name]) for name in key), row) for row in table_rows(record, table))
    return rows if table == "people" else iter(sorted(rows, key=itemgetter(0)))


def _side_by_side(before: Keyed, now: Keyed) -> Iterator[tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Every key with the rows of both, None where one has none."""
    both = merge(((key, 0, row) for key, row in before), ((key, 1, row) for key, row in now), key=itemgetter(0, 1))
    for key, rows in groupby(both, key=itemgetter(0)):
        found = {which: row for _, which, row in rows}
        yield key, found.get(0), found.get(1)


def _changes(table: str, row: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, why: str) -> Iterator[Change]:
    if old is None or new is None:
        yield Change("added" if old is None else "withdrawn", table, row, why=why)
        return
    silent = bool(new.get("withheld")) or new.get("disclosure") in (Disclosure.NOTHING, Disclosure.CITATION)
    for column, value in new.items():
        if old.get(column) != value and column != "commitment":
            if table == "people" and column in NAMES_OF_PEOPLE or table == "claims" and column == "quotation":
                yield Change("changed", table, row, column, why=why)
            else:
                untold = silent or column in SENTENCES or value == "" or WITHHELD in _shown(value)
                yield Change("changed", table, row, column, "" if untold else _shown(old.get(column)), _shown(value), why)


def _shown(value: Any) -> str:
    return "not known" if value is None else " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _why(since: Sequence[PublicDecision], row: str, held: Mapping[str, Any]) -> str:
    concerned = {*row.split(), str(held.get("incident", ""))}
    told = [(f"decision {made.number}, {made.kind}", made.why) for made in since if concerned & set(made.subjects)]
    return "; ".join(": ".join(filter(None, said)) for said in told)


def redirects_after(before: PublicRecord | None, now: PublicRecord) -> tuple[tuple[str, str], ...]:
    """Ids of incidents and people of the last release that are gone, with where most of what they held is now; and older ones.

    Who was joined with whom `now` says itself. Nobody's name leads to an entry without one, nor back.
    """
    if before is None:
        return ()
    joined = dict(now.redirects)
    asked = {*joined, *joined.values(), *(one for pair in before.redirects for one in pair)}
    alive = {one.id for one in now.incidents} | {one.id for one in now.people if one.id in asked and not one.withheld}
    homes = {claim.id: claim.incident for claim in now.claims}
    moved: dict[str, str] = {}
    for one in before.incidents:
        if one.id not in alive:
            _lead(moved, one.id, [homes[claim] for claim in one.claims if claim in homes])
    gone = {person.id for person in before.people if person.id in joined} - alive
    moved.update({old: joined[old] for old in gone if joined[old] in alive})
    for old, new in before.redirects:
        to = moved.get(new, new)
        if old not in alive and to in alive:
            moved.setdefault(old, to)
    return tuple(sorted(moved.items()))


def redirects_of_renamed(before: PublicRecord, now: PublicRecord, renamed: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Where the ids of `before` lead, a release made before public ids were keyed; `renamed` gives the keyed one."""
    alive = {one.id for one in now.incidents} | {one.id for one in now.people if not one.withheld}
    joined = {old: new for old, new in now.redirects if new in alive}
    names = [(one.id, renamed(one.id)) for one in before.incidents]
    names += [(one.id, renamed(one.id)) for one in before.people if not one.withheld]
    names += [(old, renamed(new)) for old, new in before.redirects]
    return tuple(sorted((old, joined.get(new, new)) for old, new in names if new in alive or new in joined))


def _lead(moved: dict[str, str], old: str, homes: Sequence[str]) -> None:
    if homes:
        moved[old] = max(sorted(set(homes)), key=homes.count)
