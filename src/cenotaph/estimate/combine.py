"""One estimate from several plausible tables: the doubt of each, and the doubt which table is right.

In go estimates by one method of tables that differ, as when linkage is drawn several times; out comes one estimate. Posteriors
are mixed. Intervals without a posterior are combined by Rubin's rules on the logarithm of the unlisted. Wrong when the tables
are not equally plausible.

Sadinle 2018, doi:10.1214/18-AOAS1178; Rubin 1987, doi:10.1002/9780470316696.
"""

from collections.abc import Sequence
from math import exp, log, sqrt

import numpy as np

from cenotaph.errors import InvalidValue
from cenotaph.estimate.intervals import Z95
from cenotaph.estimate.result import Estimate, Posterior

__all__ = ["combine_estimates"]

LEAST_UNLISTED = 0.5  # of a person: those not listed are averaged on the log scale, which has no nought
LEAST_TABLES = 2  # one draw has no spread


def combine_estimates(estimates: Sequence[Estimate], supposes: str) -> Estimate:
    """The estimate over all tables; the documented number is the median of theirs. Raises `InvalidValue` for fewer than two."""
    if len(estimates) < LEAST_TABLES:
        raise InvalidValue(f"{LEAST_TABLES} tables at least are combined, not {len(estimates)}")
    documented = round(float(np.median([one.documented for one in estimates])))
    posteriors = [one.posterior for one in estimates if one.posterior is not None]
    if len(posteriors) == len(estimates):
        low, middle, high = _mixed(posteriors)
        error = None
    else:
        low, middle, high, error = _by_rubin(estimates, documented)
    name = estimates[0].method.split(" [")[0]
    warnings = tuple(dict.fromkeys(words for one in estimates for words in one.warnings))
    return Estimate(
        f"{name}, over linkage draws",
        middle,
        low,
        high,
        documented,
        error,
        supposes,
        warnings[:1],
        lower_bound=estimates[0].lower_bound,
    )


def _mixed(posteriors: Sequence[Posterior]) -> tuple[float, float, float]:
    """The 2.5, 50 and 97.5 % points of the mixture."""
    grid = np.unique(np.concatenate([one.edges for one in posteriors]))
    below = np.mean([np.interp(grid, one.edges, one.below) for one in posteriors], axis=0)
    low, middle, high = np.interp([0.025, 0.5, 0.975], below, grid)
    return float(low), float(middle), float(high)


def _by_rubin(estimates: Sequence[Estimate], documented: int) -> tuple[float, float, float, float]:
    """Lower limit, estimate, upper limit and standard error."""
    from scipy.special import stdtrit

    logs = np.array([log(max(one.unlisted, LEAST_UNLISTED)) for one in estimates])
    within = float(np.mean([_log_error(one) ** 2 for one in estimates]))
    between = float(logs.var(ddof=1)) * (1 + 1 / len(logs))
    degrees = (len(logs) - 1) * (1 + within / between) ** 2 if between > 0 else 1e9
    spread = sqrt(within + between)
    middle, factor = exp(float(logs.mean())), exp(float(stdtrit(min(degrees, 1e9), 0.975)) * spread)
    return documented + middle / factor, documented + middle, documented + middle * factor, middle * spread


def _log_error(one: Estimate) -> float:
    """The standard error of the logarithm of the unlisted, from the width of the interval."""
    low = max(one.low - one.documented, LEAST_UNLISTED)
    high = max(one.high - one.documented, LEAST_UNLISTED)
    return log(high / low) / (2 * Z95)
