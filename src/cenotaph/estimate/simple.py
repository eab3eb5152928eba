"""Plain cross-checks: Chao's lower bound, Chapman's two-list estimate, Good-Turing coverage.

They are for holding beside the larger methods, never for publishing alone: each supposes what casualty lists seldom keep to.
"""

import math

from cenotaph.errors import InvalidValue
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.intervals import Z95, log_normal_interval
from cenotaph.estimate.result import Estimate

__all__ = ["estimate_chao", "estimate_chapman", "sample_coverage"]


def estimate_chao(histories: CaptureHistories) -> Estimate:
    """At least how many victims there are, from those named once and twice.

    Meaning: even if victims differ in how easily they are named, there are at least this many. Formula, for lists of unequal
    reach: n + (f1^2 - sum of z_i^2) / (2 (f2 + 1)), f1 and f2 being the victims named by one and by two lists, z_i those named by
    list i alone; for many equal lists it is f1^2 / (2 f2). Assumes lists that do not depend on each other; wrong, and no bound,
    where naming by one list makes naming by another less likely, and too low where victims differ much. The variance is
    by the delta method with Poisson counts, the interval log-normal about the unlisted. Chao 1987, doi:10.2307/2531532;
    Chao 1989, doi:10.2307/2531487.

    >>> round(estimate_chao(CaptureHistories.from_rows(("A", "B"), [(1, 0), (0, 1), (1, 1)], [20, 30, 10])).estimate, 1)
    114.5
    """
    once, twice = int(histories.by_times[1]), int(histories.by_times[2])
    alone = [int(histories.counts[1 << k]) for k in range(len(histories.lists))]
    n = histories.documented
    spread_once = once**2 - sum(count**2 for count in alone)
    missing = spread_once / (2 * (twice + 1))
    low = high = float(n)
    error = 0.0
    if missing > 0:
        shrink = spread_once / once**2
        variance = missing + shrink**2 * (once**3 / (twice + 1) ** 2 + once**4 / (4 * (twice + 1) ** 3))
        error = math.sqrt(variance)
        low, high = log_normal_interval(n, missing, error)
    warnings = () if twice else ("nobody is named by two lists: the bound rests on nothing",)
    return Estimate(
        "Chao's lower bound", n + missing, low, high, n, error, "lists do not depend on each other; a lower bound", warnings,
        lower_bound=True,
    )  # fmt: skip


def estimate_chapman(histories: CaptureHistories) -> Estimate:
    """Two lists only: (n1 + 1)(n2 + 1) / (m + 1) - 1, m being on both.

    Meaning: if list 2 catches those of list 1 as often as everybody else, there are this many. Assumes that the lists do
    not depend on each other and that nobody is likelier than others to be named; both fail in war, and nothing in two lists
    can show it. Chapman 1951; variance Seber 1970, doi:10.1093/biomet/57.2.313. Raises `InvalidValue` for other than two lists.

    >>> round(estimate_chapman(CaptureHistories.from_rows(("A", "B"), [(1, 0), (0, 1), (1, 1)], [20, 30, 10])).estimate, 1)
    114.5
    """
    if len(histories.lists) != 2:
        raise InvalidValue("Chapman's estimate is of two lists")
    both = histories.overlap(0, 1)
    first, second = (int(histories.counts[histories.members(k)].sum()) for k in (0, 1))
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    error = math.sqrt(variance)
    low = max(float(histories.documented), total - Z95 * error)
    warnings = ("two lists cannot show whether they depend on each other; no estimate of theirs can be defended alone",)
    return Estimate("Chapman", total, low, total + Z95 * error, histories.documented, error, "two independent lists", warnings)


def sample_coverage(histories: CaptureHistories) -> float:
    """Good-Turing: the share, 0 to 1, of namings that are of victims named more than once, corrected for chance.

    1 - f1 / (namings). Below one half, every estimate from these lists is mostly model. Good 1953, doi:10.1093/biomet/40.3-4.237.

    >>> sample_coverage(CaptureHistories.from_rows(("A", "B"), [(1, 0), (0, 1), (1, 1)], [20, 30, 10]))
    0.2857142857142857
    """
    namings = sum(times * int(count) for times, count in enumerate(histories.by_times))
    return 1.0 - int(histories.by_times[1]) / namings
