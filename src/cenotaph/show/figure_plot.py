"""The figures of one harm as a picture: a line for each origin, a dot for a number, an open arrow where none is given.

SVG, no script, and every mark has a title for those who cannot see it; the table below it says the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from cenotaph.model import CountRange

__all__ = ["Mark", "draw_figures", "in_order", "ticks_to"]

WIDTH, ROW, LEFT, RIGHT, TOP = 760, 26, 300, 70, 8
LONGEST_LABEL = 44


@dataclass(frozen=True, slots=True)
class Mark:
    """One number on the picture: who says it, what, which claim, when."""

    origin: str
    count: CountRange
    claim_id: str
    said_on: str


def draw_figures(title: str, marks: Sequence[Mark], *, say: Callable[[CountRange], str] = str, lead: str = "") -> str:
    """An SVG element for the marks, largest number first. The axis begins at zero: a cut axis exaggerates disagreement.

    `say` words a count; `lead` is the address of the page that the claims stand on, "" for the one that the picture is on.
    """
    ordered, most = in_order(marks)
    height = TOP * 2 + ROW * len(ordered) + 24
    scale = (WIDTH - LEFT - RIGHT) / most
    parts = [
        f'<svg class="plot" role="group" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
    ]
    base = TOP + ROW * len(ordered) + 4
    for value in ticks_to(most):
        x = LEFT + value * scale
        parts.append(f'<line class="tick" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{base}"/>')
        parts.append(f'<text class="axis" x="{x:.1f}" y="{base + 15}" text-anchor="middle">{value:,}</text>')
    for row, mark in enumerate(ordered):
        parts += _row(mark, TOP + ROW * row + ROW / 2, scale, say(mark.count), lead)
    parts.append("</svg>")
    return "".join(parts)


def in_order(marks: Sequence[Mark]) -> tuple[list[Mark], int]:
    """The marks with the largest number first, and the number at the end of the axis."""
    ordered = sorted(marks, key=lambda m: (-(m.count.high or m.count.lowest), m.origin, m.claim_id))
    return ordered, max(max(m.count.high or 0, m.count.low or 0) for m in ordered) or 1


def ticks_to(most: int) -> list[int]:
    """The numbers on an axis from zero to `most`, at most seven."""
    step = 1
    for candidate in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000, 1_000_000):
        step = candidate
        if most / candidate <= 6:
            break
    return list(range(0, most + 1, step))


def _row(mark: Mark, y: float, scale: float, number: str, lead: str) -> list[str]:
    count = mark.count
    low = LEFT + (count.low if count.low is not None else 0) * scale
    high = LEFT + (count.high if count.high is not None else count.low or 0) * scale
    name = mark.origin if len(mark.origin) <= LONGEST_LABEL else mark.origin[: LONGEST_LABEL - 1] + "…"
    said = f" ({mark.said_on})" if mark.said_on else ""
    out = [
        f"<a href={quoteattr(f'{lead}#{mark.claim_id}')}><title>{escape(f'{mark.origin}{said}: {number}')}</title>",
        f'<text class="who" x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>',
    ]
    if count.high is None:
        out.append(f'<path class="open" d="M{low:.1f} {y:.1f}h22m-6 -4l6 4l-6 4"/>')
    elif high > low:
        out.append(f'<line class="range" x1="{low:.1f}" y1="{y:.1f}" x2="{high:.1f}" y2="{y:.1f}"/>')
        out.append(f'<circle class="dot" cx="{high:.1f}" cy="{y:.1f}" r="4.5"/>')
    out.append(f'<circle class="dot{" hollow" if count.approx else ""}" cx="{low:.1f}" cy="{y:.1f}" r="4.5"/>')
    beside = max(low, high) + (28 if count.high is None else 9)
    out.append(f'<text class="number" x="{beside:.1f}" y="{y + 4:.1f}">{escape(number)}</text></a>')
    return out
