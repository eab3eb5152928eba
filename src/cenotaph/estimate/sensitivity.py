"""What an estimate would be if the lists depended on each other in the one way that no table can show.

The counts of those on some list fix every interaction of the lists but the highest; each method supposes it, as absent or as what
a mixture implies, and no data can say that it is wrong. If its odds ratio is `ratio` times what is supposed, there are `ratio`
times as many on no list:

    N(ratio) = n + ratio (N - n)

So the question to ask of an estimate is not whether the supposition holds, but how far it must fail for the finding to fall.
Refuses to say which ratio is the right one.

Fienberg 1972, doi:10.1093/biomet/59.3.591, for what a table of lists identifies; Gerritse, van der Heijden and Bakker 2015,
doi:10.1515/jos-2015-0022, for estimates under ratios that are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.estimate.result import Estimate

__all__ = ["Sensitivity", "sensitivity"]

RATIOS = (0.25, 0.5, 1.0, 2.0, 4.0)  # a fourth to four times: beyond it, whoever is on one list would hardly be on another


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """For each of `ratios`: all victims, lower and upper end of the interval. `halved` is the ratio at which the estimate is half
    as high, None where more than half is documented and no dependence halves it; `doubled` that at which it is twice as high.
    """

    estimate: Estimate
    ratios: tuple[float, ...]
    totals: tuple[tuple[float, float, float], ...]
    halved: float | None
    doubled: float | None


def sensitivity(estimate: Estimate, ratios: Sequence[float] = RATIOS) -> Sensitivity:
    """What `estimate` would be at other ratios. Raises `InvalidValue` for a ratio that is not above zero."""
    if not all(ratio > 0 for ratio in ratios):
        raise InvalidValue("a ratio of odds is above zero")
    known = estimate.documented
    ends = (estimate.estimate, estimate.low, estimate.high)
    totals = [tuple(known + ratio * (end - known) for end in ends) for ratio in ratios]
    unlisted = estimate.unlisted
    halved = (estimate.estimate / 2 - known) / unlisted if unlisted > 0 and estimate.estimate / 2 > known else None
    doubled = (2 * estimate.estimate - known) / unlisted if unlisted > 0 else None
    return Sensitivity(estimate, tuple(ratios), tuple((a, b, c) for a, b, c in totals), halved, doubled)
