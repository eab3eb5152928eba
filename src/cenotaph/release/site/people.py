"""The memorial: people by name, by place and by day, in pages short enough to read, and the shelves with what the lists say of
each.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cenotaph.model import PublicPerson, PublicRecord
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.shelves import address, shelved
from cenotaph.text import fold

__all__ = ["people_pages"]

A_PAGE = 300
UNKNOWN, WITHHELD = "not known", "name withheld"
ORDERS = {"name": "By name", "place": "By place", "day": "By day"}


def people_pages(record: PublicRecord, **shared: object) -> Iterator[tuple[str, str]]:
    """Path and text of every page about people."""
    lists = {one.id: one for one in record.lists}
    for order in ORDERS:
        yield from _listing(order, record.people, **shared)
    people, moved = shelved(record.people), _moved(record)
    for path in sorted({*people, *moved}):
        yield (
            path,
            render_site_page("person", path, people=people.get(path, []), moved=moved.get(path, []), lists=lists, **shared),
        )


def _moved(record: PublicRecord) -> Mapping[str, list[tuple[str, str]]]:
    """Ids of people that lead elsewhere now, by the file that they stood in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for old, new in record.redirects:
        if old.startswith("vic-"):
            found.setdefault(address(old).partition("#")[0], []).append((old, new))
    return found


def _listing(order: str, people: Sequence[PublicPerson], **shared: object) -> Iterator[tuple[str, str]]:
    ordered = sorted(people, key=lambda one: _key(one, order))

    def heading(one: PublicPerson) -> str:
        return _heading(one, order)

    pages = [ordered[at : at + A_PAGE] for at in range(0, len(ordered), A_PAGE)] or [[]]
    firsts = [(heading(page[0]) if page else "", _path(order, number)) for number, page in enumerate(pages)]
    for number, page in enumerate(pages):
        groups = [(name, list(found)) for name, found in groupby(page, key=heading)]
        yield _path(order, number), render_site_page(
            "people", _path(order, number), title=ORDERS[order], order=order, orders=ORDERS.items(),
            groups=groups, at=number, pages=firsts, total=len(ordered), **shared,
        )  # fmt: skip


def _key(one: PublicPerson, order: str) -> tuple[object, ...]:
    """People without the thing they are ordered by come last."""
    by = {"name": fold(one.name), "place": fold(one.place), "day": one.date}[order]
    return not by, by, fold(one.name), one.id


def _heading(one: PublicPerson, order: str) -> str:
    if order == "name":
        return fold(one.name)[:1].upper() or WITHHELD
    return (one.place if order == "place" else one.date) or UNKNOWN


def _path(order: str, number: int) -> str:
    return f"people/by-{order}.html" if not number else f"people/by-{order}-{number + 1}.html"
