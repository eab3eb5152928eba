"""The memorial: people by name, by place and by day, in pages short enough to read, and the shelves with what the lists say of
each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from cenotaph.archive.on_disk import OnDisk
from cenotaph.model import PublicPerson, PublicRecord
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.shelves import address, compartment
from cenotaph.text import fold

__all__ = ["people_pages"]

A_PAGE = 300
A_SHELF = 100  # people on one page, each with what the lists say; a longer shelf leads on to pages of its own
WAYS = 40  # links to other parts of a long list: all of a million people would be three thousand
UNKNOWN, WITHHELD = "not known", "name withheld"
ORDERS = {"name": "By name", "place": "By place", "day": "By day"}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A person as the lists by name, place and day show them: the name as readers of this language read it first."""

    id: str
    shown: str
    age: str
    place: str
    day: str


def people_pages(record: PublicRecord, edition: Edition, **shared: object) -> Iterator[tuple[str, str]]:
    """Path and text of every page about people, in one language."""
    naming = {claim for one in record.people for claim in one.claims}
    told = {
        "lists": {one.id: one for one in record.lists},
        "claims": {one.id: one for one in record.claims if one.id in naming},
        "sources": {one.id: one for one in record.sources},
        "labels": {one.id: one.label for one in record.incidents},
    }
    for order in ORDERS:
        yield from _listing(order, record.people, edition, **shared)
    moved = dict(_moved(record))

    def page(path: str, people: Sequence[PublicPerson], moved: Sequence[tuple[str, str]] = ()) -> tuple[str, str]:
        return path, render_site_page("person", path, edition, people=people, moved=moved, **told, **shared)

    for path, some in groupby(record.people, key=lambda one: address(one.id).partition("#")[0]):
        people = list(some)
        if len(people) <= A_SHELF:
            yield page(path, people, moved.pop(path, ()))
            continue
        inside = [(within, list(held)) for within, held in groupby(people, key=lambda one: compartment(one.id))]
        ways = [(one, within, edition.name_of(one)) for within, held in inside for one in held]
        yield path, render_site_page("shelf", path, edition, ways=ways, moved=moved.pop(path, ()), **shared)
        yield from (page(within, held) for within, held in inside)
    yield from (page(path, (), held) for path, held in moved.items())


def _moved(record: PublicRecord) -> Mapping[str, list[tuple[str, str]]]:
    """Ids of people that lead elsewhere now, by the file that they stood in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for old, new in record.redirects:
        if old.startswith("vic-"):
            found.setdefault(address(old).partition("#")[0], []).append((old, new))
    return found


def _listing(order: str, people: Iterable[PublicPerson], edition: Edition, **shared: object) -> Iterator[tuple[str, str]]:
    listed = (_Listed(one.id, edition.name_of(one), one.age, one.place, one.date) for one in people)
    ordered = OnDisk(listed, key=lambda one: _key(one, order))
    firsts = [(_begins_at(one, order), _path(order, number)) for number, one in enumerate(islice(ordered, 0, None, A_PAGE))]
    passing = iter(ordered)
    for number in range(max(1, len(firsts))):
        page = islice(passing, A_PAGE)
        groups = [(name, list(found)) for name, found in groupby(page, key=lambda one: _heading(one, order))]
        yield _path(order, number), render_site_page(
            "people", _path(order, number), edition, title=ORDERS[order], order=order, orders=ORDERS.items(),
            groups=groups, at=number, pages=_ways(firsts, number), total=len(ordered), **shared,
        )  # fmt: skip


def _ways(firsts: Sequence[tuple[str, str]], at: int) -> list[tuple[int, str, str]]:
    """The parts of a list that one part leads to, by number: all of a few; of many those beside it, and some all along."""
    step = max(1, len(firsts) // WAYS)
    shown = {0, at - 1, at, at + 1, len(firsts) - 1, *range(0, len(firsts), step)}
    return [(number, *firsts[number]) for number in sorted(shown) if 0 <= number < len(firsts)]


def _key(one: _Listed, order: str) -> tuple[str, ...]:
    """People without the thing they are ordered by come last."""
    by = {"name": fold(one.shown), "place": fold(one.place), "day": one.day}[order]
    return "" if by else "none", by, fold(one.shown), one.id


def _heading(one: _Listed, order: str) -> str:
    if order == "name":
        return fold(one.shown)[:1].upper() or WITHHELD
    return (one.place if order == "place" else one.day) or UNKNOWN


def _begins_at(one: _Listed, order: str) -> str:
    """What a link to the part of the list that begins with this person says."""
    return one.shown.split()[0] if order == "name" and one.shown.split() else _heading(one, order)


def _path(order: str, number: int) -> str:
    return f"people/by-{order}.html" if not number else f"people/by-{order}-{number + 1}.html"
