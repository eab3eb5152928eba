"""Writes the site of a release into a folder: every page from the public record and the statement, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from cenotaph.model import CountRange, Harm, Position, PublicClaim, PublicIncident, PublicRecord, Role
from cenotaph.release.changes import Change
from cenotaph.release.data.codebook import load_codebook
from cenotaph.release.exchange import FORMS
from cenotaph.release.exchange.view import claims_by, figure_of, real_incidents
from cenotaph.release.site.citing import Citation, cite
from cenotaph.release.site.finding import find_choices, find_files
from cenotaph.release.site.overview import harm_totals
from cenotaph.release.site.people import people_pages
from cenotaph.release.site.render import render_site_page
from cenotaph.release.site.search import search_files
from cenotaph.release.site.share import share_picture_png, share_picture_svg
from cenotaph.release.site.shelves import address, shelved
from cenotaph.release.site.timeline import draw_timeline
from cenotaph.release.statement import AREAS, Statement
from cenotaph.show.figure_plot import Mark, draw_figures
from cenotaph.show.map_picture import MOST_MARKS, MapMark, draw_map
from cenotaph.show.shown import ORDER, POLICY
from cenotaph.vocabulary import load_vocabulary

__all__ = ["write_site"]

A_PAGE = 200
STATIC = ("site.css", "search.js", "find.js")


def write_site(folder: Path, record: PublicRecord, statement: Statement, number: int, changes: Sequence[Change]) -> int:
    """Write the whole site into the empty `folder`; the number of files. The same record gives the same bytes."""
    shared = {"statement": statement, "number": number, "as_of": record.as_of}
    count = 0
    for path, content in _files(record, statement, changes, shared):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        count += 1
    return count


def _files(
    record: PublicRecord, statement: Statement, changes: Sequence[Change], shared: Mapping[str, object]
) -> Iterator[tuple[str, str | bytes]]:
    for name in STATIC:
        yield name, (files("cenotaph.release.site") / "static" / name).read_bytes()
    yield from _single_pages(record, statement, changes, shared)
    yield from _incident_pages(record, statement, shared)
    yield from people_pages(record, **shared)
    claims = claims_by(record, "source")
    for path, sources in sorted(shelved(record.sources).items()):
        yield path, render_site_page("sources", path, sources=sources, claims=claims, **shared)
    yield from search_files(record)
    yield from find_files(record)
    yield "find.html", render_site_page("find", "find.html", choices=find_choices(record), **shared)
    for old, new in record.redirects:
        if old.startswith("i-"):
            yield (
                f"incidents/{old}.html",
                render_site_page("redirect", f"incidents/{old}.html", old=old, to=address(new), **shared),
            )
    totals = harm_totals(record)
    yield "share/overview.svg", share_picture_svg(statement, record, totals)
    yield "share/overview.png", share_picture_png(statement, record, totals)


def _single_pages(
    record: PublicRecord, statement: Statement, changes: Sequence[Change], shared: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    incidents = real_incidents(record)
    picture = _map("Where the incidents of this release happened", incidents)
    placed = [one.place for one in incidents if one.place.latitude is not None]
    places = len({(place.latitude, place.longitude, place.name) for place in placed})
    yield "index.html", render_site_page(
        "index", "index.html", totals=harm_totals(record), record=record, incidents=incidents, picture=picture,
        timeline=draw_timeline(incidents),
        placed=len(placed), places=places, most=MOST_MARKS, named=sum(bool(one.name) for one in record.people), **shared,
    )  # fmt: skip
    yield "method.html", render_site_page("method", "method.html", areas=AREAS, policy=POLICY, **shared)
    yield "corrections.html", render_site_page("corrections", "corrections.html", changes=changes, record=record, **shared)
    yield "data.html", render_site_page("data", "data.html", tables=list(load_codebook().values()), forms=FORMS, **shared)
    yield "cite.html", render_site_page("cite", "cite.html", cited=_cited(statement, shared, "index.html"), **shared)
    for name in ("read", "reply", "search"):
        yield f"{name}.html", render_site_page(name, f"{name}.html", **shared)


def _incident_pages(record: PublicRecord, statement: Statement, shared: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    sources = {one.id: one for one in record.sources}
    claims = claims_by(record, "incident")
    ordered = sorted(record.incidents, key=lambda one: (one.totals_only, not one.date, one.date, one.id))
    yield from _incident_lists(ordered, shared)
    for one in ordered:
        path = f"incidents/{one.id}.html"
        inside = claims.get(one.id, [])
        harms = _harms(one, inside)
        page = render_site_page(
            "incident", path, one=one, harms=harms, sources=sources, picture=_map(one.label, [one]), timeline=_timeline(inside),
            cited=_cited(statement, shared, path, one.label, one.id), **shared,
        )  # fmt: skip
        yield path, page
        for harm in harms:
            if harm["plot"]:
                yield f"share/{one.id}-{harm['code']}.svg", share_picture_svg(statement, record, [], one, harm)


def _incident_lists(ordered: Sequence[PublicIncident], shared: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    pages = [ordered[at : at + A_PAGE] for at in range(0, len(ordered), A_PAGE)] or [[]]
    paths = [_list_path(number) for number in range(len(pages))]
    for number, (path, page) in enumerate(zip(paths, pages, strict=True)):
        rows = [
            (one, {harm: figure_of(one, harm) for harm in (Harm.KILLED, Harm.INJURED, Harm.MISSING)}, len(one.claims))
            for one in page
        ]
        yield path, render_site_page("incidents", path, rows=rows, at=number, pages=paths, total=len(ordered), **shared)


def _cited(statement: Statement, shared: Mapping[str, object], path: str, what: str = "", id: str = "") -> Citation:
    return cite(statement, int(str(shared["number"])), str(shared["as_of"]), f"site/{path}", what, id)


def _list_path(number: int) -> str:
    return "incidents/index.html" if not number else f"incidents/index-{number + 1}.html"


def _timeline(claims: Sequence[PublicClaim]) -> list[PublicClaim]:
    dated = [claim for claim in claims if claim.said_on and claim.role in (Role.TOTAL, Role.SUPERSEDED)]
    return sorted(dated, key=lambda claim: (claim.said_on, claim.harm, claim.id))


def _harms(one: PublicIncident, claims: Sequence[PublicClaim]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for term in load_vocabulary("harm"):
        inside = sorted(
            (claim for claim in claims if claim.harm == term.code),
            key=lambda claim: (ORDER[claim.role], -(claim.high or claim.low or 0), claim.id),
        )
        if not inside:
            continue
        marks = [Mark(c.origin, CountRange(c.low, c.high, c.approx), c.id, c.said_on) for c in inside if c.role == Role.TOTAL]
        out.append(
            {
                "code": term.code,
                "label": term.label,
                "figure": figure_of(one, term.code),
                "claims": [(claim, _said(claim)) for claim in inside],
                "marks": marks,
                "plot": draw_figures(term.label, marks) if marks else "",
            }
        )
    return out


def _said(claim: PublicClaim) -> str:
    return str(CountRange(claim.low, claim.high, claim.approx))


def _map(title: str, incidents: Sequence[PublicIncident]) -> str:
    """The map of incidents that have a position, "" where none has. A place with several leads to the list."""
    here: dict[tuple[float, float, str], list[PublicIncident]] = {}
    for one in incidents:
        if one.place.latitude is not None and one.place.longitude is not None:
            here.setdefault((one.place.latitude, one.place.longitude, one.place.name), []).append(one)
    marks = []
    for (latitude, longitude, name), found in sorted(here.items(), key=lambda item: (-len(item[1]), item[0])):
        several = len(found) > 1
        label = f"{name} ({len(found):,})" if several else name
        leads = "#place" if len(incidents) == 1 else "incidents/index.html" if several else address(found[0].id)
        said = f"{name}: {len(found):,} incidents" if several else f"{found[0].label} ({found[0].place.precision})"
        marks.append(MapMark(label, Position(latitude, longitude), found[0].place.radius_km or 0.0, leads, said))
    return draw_map(title, marks) if marks else ""
