"""The memorial: people by name, by place and by day, in pages short enough to read, and the shelves with what the lists say of each."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cenotaph.model import PublicPerson, PublicRecord
from cenotaph.publish.site.render import render_site_page
from cenotaph.publish.site.shelves import shelved
from cenotaph.text import fold

__all__ = ["people_pages"]

A_PAGE = 300
UNKNOWN = "not known"
ORDERS = {
    "name": ("By name", lambda one: (not one.name, fold(one.name), one.id), lambda one: fold(one.name)[:1].upper() or "name withheld"),
    "place": ("By place", lambda one: (not one.place, fold(one.place), fold(one.name), one.id), lambda one: one.place or UNKNOWN),
    "day": ("By day", lambda one: (not one.date, one.date, fold(one.name), one.id), lambda one: one.date or UNKNOWN),
}  # fmt: skip


def people_pages(record: PublicRecord, **shared: object) -> Iterator[tuple[str, str]]:
    """Path and text of every page about people."""
    lists = {one.id: one for one in record.lists}
    for order in ORDERS:
        yield from _listing(order, record.people, **shared)
    for path, people in sorted(shelved(record.people).items()):
        yield path, render_site_page("person", path, people=people, lists=lists, **shared)


def _listing(order: str, people: Sequence[PublicPerson], **shared: object) -> Iterator[tuple[str, str]]:
    title, key, heading = ORDERS[order]
    ordered = sorted(people, key=key)
    pages = [ordered[at : at + A_PAGE] for at in range(0, len(ordered), A_PAGE)] or [[]]
    firsts = [(heading(page[0]) if page else "", _path(order, number)) for number, page in enumerate(pages)]
    for number, page in enumerate(pages):
        groups = [(name, list(found)) for name, found in groupby(page, key=heading)]
        yield _path(order, number), render_site_page(
            "people", _path(order, number), title=title, order=order, orders=[(name, said[0]) for name, said in ORDERS.items()],
            groups=groups, number=number, pages=firsts, total=len(ordered), **shared,
        )  # fmt: skip


def _path(order: str, number: int) -> str:
    return f"people/by-{order}.html" if not number else f"people/by-{order}-{number + 1}.html"
