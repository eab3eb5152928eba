"""Intervals of 95 % that several estimators make in the same way."""

from math import exp, log1p, sqrt

__all__ = ["Z95", "log_normal_interval"]

Z95 = 1.959963984540054


def log_normal_interval(documented: int, missing: float, error: float) -> tuple[float, float]:
    """Limits of all victims when the unlisted are log-normal about `missing` (above 0) with standard error `error`.

    As in Chao 1987, doi:10.2307/2531532; it never reaches below what is documented.
    """
    factor = exp(Z95 * sqrt(log1p((error / missing) ** 2)))
    return documented + missing / factor, documented + missing * factor
