"""Pictures to be passed on: figures never without their range, their day, where they are from, and what they do not say."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cenotaph.model import PublicIncident
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.overview import HarmTotal
from cenotaph.release.statement import Statement
from cenotaph.show.figure_plot import Mark, draw_figures

__all__ = ["MOST_ROWS", "Line", "SharePicture", "picture_of_all", "picture_of_one", "share_picture_svg"]

WIDTH, HEIGHT, EDGE = 1_200, 630, 60
MOST_ROWS = 14  # lines of the plot that leave room for the limits under it
LIMITS = "Documented claims. Not all that happened is documented; no figure here is an estimate of the whole."
LIMITS_ONE = "Numbers as they were said, by who said them. None of them is a finding of the recorder."
INK, SOFT, GROUND = "#1c1b19", "#5d5a55", "#fbfaf7"
STYLE = (
    "<style>text{font-family:system-ui,'Noto Sans',sans-serif;fill:#1c1b19}.who{font-size:12px}"
    ".number{font-size:12px;font-weight:600}.axis{font-size:11px;fill:#5d5a55}.tick{stroke:#d9d5cd}"
    ".range,.open{stroke:#1d4e6b;stroke-width:2;fill:none}.dot{fill:#1d4e6b}"
    ".dot.hollow{fill:#fbfaf7;stroke:#1d4e6b;stroke-width:2}</style>"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words, its size in pixels and its colour."""

    words: str
    size: int
    colour: str


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What a picture holds: lines of words from the top, the marks of a plot (none for the overview) under its `title`, and the
    two lines that say what it does not say and where it is from.
    """

    lines: tuple[Line, ...]
    limits: str
    source: str
    edition: Edition
    title: str = ""
    marks: tuple[Mark, ...] = ()


def picture_of_all(statement: Statement, as_of: str, totals: Sequence[HarmTotal], edition: Edition) -> SharePicture:
    """The overview of the record."""
    lines = [Line(statement.title, 44, INK), Line(edition.translate("documented, low to high"), 24, SOFT)]
    for one in totals[:4]:
        lines += _total_lines(one, edition)
    return SharePicture(tuple(lines), edition.translate(LIMITS), _from(statement, as_of, edition), edition)


def picture_of_one(
    statement: Statement, as_of: str, one: PublicIncident, title: str, marks: Sequence[Mark], edition: Edition
) -> SharePicture:
    """The figures of one harm in one incident, by who says them; `title` says which harm."""
    lines = Line(edition.label(one.label), 40, INK), Line(title, 24, SOFT)
    source = _from(statement, as_of, edition)
    return SharePicture(lines, edition.translate(LIMITS_ONE), source, edition, title, tuple(marks[:MOST_ROWS]))


def share_picture_svg(picture: SharePicture) -> str:
    """The picture as an SVG that stands by itself."""
    start, x = ("end", WIDTH - EDGE) if picture.edition.direction == "rtl" else ("start", EDGE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{STYLE}',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
    ]

    def write(words: str, y: int, size: int, colour: str) -> None:
        look = f"font-size:{size}px;fill:{colour};unicode-bidi:plaintext"
        parts.append(f'<text x="{x}" y="{y}" text-anchor="{start}" style="{look}">{escape(words)}</text>')

    y = EDGE
    for line in picture.lines:
        y += round(line.size * 1.4)
        write(line.words, y, line.size, line.colour)
    if picture.marks:
        plot = draw_figures(picture.title, picture.marks, say=picture.edition.count)
        parts.append(f'<g transform="translate({EDGE},{y + 20})">{plot}</g>')
    write(picture.limits, HEIGHT - 62, 19, SOFT)
    write(picture.source, HEIGHT - 32, 19, SOFT)
    return "".join(parts) + "</svg>"


def _total_lines(one: HarmTotal, edition: Edition) -> list[Line]:
    """The sum where every incident is an event of its own; else how many there are, and the widest of them, not added."""
    first = one.ranges[0]
    if one.distinct == one.incidents and one.incidents > 1:
        words = edition.span(one.low, one.high, more=bool(one.open_ended))
        about = edition.fill("added up over %(shown)s different events", shown=edition.number(one.incidents))
    elif one.incidents == 1:
        words, about = edition.span(first.low, first.high), edition.translate("in 1 incident")
    else:
        words = edition.fill("%(shown)s incidents, not added up", shown=edition.number(one.incidents))
        largest = f"{edition.span(first.low, first.high)} ({edition.label(first.incident.label)})"
        about = f"{edition.translate('in the largest:')} {largest}"
    return [Line(f"{edition.term('harm', one.code)}: {words}", 36, INK), Line(about, 20, SOFT)]


def _from(statement: Statement, as_of: str, edition: Edition) -> str:
    return f"{statement.publisher}, {edition.fill('as of %(day)s', day=as_of)}"
