"""Why methods differ on one table, in sentences that name the lists and the numbers. Never says which of them is right.

In go capture histories, how their lists hang together and the estimates; out come sentences, each of a fact that was worked out
from this table. Where nothing in particular was found, there are none.
"""

from collections.abc import Sequence
from itertools import combinations

from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.judge import PairOverlap
from cenotaph.estimate.loglinear import fit_models
from cenotaph.estimate.result import Estimate

__all__ = ["why_estimates_differ"]

APART, TOGETHER = 0.5, 2.0  # odds ratios worth a sentence: being on one list halves or doubles the odds of the other
FAR_TAIL = 3.0  # the upper side of an interval three times the lower: its end is the model's, not the data's
SAME = 1.05  # within a twentieth two methods are said to agree


def why_estimates_differ(
    histories: CaptureHistories, pairs: Sequence[PairOverlap], estimates: Sequence[Estimate]
) -> tuple[str, ...]:
    """Sentences for a reader of the table of methods; empty for fewer than two estimates."""
    if len(estimates) < 2:
        return ()
    return (*_dependence(histories, pairs, estimates), *_heaps(estimates), *_tails(estimates), *_intervals(estimates))


def _dependence(histories: CaptureHistories, pairs: Sequence[PairOverlap], estimates: Sequence[Estimate]) -> list[str]:
    """What independence would give, and which pair of lists speaks most against it."""
    independent = fit_models(histories, [()])[0]
    if not independent.usable:
        return []
    said = [f"If no list depended on another, there would be {independent.estimate:,.0f}."]
    told = [pair for pair in pairs if pair.odds_ratio is not None and not APART < pair.odds_ratio < TOGETHER]
    if told:
        pair = max(told, key=lambda one: max(one.odds_ratio or 0, 1 / (one.odds_ratio or 1)))
        ratio = pair.odds_ratio or 0
        how, counted, left_out = ("more", "more", "fewer") if ratio > 1 else ("less", "fewer", "more")
        said.append(
            f"{pair.first} and {pair.second} name people together {how} often than chance would (odds ratio {ratio:.2g}); "
            f"a method that takes account of it finds {counted} on no list, one that does not {left_out}."
        )
    above = [one.method for one in estimates if not one.lower_bound and one.estimate > independent.estimate * SAME]
    below = [one.method for one in estimates if not one.lower_bound and one.estimate < independent.estimate / SAME]
    if above and below:
        said.append(f"Above that number: {'; '.join(above)}. Below it: {'; '.join(below)}.")
    return said


def _heaps(estimates: Sequence[Estimate]) -> list[str]:
    """Posteriors with more than one heap."""
    return [
        f"The posterior of {one.method} heaps up near {' and near '.join(f'{at:,.0f}' for at in one.posterior.heaps)}: "
        "more than one account of the dependence fits these lists, and the lists do not tell which is right."
        for one in estimates
        if one.posterior is not None and one.posterior.heaps
    ]


def _tails(estimates: Sequence[Estimate]) -> list[str]:
    """Intervals that reach far further up than down."""
    far = [
        f"{one.method} to {one.high:,.0f}"
        for one in estimates
        if not one.lower_bound and one.high - one.estimate > FAR_TAIL * (one.estimate - one.low) > 0
    ]
    if not far:
        return []
    return [
        f"Intervals that reach far further up than down ({'; '.join(far)}): victims who are hard to name leave little trace in "
        "lists, so much more is harder to rule out than much less."
    ]


def _intervals(estimates: Sequence[Estimate]) -> list[str]:
    """Intervals that do not meet, or what all of them hold."""
    ranges = [(one.method, one.low, one.high) for one in estimates if not one.lower_bound]
    if len(ranges) < 2:
        return []
    low, high = max(low for _, low, _ in ranges), min(high for _, _, high in ranges)
    if low <= high:
        return [f"All intervals hold the numbers from {low:,.0f} to {high:,.0f}."]
    apart = [(a, b) for (a, a_low, a_high), (b, b_low, b_high) in combinations(ranges, 2) if a_high < b_low or b_high < a_low]
    first, second = apart[0]
    others = "" if len(apart) == 1 else f", nor do those of {len(apart) - 1} other pairs of methods"
    return [f"The intervals of {first} and {second} do not meet{others}: not both can suppose rightly, and perhaps neither does."]
