"""Poisson regressions of capture histories, many at once, by iteratively reweighted least squares.

In go designs and counts; out come coefficients and fitted counts. It does not say whether an estimate exists: a fit that runs to
minus infinity settles all the same (see `existence`).

McCullagh & Nelder 1989, chapter 2.5.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["PoissonFits", "fit_poisson"]

ROUNDS = 200  # Newton rounds: a table that can be fitted needs few; one that cannot stops here
RIDGE = 1e-10  # keeps a singular step solvable and moves no digit of one that is not
LARGEST_LOG = 30.0  # a cell of 10^13 people: keeps exp() finite while a fit that has no maximum runs off
SETTLED = 1e-9  # of the deviance: printed digits have settled long before


@dataclass(frozen=True, eq=False)
class PoissonFits:
    """`beta` (models, parameters), `log_fitted` (models, cells), the variance of the first coefficient and whether the deviance
    settled (models,).
    """

    beta: NDArray[np.float64]
    log_fitted: NDArray[np.float64]
    intercept_variance: NDArray[np.float64]
    settled: NDArray[np.bool_]


def fit_poisson(design: NDArray[np.float64], counts: NDArray[np.float64], mask: NDArray[np.float64] | None = None) -> PoissonFits:
    """Fit each design (models, cells, parameters) to `counts` (cells,) or (models, cells); cells where `mask` is 0 say
    nothing.
    """
    models, cells, size = design.shape
    counts = np.broadcast_to(counts, (models, cells))
    kept = np.ones((models, cells)) if mask is None else mask
    log_fitted = np.log(counts + 0.5)
    logs = np.where(counts > 0, counts * np.log(np.where(counts > 0, counts, 1.0)), 0.0)
    beta: NDArray[np.float64] = np.zeros((models, size))
    before = np.full(models, np.inf)
    settled = np.zeros(models, dtype=bool)
    for _ in range(ROUNDS):
        fitted = np.exp(log_fitted)
        working = log_fitted + (counts - fitted) / fitted
        weighted = (design * (fitted * kept)[:, :, None]).transpose(0, 2, 1)
        beta = np.asarray(np.linalg.solve(_information(weighted, design), np.matmul(weighted, working[:, :, None])))[:, :, 0]
        log_fitted = np.clip(np.matmul(design, beta[:, :, None])[:, :, 0], -LARGEST_LOG, LARGEST_LOG)
        deviance = 2 * (kept * (logs - counts * log_fitted - counts + np.exp(log_fitted))).sum(axis=1)
        settled = np.abs(before - deviance) < SETTLED * (np.abs(deviance) + 0.1)
        if settled.all():
            break
        before = deviance
    weighted = (design * (np.exp(log_fitted) * kept)[:, :, None]).transpose(0, 2, 1)
    variance = np.asarray(np.linalg.inv(_information(weighted, design)))[:, 0, 0]
    return PoissonFits(beta, log_fitted, variance, settled)


def _information(weighted: NDArray[np.float64], design: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.matmul(weighted, design) + RIDGE * np.eye(design.shape[2]))
