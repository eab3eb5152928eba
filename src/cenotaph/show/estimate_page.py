"""Estimates as a page: which lists share whom, what each method gives and supposes, what is documented and what is not.

Documented victims are a line across the picture, never a bar beside an estimate: the one is known, the other is not.
"""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from cenotaph.estimate import CaptureHistories, Estimate, Judgement
from cenotaph.show.render import render_page

__all__ = ["draw_estimates", "draw_overlap", "draw_posteriors", "render_estimate_page"]

WIDTH, ROW, LEFT, RIGHT = 760, 30, 250, 90
MOST_COLUMNS = 20
HEAP, MOST_TICKS, TICK_APART = 64, 6, 70


def draw_estimates(estimates: Sequence[Estimate], documented: int) -> str:
    """An SVG element: a row a method with its estimate and interval, from zero, and a line where documentation ends."""
    most = max([documented, *(one.high for one in estimates)]) * 1.02
    height = ROW * len(estimates) + 40
    scale = (WIDTH - LEFT - RIGHT) / most
    line = LEFT + documented * scale
    parts = [
        f'<svg class="plot" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>Estimates by method, from 0 to {most:,.0f}; {documented:,} are documented</title>",
        f'<line class="even" x1="{line:.1f}" y1="4" x2="{line:.1f}" y2="{height - 30}"/>',
        f'<text class="axis" x="{line:.1f}" y="{height - 12}" text-anchor="middle">{documented:,} documented</text>',
    ]
    for row, one in enumerate(estimates):
        y = ROW * row + ROW / 2 + 4
        parts.append(f"<g><title>{escape(one.summary())}</title>")
        parts.append(f'<text class="who" x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(one.method)}</text>')
        parts.append(
            f'<line class="range" x1="{LEFT + one.low * scale:.1f}" y1="{y}" x2="{LEFT + one.high * scale:.1f}" y2="{y}"/>'
        )
        parts.append(f'<circle class="dot" cx="{LEFT + one.estimate * scale:.1f}" cy="{y}" r="4.5"/>')
        bound = "at least " if one.lower_bound else ""
        end = LEFT + (one.high) * scale + 8
        parts.append(f'<text class="number" x="{end:.1f}" y="{y + 4:.1f}">{bound}{one.estimate:,.0f}</text></g>')
    return "".join([*parts, "</svg>"])


def draw_overlap(histories: CaptureHistories) -> str:
    """An UpSet picture: a bar for each combination of lists, the largest first, and below it which lists those are.

    Lex et al. 2014, doi:10.1109/TVCG.2014.2346248. The combination of no list is not drawn: it is what is not known.
    """
    filled = sorted(
        (cell for cell in range(1, len(histories.counts)) if histories.counts[cell]), key=lambda c: -int(histories.counts[c])
    )
    shown = filled[:MOST_COLUMNS]
    lists, bars, step = len(histories.lists), 120, 26
    width, height = LEFT + step * len(shown) + 20, bars + 40 + 24 * lists
    most = int(histories.counts[shown[0]])
    parts = [
        f'<svg class="plot" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>How many victims each combination of {lists} lists names</title>",
    ]
    for k, name in enumerate(histories.lists):
        parts.append(f'<text class="who" x="{LEFT - 14}" y="{bars + 44 + 24 * k}" text-anchor="end">{escape(name)}</text>')
    for column, cell in enumerate(shown):
        x = LEFT + step * column + step / 2
        count = int(histories.counts[cell])
        tall = count / most * bars
        named = " and ".join(name for k, name in enumerate(histories.lists) if cell >> k & 1)
        parts.append(f"<g><title>{escape(named)} only: {count:,}</title>")
        parts.append(f'<rect class="for" x="{x - 8:.1f}" y="{bars + 20 - tall:.1f}" width="16" height="{max(tall, 1):.1f}"/>')
        parts.append(f'<text class="axis" x="{x:.1f}" y="{bars + 15 - tall:.1f}" text-anchor="middle">{count:,}</text>')
        for k in range(lists):
            kind = "dot" if cell >> k & 1 else "absent"
            parts.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{bars + 40 + 24 * k}" r="5"/>')
        parts.append("</g>")
    return "".join([*parts, "</svg>"])


def draw_posteriors(estimates: Sequence[Estimate], documented: int) -> str:
    """An SVG element: the posterior of each method that has one, as bars over one scale, each to its own height; or ""."""
    shown = [(one, one.posterior) for one in estimates if one.posterior is not None]
    if not shown:
        return ""
    most = max(posterior.high for _, posterior in shown) * 1.02
    height, tall = (HEAP + 16) * len(shown) + 44, HEAP - 14
    scale = (WIDTH - LEFT - 20) / most
    line = LEFT + documented * scale
    parts = [
        f'<svg class="plot" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>Where each posterior has its weight, from 0 to {most:,.0f}</title>",
        f'<line class="even" x1="{line:.1f}" y1="4" x2="{line:.1f}" y2="{height - 34}"/>',
        f'<text class="axis" x="{line:.1f}" y="{height - 18}" text-anchor="middle">{documented:,} documented</text>',
    ]
    for row, (one, posterior) in enumerate(shown):
        base = (HEAP + 16) * row + HEAP
        top = max(posterior.shares)
        named = ", ".join(f"{at:,.0f}" for at in posterior.heaps)
        parts.append(f"<g><title>{escape(one.summary())}{f'; heaps near {named}' if named else ''}</title>")
        parts.append(f'<text class="who" x="{LEFT - 10}" y="{base - 4}" text-anchor="end">{escape(one.method)}</text>')
        edges = [LEFT + edge * scale for edge in posterior.edges.tolist()]
        for left, right, share in zip(edges, edges[1:], posterior.shares, strict=False):
            bar = share / top * tall
            parts.append(f'<rect class="for" x="{left:.2f}" y="{base - bar:.1f}" width="{right - left:.2f}" height="{bar:.1f}"/>')
        parts.append(f'<line class="base" x1="{LEFT}" y1="{base}" x2="{WIDTH - 20}" y2="{base}"/></g>')
    parts += [_tick(LEFT + at * scale, at, height) for at in _round_numbers(most) if abs(at - documented) * scale > TICK_APART]
    return "".join([*parts, "</svg>"])


def _tick(x: float, at: float, height: int) -> str:
    return f'<text class="axis" x="{x:.1f}" y="{height - 18}" text-anchor="middle">{at:,.0f}</text>'


def _round_numbers(most: float) -> list[float]:
    """Three to six round numbers from 0 to `most`."""
    step = 10.0 ** math.floor(math.log10(most))
    step = next(part * step for part in (0.2, 0.5, 1.0, 2.0) if most / (part * step) <= MOST_TICKS)
    return [step * k for k in range(int(most / step) + 1)]


def render_estimate_page(
    title: str, histories: CaptureHistories, judgement: Judgement, estimates: Sequence[Estimate], why: Sequence[str] = ()
) -> str:
    """The page as one string. It loads nothing and runs nothing."""
    return render_page(
        "estimate",
        title=title,
        documented=histories.documented,
        judgement=judgement,
        estimates=estimates,
        overlap=draw_overlap(histories),
        why=why,
        posteriors=draw_posteriors(estimates, histories.documented),
        picture=draw_estimates(estimates, histories.documented) if estimates else "",
    )
