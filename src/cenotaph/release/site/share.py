"""Pictures to be passed on: figures never without their range, their day, where they are from, and what they do not say."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from cenotaph.model import PublicIncident, PublicRecord
from cenotaph.release.site.overview import HarmTotal
from cenotaph.release.statement import Statement
from cenotaph.show.figure_plot import draw_figures

__all__ = ["share_picture_png", "share_picture_svg"]

WIDTH, HEIGHT, EDGE = 1_200, 630, 60
LIMITS = "Documented claims. Not all that happened is documented; no figure here is an estimate of the whole."
LIMITS_ONE = "Numbers as they were said, by who said them. None of them is a finding of the recorder."
INK, SOFT, GROUND = "#1c1b19", "#5d5a55", "#fbfaf7"
STYLE = (
    "<style>text{font-family:system-ui,'Noto Sans',sans-serif;fill:#1c1b19}.who{font-size:12px}"
    ".number{font-size:12px;font-weight:600}.axis{font-size:11px;fill:#5d5a55}.tick{stroke:#d9d5cd}"
    ".range,.open{stroke:#1d4e6b;stroke-width:2;fill:none}.dot{fill:#1d4e6b}"
    ".dot.hollow{fill:#fbfaf7;stroke:#1d4e6b;stroke-width:2}</style>"
)


def share_picture_svg(
    statement: Statement, record: PublicRecord, totals: Sequence[HarmTotal], one: PublicIncident | None = None,
    harm: dict[str, Any] | None = None,
) -> str:  # fmt: skip
    """The overview, or the figures of one harm in one incident, as an SVG that stands by itself."""
    lines = _lines(statement, totals) if one is None else [(one.label, 40, INK)]
    limits = LIMITS if one is None else LIMITS_ONE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{STYLE}',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
    ]
    y = EDGE
    for words, size, colour in lines:
        y += round(size * 1.4)
        parts.append(f'<text x="{EDGE}" y="{y}" style="font-size:{size}px;fill:{colour}">{escape(words)}</text>')
    if harm is not None:
        plot = draw_figures(str(harm["label"]), list(harm["marks"])[:14])
        parts.append(f'<g transform="translate({EDGE},{y + 20})">{plot}</g>')
    parts.append(f'<text x="{EDGE}" y="{HEIGHT - 62}" style="font-size:19px;fill:{SOFT}">{escape(limits)}</text>')
    parts.append(
        f'<text x="{EDGE}" y="{HEIGHT - 32}" style="font-size:19px;fill:{SOFT}">{escape(_from(statement, record))}</text></svg>'
    )
    return "".join(parts)


def share_picture_png(statement: Statement, record: PublicRecord, totals: Sequence[HarmTotal]) -> bytes:
    """The overview as PNG, for places that show no SVG. Letters that the font lacks are left to the words beside the picture."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(picture)
    y = EDGE
    for words, size, colour in _lines(statement, totals):
        draw.text((EDGE, y), _latin(words), font=ImageFont.load_default(size), fill=colour)
        y += round(size * 1.4)
    for line, at in ((LIMITS, HEIGHT - 82), (_from(statement, record), HEIGHT - 52)):
        draw.text((EDGE, at), _latin(line), font=ImageFont.load_default(18), fill=SOFT)
    out = io.BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(out, "PNG", optimize=True)
    return out.getvalue()


def _lines(statement: Statement, totals: Sequence[HarmTotal]) -> list[tuple[str, int, str]]:
    lines = [(statement.title, 44, INK), ("documented, low to high", 24, SOFT)]
    for one in totals[:4]:
        lines += _total_lines(one)
    return lines


def _total_lines(one: HarmTotal) -> list[tuple[str, int, str]]:
    """The sum where every incident is an event of its own; else how many there are, and the widest of them, not added."""
    if one.distinct == one.incidents and one.incidents > 1:
        words, about = _span(one.low, one.high, bool(one.open_ended)), f"added up over {one.incidents:,} different events"
    elif one.incidents == 1:
        words, about = _span(one.ranges[0].low, one.ranges[0].high, one.ranges[0].high is None), "in 1 incident"
    else:
        first = one.ranges[0]
        words = f"{one.incidents:,} incidents"
        about = f"not added up; in the largest {_span(first.low, first.high, first.high is None)} ({first.incident.label})"
    return [(f"{one.label}: {words}", 36, INK), (about, 20, SOFT)]


def _span(low: int, high: int | None, open_ended: bool) -> str:
    return f"{low:,}{'' if high in (None, low) else f' to {high:,}'}{' or more' if open_ended else ''}"


def _from(statement: Statement, record: PublicRecord) -> str:
    return f"{statement.publisher}, as of {record.as_of}"


def _latin(words: str) -> str:
    return "".join(letter if letter.isascii() or "\u00a0" <= letter <= "\u017f" else "·" for letter in words)
