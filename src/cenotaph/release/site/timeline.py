"""Incidents over time as a picture: each as a line from its lowest to its highest figure, on the day that claims give.

Counts are drawn by their logarithm, for a few large incidents would else hide all others; nothing is added up, for two incidents
may be one event.
"""

import math
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from cenotaph.model import DateInterval, Harm, PublicIncident
from cenotaph.release.exchange.view import figure_of
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.shelves import address

__all__ = ["draw_timeline"]

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 760, 240, 44, 24, 12
MOST = 2_000  # lines in one picture: more are a black field, and a megabyte


def draw_timeline(incidents: Sequence[PublicIncident], edition: Edition) -> str:
    """An SVG element of the incidents that have a date and a figure of killed; "" for fewer than two."""
    shown = [(one, when, figure) for one in incidents if (when := _day(one)) and (figure := figure_of(one, Harm.KILLED))]
    held = [(one, when, low or high or 0, high or low or 0) for one, when, f in shown for low, high in [(f.low, f.high)]][:MOST]
    held = [one for one in held if one[3] > 0]
    if len(held) < 2:
        return ""
    first, last = min(when for _, when, _, _ in held), max(when for _, when, _, _ in held)
    days, top = max((last - first).days, 1), math.log10(max(high for *_, high in held) + 1)

    def across(when: date) -> float:
        return LEFT + (WIDTH - LEFT - 12) * (when - first).days / days

    def up(count: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * math.log10(count + 1) / top

    parts = [
        f'<svg class="plot" role="group" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(edition.translate("Incidents over time"))}</title>'
    ]
    for power in range(int(top) + 1):
        y = up(10**power)
        parts.append(
            f'<path class="tick" d="M{LEFT} {y:.1f}H{WIDTH - 12}"/><text class="axis" x="2" y="{y + 4:.1f}">{10**power:,}</text>'
        )
    for at, anchor in ((first, "start"), (last, "end")):
        parts.append(f'<text class="axis" x="{across(at):.0f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{at.isoformat()}</text>')
    for one, when, low, high in held:
        x, said = across(when), f"{edition.label(one.label)}: {edition.span(low, high)}"
        parts.append(
            f"<a href={quoteattr(address(one.id))}><title>{escape(said)}</title>"
            f'<path class="range" d="M{x:.1f} {up(low):.1f}V{up(high):.1f}"/>'
            f'<circle class="dot" cx="{x:.1f}" cy="{up(high):.1f}" r="3.5"/></a>'
        )
    return "".join(parts) + "</svg>"


def _day(one: PublicIncident) -> date | None:
    return DateInterval.from_edtf(one.date).start if one.date else None
