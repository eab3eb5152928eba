"""The memorial: people by name, by place and by day, in pages short enough to read, and the shelves with what the lists say of
each.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cenotaph.model import PublicPerson, PublicRecord
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.shelves import address, shelved
from cenotaph.text import fold

__all__ = ["people_pages"]

A_PAGE = 300
UNKNOWN, WITHHELD = "not known", "name withheld"
ORDERS = {"name": "By name", "place": "By place", "day": "By day"}


def people_pages(record: PublicRecord, edition: Edition, **shared: object) -> Iterator[tuple[str, str]]:
    """Path and text of every page about people, in one language."""
    told = {
        "lists": {one.id: one for one in record.lists},
        "claims": {one.id: one for one in record.claims},
        "sources": {one.id: one for one in record.sources},
        "labels": {one.id: one.label for one in record.incidents},
    }
    for order in ORDERS:
        yield from _listing(order, record.people, edition, **shared)
    people, moved = shelved(record.people), _moved(record)
    for path in sorted({*people, *moved}):
        yield (
            path,
            render_site_page("person", path, edition, people=people.get(path, []), moved=moved.get(path, []), **told, **shared),
        )


def _moved(record: PublicRecord) -> Mapping[str, list[tuple[str, str]]]:
    """Ids of people that lead elsewhere now, by the file that they stood in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for old, new in record.redirects:
        if old.startswith("vic-"):
            found.setdefault(address(old).partition("#")[0], []).append((old, new))
    return found


def _listing(order: str, people: Sequence[PublicPerson], edition: Edition, **shared: object) -> Iterator[tuple[str, str]]:
    shown = {one.id: edition.names([one.name, *one.other_names])[0] for one in people}
    ordered = sorted(people, key=lambda one: _key(one, shown[one.id], order))

    def heading(one: PublicPerson) -> str:
        return _heading(one, shown[one.id], order)

    pages = [ordered[at : at + A_PAGE] for at in range(0, len(ordered), A_PAGE)] or [[]]
    firsts = [(heading(page[0]) if page else "", _path(order, number)) for number, page in enumerate(pages)]
    for number, page in enumerate(pages):
        groups = [(name, [(one, shown[one.id]) for one in found]) for name, found in groupby(page, key=heading)]
        yield _path(order, number), render_site_page(
            "people", _path(order, number), edition, title=ORDERS[order], order=order, orders=ORDERS.items(),
            groups=groups, at=number, pages=firsts, total=len(ordered), **shared,
        )  # fmt: skip


def _key(one: PublicPerson, name: str, order: str) -> tuple[object, ...]:
    """People without the thing they are ordered by come last."""
    by = {"name": fold(name), "place": fold(one.place), "day": one.date}[order]
    return not by, by, fold(name), one.id


def _heading(one: PublicPerson, name: str, order: str) -> str:
    if order == "name":
        return fold(name)[:1].upper() or WITHHELD
    return (one.place if order == "place" else one.date) or UNKNOWN


def _path(order: str, number: int) -> str:
    return f"people/by-{order}.html" if not number else f"people/by-{order}-{number + 1}.html"
