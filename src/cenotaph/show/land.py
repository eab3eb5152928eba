"""Land under a map, and a small picture of where in the world a place is. Land only: a border would be somebody's claim.

Outlines are Natural Earth's at 1:110 million, good to some ten kilometres. On a map narrower than `NARROWEST` they would put a
town into the sea, so that none is drawn there; the small picture beside it shows the region instead.
"""

import json
import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.sax.saxutils import escape

from cenotaph.model import Position

__all__ = ["NARROWEST", "draw_land", "draw_locator"]

NARROWEST = 600.0  # kilometres across: there an outline that is ten kilometres off is a sixtieth of the picture
WIDTH, HEIGHT = 240, 150
ACROSS = 36.0  # degrees of longitude that the small picture shows at the equator: a region with its coasts
ToPage = Callable[[Position], tuple[float, float]]


@cache
def _outlines() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Rings of longitude and latitude."""
    rings = json.loads((files("cenotaph.show") / "land.json").read_text(encoding="utf-8"))
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)


def draw_land(to_page: ToPage, width: float, height: float) -> str:
    """The land as a path, "" where none would be seen on a page so wide and high."""
    parts = []
    for ring in _outlines():
        points = [to_page(Position(latitude, longitude)) for longitude, latitude in ring]
        inside = any(0 <= x <= width and 0 <= y <= height for x, y in points)
        seen = inside or _holds(points, width / 2, height / 2)
        if seen and all(abs(one[0] - other[0]) < width * 20 for one, other in pairwise(points)):  # one cut by the far meridian
            parts.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z")
    return f'<path class="land" fill-rule="evenodd" d="{"".join(parts)}"/>' if parts else ""


def _holds(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies inside a ring: a line from it to the right crosses the ring an odd number of times."""
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed += 1
    return crossed % 2 == 1


def draw_locator(title: str, position: Position) -> str:
    """Where in the world a place is: land around it, and a mark. An SVG element that loads nothing; "" in the open sea."""
    squeeze = max(math.cos(math.radians(position.latitude)), 0.2)
    px = WIDTH / ACROSS / squeeze

    def to_page(one: Position) -> tuple[float, float]:
        turned = (one.longitude - position.longitude + 180) % 360 - 180
        return WIDTH / 2 + turned * px * squeeze, HEIGHT / 2 - (one.latitude - position.latitude) * px

    x, y = WIDTH / 2, HEIGHT / 2
    land = draw_land(to_page, WIDTH, HEIGHT)
    if not land:
        return ""
    return (
        f'<svg class="map locator" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f'<rect class="sheet" x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}"/>{land}'
        f'<circle class="point" cx="{x:.0f}" cy="{y:.0f}" r="5"/></svg>'
    )
