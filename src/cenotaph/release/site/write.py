"""Writes the site of a release into a folder: every page in every language from the public record and the statement, and nothing
else.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path

from cenotaph.model import Disclosure, PublicRecord
from cenotaph.release.changes import Change
from cenotaph.release.data.codebook import load_codebook
from cenotaph.release.exchange import FORMS
from cenotaph.release.exchange.view import ClaimsBy, outlines
from cenotaph.release.site.citing import cite_page
from cenotaph.release.site.edition import Edition, editions_of
from cenotaph.release.site.finding import find_choices, find_files, words_of_rows
from cenotaph.release.site.incidents import incident_pages, who_says_what
from cenotaph.release.site.overview import harm_totals
from cenotaph.release.site.people import people_pages
from cenotaph.release.site.places import draw_places
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.search import search_files
from cenotaph.release.site.share import picture_of_all, share_picture_svg
from cenotaph.release.site.share_png import share_picture_png
from cenotaph.release.site.shelves import address, shelved
from cenotaph.release.site.timeline import draw_timeline
from cenotaph.release.statement import AREAS, Statement
from cenotaph.show.head_picture import head_as_svg
from cenotaph.show.map_picture import MOST_MARKS
from cenotaph.show.shown import POLICY

__all__ = ["write_site"]

STATIC = ("site.css", "shelf.js", "search.js", "find.js", "lead.js")
ASKED = ("What it is about (an id, a name, a place and day)", "What is wrong, or missing", "How you know")
DISCLOSURES = {
    Disclosure.FULL: "published whole",
    Disclosure.QUOTATION: "quoted, not copied",
    Disclosure.CITATION: "cited; none of its words are published",
    Disclosure.NOTHING: "held back",
}


def write_site(
    folder: Path, record: PublicRecord, statement: Statement, number: int, changes: Sequence[Change],
    wordings: Mapping[str, Mapping[str, str]], head: str = "",
) -> int:  # fmt: skip
    """Write the whole site into the empty `folder`, in the languages of the statement; `wordings` are sentences of the record in
    these, `head` the ten words of what it is made from. The number of files. The same record gives the same bytes, but for
    the pages of its head.
    """
    editions = editions_of(statement, wordings)
    languages = [(one.language, one.folder) for one in editions]
    shared = {"statement": statement, "number": number, "as_of": record.as_of, "languages": languages}
    count = 0
    pages = chain(_files(record, statement, changes, editions, shared), _head_pages(head, editions, shared))
    for path, content in pages:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        count += 1
    return count


def _head_pages(head: str, editions: Sequence[Edition], shared: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The head of the record behind the release, in every language: the only pages that are not made of what is public alone."""
    picture = head_as_svg(head) if head else ""
    for edition in editions:
        yield f"{edition.folder}head.html", render_site_page("head", "head.html", edition, head=head, picture=picture, **shared)


def _files(
    record: PublicRecord, statement: Statement, changes: Sequence[Change], editions: Sequence[Edition],
    shared: Mapping[str, object],
) -> Iterator[tuple[str, str | bytes]]:  # fmt: skip
    for name in STATIC:
        yield name, (files("cenotaph.release.site") / "static" / name).read_bytes()
    yield from search_files(record)
    yield from find_files(record)
    totals = harm_totals(record)
    yield "share/overview.png", share_picture_png(picture_of_all(statement, record.as_of, totals, editions[0]))
    for edition in editions:
        for path, content in _pages(record, statement, changes, edition, shared):
            yield f"{edition.folder}{path}", content
        yield f"{edition.folder}share/overview.svg", share_picture_svg(picture_of_all(statement, record.as_of, totals, edition))


def _pages(
    record: PublicRecord, statement: Statement, changes: Sequence[Change], edition: Edition, shared: Mapping[str, object]
) -> Iterator[tuple[str, str | bytes]]:
    """Every page in one language, by its path from the top of that language."""
    yield from _single_pages(record, statement, changes, edition, shared)
    yield from incident_pages(record, statement, edition, shared)
    yield from people_pages(record, edition, **shared)
    claims = ClaimsBy(record, "source")
    for path, sources in sorted(shelved(record.sources).items()):
        yield path, render_site_page("sources", path, edition, sources=sources, claims=claims, disclosures=DISCLOSURES, **shared)
    for old, new in record.redirects:
        if old.startswith("i-"):
            path = f"incidents/{old}.html"
            yield path, render_site_page("redirect", path, edition, old=old, to=address(new), **shared)


def _single_pages(
    record: PublicRecord, statement: Statement, changes: Sequence[Change], edition: Edition, shared: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    yield "index.html", _overview(record, edition, shared)
    rows = words_of_rows(edition)
    given: Mapping[str, Mapping[str, object]] = {
        "method": {"areas": AREAS, "policy": POLICY},
        "corrections": {"changes": changes, "record": record},
        "data": {"tables": list(load_codebook().values()), "forms": FORMS},
        "cite": {"cited": cite_page(statement, shared, "index.html", edition)},
        "read": {},
        "reply": {"asked": ASKED},
        "search": {"words_of_rows": rows},
        "find": {"choices": find_choices(record), "words_of_rows": rows},
    }
    for name, values in given.items():
        yield f"{name}.html", render_site_page(name, f"{name}.html", edition, **values, **shared)


def _overview(record: PublicRecord, edition: Edition, shared: Mapping[str, object]) -> str:
    incidents = outlines(record)
    picture = draw_places(edition.translate("Where the incidents of this release happened"), incidents, edition)
    placed = [one.place for one in incidents if one.place.latitude is not None]
    places = len({(place.latitude, place.longitude, place.name) for place in placed})
    return render_site_page(
        "index", "index.html", edition, totals=harm_totals(record), record=record, incidents=incidents, picture=picture,
        said=who_says_what(record, edition), timeline=draw_timeline(incidents, edition),
        placed=len(placed), places=places, most=MOST_MARKS, named=sum(bool(one.name) for one in record.people), **shared,
    )  # fmt: skip
