"""The evidence of one pair as a picture: each weight pushes the sum towards one person or two; zero is even odds.

SVG, no script; every bar has a title for those who cannot see it, and the words stand beside it.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from cenotaph.link import EvidenceLine, odds_words

__all__ = ["draw_waterfall"]

WIDTH, ROW, LEFT, RIGHT, TOP = 860, 26, 430, 60, 8
LONGEST = 66


def draw_waterfall(lines: Sequence[EvidenceLine]) -> str:
    """An SVG element for the lines of `explain_parts`, the sum last."""
    totals = [0.0, *(line.total for line in lines)]
    low, high = min(totals), max(totals)
    scale = (WIDTH - LEFT - RIGHT) / ((high - low) or 1.0)
    height = TOP * 2 + ROW * (len(lines) + 1) + 20

    def x(bits: float) -> float:
        return LEFT + (bits - low) * scale

    base = TOP + ROW * (len(lines) + 1)
    end = lines[-1].total
    parts = [
        f'<svg class="plot waterfall" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'xmlns="http://www.w3.org/2000/svg">',
        f"<title>The evidence in bits, from {lines[0].total:.1f} to {end:.1f}: {escape(odds_words(end))}</title>",
        f'<line class="even" x1="{x(0):.1f}" y1="{TOP}" x2="{x(0):.1f}" y2="{base}"/>',
        f'<text class="axis" x="{x(0):.1f}" y="{base + 15}" text-anchor="middle">even odds</text>',
    ]
    before = 0.0
    for row, line in enumerate(lines):
        parts += _bar(line.label, line.words, line.bits, x(before), x(line.total), TOP + ROW * row)
        before = line.total
    parts += _bar("the sum", odds_words(end), end, x(0), x(end), TOP + ROW * len(lines), whole=True)
    parts.append("</svg>")
    return "".join(parts)


def _bar(label: str, words: str, bits: float, start: float, stop: float, top: float, whole: bool = False) -> list[str]:
    said = f"{label}: {words}"
    shown = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
    kind = "sum" if whole else "for" if bits >= 0 else "against"
    left, width = min(start, stop), max(abs(stop - start), 1.0)
    return [
        f"<g><title>{escape(said)}: {bits:+.1f} bits</title>",
        f'<text class="who" x="{LEFT - 10}" y="{top + 17:.1f}" text-anchor="end">{escape(shown)}</text>',
        f'<rect class="{kind}" x="{left:.1f}" y="{top + 5:.1f}" width="{width:.1f}" height="{ROW - 9}"/>',
        f'<text class="number" x="{left + width + 6:.1f}" y="{top + 17:.1f}">{bits:+.1f}</text></g>',
    ]
