"""Places as a picture: an area as wide as the place is vague, a point only where an exact one is known.

SVG, no script, nothing fetched: the case's own places, a scale and north, on wide maps land under them, and never a border. A
pin in the middle of a province would say that something happened there; a circle over the province says what is known.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from cenotaph.model import KM_A_DEGREE, Position
from cenotaph.show.land import NARROWEST, draw_land

__all__ = ["MOST_MARKS", "MapMark", "draw_map"]

WIDTH, LOWEST, HIGHEST, EDGE = 760, 220, 520, 14
NARROWEST_KM = 8.0
MOST_MARKS = 300
LONGEST_LABEL = 34
POINT, BESIDE = 4.5, 60.0


@dataclass(frozen=True, slots=True)
class MapMark:
    """One place: its name, where, how far around that point it may reach, where a click leads ("" for a landmark), its words."""

    label: str
    position: Position
    radius_km: float
    href: str = ""
    words: str = ""


def draw_map(title: str, marks: Sequence[MapMark]) -> str:
    """An SVG element for the marks (at least one; landmarks have no href and are drawn faintly). The first 300 are drawn.

    The projection is equirectangular about the middle of the marks, true to scale there; over a few hundred kilometres the eye
    cannot tell it from another, over a continent it stretches, and the scale is then that of the middle.
    """
    shown = list(marks)[:MOST_MARKS]
    to_page, height, px_a_km = _projection(shown)
    parts = [
        f'<svg class="map" role="group" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" '
        f'xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
        f'<rect class="sheet" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1:.0f}"/>',
    ]
    if WIDTH / px_a_km >= NARROWEST:
        parts.append(draw_land(to_page, WIDTH, height))
    taken: list[tuple[float, float, float, float]] = []
    for mark in sorted(shown, key=lambda m: (-m.radius_km, m.label)):
        x, y = to_page(mark.position)
        radius = max(mark.radius_km * px_a_km, POINT)
        parts.append(_draw(mark, x, y, radius))
        parts.append(_name(mark, x, y, min(radius, BESIDE) + 5, height, taken))
    parts += _scale(px_a_km, height)
    return "".join(parts) + "</svg>"


def _projection(marks: Sequence[MapMark]) -> tuple[Callable[[Position], tuple[float, float]], float, float]:
    """From a position to x, y on the page; the height of the page; pixels a kilometre."""
    longitudes = [mark.position.longitude for mark in marks]
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [value + 360 if value < 0 else value for value in longitudes]
    latitudes = [mark.position.latitude for mark in marks]
    middle = ((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
    squeeze = max(math.cos(math.radians(middle[0])), 0.05)
    xs = [(value - middle[1]) * squeeze * KM_A_DEGREE for value in longitudes]
    ys = [(middle[0] - value) * KM_A_DEGREE for value in latitudes]
    reach = [mark.radius_km for mark in marks]
    left, right = (f(x + s * r for x, r in zip(xs, reach, strict=True)) for f, s in ((min, -1), (max, 1)))
    top, bottom = (f(y + s * r for y, r in zip(ys, reach, strict=True)) for f, s in ((min, -1), (max, 1)))
    wide, tall = max(right - left, NARROWEST_KM) * 1.3, max(bottom - top, NARROWEST_KM / 3) * 1.2
    px_a_km = min((WIDTH - 2 * EDGE) / wide, (HIGHEST - 2 * EDGE) / tall)
    height = min(max(tall * px_a_km + 2 * EDGE, LOWEST), HIGHEST)
    across, down = (left + right) / 2, (top + bottom) / 2

    def to_page(position: Position) -> tuple[float, float]:
        turned = position.longitude + (360 if position.longitude - middle[1] < -180 else 0)
        x = (turned - middle[1]) * squeeze * KM_A_DEGREE - across
        y = (middle[0] - position.latitude) * KM_A_DEGREE - down
        return WIDTH / 2 + x * px_a_km, height / 2 + y * px_a_km

    return to_page, height, px_a_km


def _draw(mark: MapMark, x: float, y: float, radius: float) -> str:
    kind = "landmark" if not mark.href else "area" if mark.radius_km else "point"
    out = f'<title>{escape(mark.words or mark.label)}</title><circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    return f"<a href={quoteattr(mark.href)}>{out}</a>" if mark.href else f"<g>{out}</g>"


def _name(mark: MapMark, x: float, y: float, off: float, height: float, taken: list[tuple[float, float, float, float]]) -> str:
    """The name beside its place, or "" where it would lie over another; `taken` is added to."""
    name = mark.label if len(mark.label) <= LONGEST_LABEL else mark.label[: LONGEST_LABEL - 1] + "…"
    long = 7.2 * len(name)
    at = x + off if x + off + long < WIDTH else x - off - long
    box = (at, y - 11, at + long, y + 5)
    if not (10 < y < height - 4 and at > 0) or any(_meet(box, other) for other in taken):
        return ""
    taken.append(box)
    return f'<text class="{"who" if mark.href else "axis"}" x="{at:.1f}" y="{y + 4:.1f}">{escape(name)}</text>'


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(px_a_km: float, height: float) -> list[str]:
    longest = WIDTH / 4 / px_a_km
    power = 10 ** math.floor(math.log10(longest))
    km = max(step * power for step in (1, 2, 5) if step * power <= longest)
    x, y = EDGE, height - EDGE
    words = f"{km:,.0f} km" if km >= 1 else f"{km * 1000:,.0f} m"
    return [
        f'<path class="tick" d="M{x} {y - 5:.1f}v5h{km * px_a_km:.1f}v-5"/>',
        f'<text class="axis" x="{x + km * px_a_km + 6:.1f}" y="{y:.1f}">{words}</text>',
        f'<text class="axis" x="{WIDTH - EDGE}" y="{EDGE + 8}" text-anchor="end">↑ N</text>',
    ]
