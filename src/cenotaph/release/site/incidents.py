"""The pages of incidents: the lists of them, and of each its figures, every claim behind them, and pictures to be passed on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cenotaph.archive.on_disk import OnDisk
from cenotaph.model import CountRange, Harm, PublicClaim, PublicFigure, PublicIncident, PublicRecord, Role
from cenotaph.release.exchange.view import ClaimsBy, figure_of, outlines
from cenotaph.release.site.citing import cite_page
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.places import draw_places
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.share import picture_of_one, share_picture_svg
from cenotaph.release.site.share_png import share_picture_png
from cenotaph.release.site.shelves import address
from cenotaph.release.statement import Statement
from cenotaph.show.figure_plot import Mark, draw_figures
from cenotaph.show.shown import ORDER
from cenotaph.vocabulary import load_vocabulary

__all__ = ["incident_pages", "who_says_what"]

A_PAGE = 200
FEWEST_MARKS = 2  # a picture of one number compares nothing, and a large record has very many of them
MOST_DISPUTED = 3  # incidents on the first page: as many as stay in sight


@dataclass(frozen=True, slots=True)
class HarmShown:
    """One harm of an incident as its page shows it: the figure, every claim with its number in words, and the plot."""

    code: str
    label: str
    figure: PublicFigure | None
    claims: tuple[tuple[PublicClaim, str], ...]
    marks: tuple[Mark, ...]
    plot: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """An incident of the first page, what happened there, and the picture of who says what."""

    incident: PublicIncident
    label: str
    plot: str


def incident_pages(
    record: PublicRecord, statement: Statement, edition: Edition, shared: Mapping[str, object]
) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of every page and picture, in one language; pictures as PNG only with the first language."""
    sources = {one.id: one for one in record.sources}
    claims = ClaimsBy(record, "incident")
    named = _named(record, edition)
    ordered = OnDisk(record.incidents, key=lambda one: (str(int(one.totals_only)), str(int(not one.date)), one.date, one.id))
    yield from _lists(ordered, edition, shared)
    for one in ordered:
        path = f"incidents/{one.id}.html"
        inside = claims.of(one.id)
        harms = _harms(one, inside, edition)
        drawn = [harm for harm in harms if len(harm.marks) >= FEWEST_MARKS]
        yield path, render_site_page(
            "incident", path, edition, one=one, harms=harms, sources=sources,
            picture=draw_places(edition.label(one.label), [one], edition), timeline=_timeline(inside, edition),
            pictures=[f"{one.id}-{harm.code}" for harm in drawn], named=named.get(one.id, []),
            cited=cite_page(statement, shared, path, edition, edition.label(one.label), one.id), **shared,
        )  # fmt: skip
        for harm in harms:
            if harm.plot:
                picture = picture_of_one(statement, record.as_of, one, _title(harm.code, edition), harm.marks, edition)
                yield f"share/{one.id}-{harm.code}.svg", share_picture_svg(picture)
                if harm in drawn and not edition.folder:
                    yield f"share/{one.id}-{harm.code}.png", share_picture_png(picture)


def who_says_what(record: PublicRecord, edition: Edition) -> list[Disputed]:
    """The incidents of which most independent origins give a number, with the harm that they do so of."""
    claims = ClaimsBy(record, "incident")
    figures = [(one, figure) for one in outlines(record) for code in Harm if (figure := figure_of(one, code))]
    figures = [(one, figure) for one, figure in figures if figure.origins >= FEWEST_MARKS]
    figures.sort(key=lambda item: (-item[1].origins, -(item[1].high or item[1].low or 0), item[0].id))
    found: dict[str, Disputed] = {}
    for one, figure in figures:
        if len(found) < MOST_DISPUTED and one.id not in found:
            marks = _marks([claim for claim in claims.of(one.id) if claim.harm == figure.harm], edition)
            plot = draw_figures(_title(figure.harm, edition), marks, say=edition.count, lead=address(one.id))
            found[one.id] = Disputed(one, edition.term("harm", figure.harm), plot)
    return list(found.values())


def _named(record: PublicRecord, edition: Edition) -> Mapping[str, list[dict[str, str]]]:
    """By incident, the people whom its claims name: id, and the name as this edition shows it."""
    homes = {claim.id: claim.incident for claim in record.claims}
    found: dict[str, dict[str, str]] = {}
    for person in record.people:
        for incident in {homes[claim] for claim in person.claims if claim in homes}:
            found.setdefault(incident, {})[person.id] = edition.name_of(person)
    return {
        incident: [{"id": one, "shown": name} for one, name in sorted(people.items(), key=lambda item: (item[1], item[0]))]
        for incident, people in found.items()
    }


def _lists(ordered: Sequence[PublicIncident], edition: Edition, shared: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    count = max(1, math.ceil(len(ordered) / A_PAGE))
    paths = ["incidents/index.html" if not number else f"incidents/index-{number + 1}.html" for number in range(count)]
    passing = iter(ordered)
    for number, path in enumerate(paths):
        rows = [
            (one, {harm: figure_of(one, harm) for harm in (Harm.KILLED, Harm.INJURED, Harm.MISSING)}, len(one.claims))
            for one in islice(passing, A_PAGE)
        ]
        yield path, render_site_page("incidents", path, edition, rows=rows, at=number, pages=paths, total=len(ordered), **shared)


def _timeline(claims: Sequence[PublicClaim], edition: Edition) -> list[tuple[PublicClaim, str]]:
    dated = [claim for claim in claims if claim.said_on and claim.role in (Role.TOTAL, Role.SUPERSEDED)]
    return [(claim, edition.count(_count(claim))) for claim in sorted(dated, key=lambda one: (one.said_on, one.harm, one.id))]


def _harms(one: PublicIncident, claims: Sequence[PublicClaim], edition: Edition) -> list[HarmShown]:
    out = []
    for term in load_vocabulary("harm"):
        inside = sorted(
            (claim for claim in claims if claim.harm == term.code),
            key=lambda claim: (ORDER[claim.role], -(claim.high or claim.low or 0), claim.id),
        )
        if inside:
            marks = _marks(inside, edition)
            plot = draw_figures(_title(term.code, edition), marks, say=edition.count) if marks else ""
            said = tuple((claim, edition.count(_count(claim))) for claim in inside)
            out.append(HarmShown(term.code, edition.translate(term.label), figure_of(one, term.code), said, marks, plot))
    return out


def _marks(claims: Sequence[PublicClaim], edition: Edition) -> tuple[Mark, ...]:
    return tuple(Mark(edition.origin(one.origin), _count(one), one.id, one.said_on) for one in claims if one.role == Role.TOTAL)


def _count(claim: PublicClaim) -> CountRange:
    return CountRange(claim.low, claim.high, claim.approx)


def _title(harm: str, edition: Edition) -> str:
    return edition.fill("%(harm)s: numbers by who says them", harm=edition.term("harm", harm))
