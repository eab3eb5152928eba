"""Stepwise log-linear models for tables with many empty cells, and the BCa bootstrap of the whole choice.

In go capture histories; out come the pairs chosen, the estimate and its interval. Pairs of lists are taken in one by one, the one
with the least p-value first, while that is below a threshold. A pair that shares nobody has its parameter at minus infinity: its
cells leave the likelihood, instead of a fit that never ends. A model whose fitted counts run into zero elsewhere has no estimate,
and is passed over. Wrong as every choice by p-value is: the interval of the chosen model knows nothing of the choosing, which is
why the bootstrap chooses anew each time.

Chan, Silverman & Vincent 2021, doi:10.1080/01621459.2019.1708748; existence: Fienberg & Rinaldo 2012, doi:10.1214/12-AOS986;
BCa: Efron 1987, doi:10.1080/01621459.1987.10478410.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc
from statistics import NormalDist
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue
from cenotaph.estimate.histories import CaptureHistories, list_pairs
from cenotaph.estimate.loglinear import model_name
from cenotaph.estimate.result import Estimate

__all__ = ["SparseFit", "bootstrap_stepwise", "estimate_stepwise", "fit_stepwise"]

THRESHOLD = 0.02
ROUNDS = 100
VANISHING = 1e-7
Z95 = 1.959963984540054
NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class SparseFit:
    """The pairs chosen (bit masks of two lists, in the order chosen), the estimate of all victims, and log-scale error of those
    missing.
    """

    pairs: tuple[int, ...]
    estimate: float
    log_error: float


@dataclass(slots=True)
class _Path:
    """One table on its way through the steps."""

    table: NDArray[np.float64]
    chosen: list[int]
    done: bool = False


def fit_stepwise(histories: CaptureHistories, threshold: float = THRESHOLD) -> SparseFit:
    """Choose pairs stepwise. Raises `InvalidValue` when not even the model without pairs has an estimate."""
    (fit,) = _stepwise([histories.counts[1:].astype(float)], len(histories.lists), threshold)
    if fit is None:
        raise InvalidValue("the lists overlap too little for any log-linear model")
    return fit


def estimate_stepwise(histories: CaptureHistories, threshold: float = THRESHOLD) -> Estimate:
    """The chosen model with the interval exp(b ± 1.96 se) of those missing; the choosing is not in it (see
    `bootstrap_stepwise`).
    """
    fit = fit_stepwise(histories, threshold)
    missing = fit.estimate - histories.documented
    spread = np.exp(Z95 * fit.log_error)
    return Estimate(
        f"stepwise {model_name(tuple(fit.pairs), len(histories.lists))}",
        fit.estimate,
        histories.documented + missing / spread,
        histories.documented + missing * spread,
        histories.documented,
        missing * fit.log_error,
        f"only pairs with p below {threshold:g} depend on each other",
    )


def bootstrap_stepwise(
    histories: CaptureHistories, replicates: int = 1_000, threshold: float = THRESHOLD, seed: int = 0
) -> Estimate:
    """The stepwise estimate with a 95 % interval from `replicates` resampled tables, each chosen for anew; bias-corrected,
    accelerated.

    Raises `InvalidValue` when fewer than half the resampled tables have an estimate: then the interval would be of luck.
    """
    fit = fit_stepwise(histories, threshold)
    lists, n = len(histories.lists), histories.documented
    observed = histories.counts[1:].astype(float)
    chance = np.random.default_rng(seed)
    drawn = [draw.astype(float) for draw in chance.multinomial(n, observed / n, replicates)]
    filled = np.flatnonzero(observed)
    without = []
    for cell in filled:
        table = observed.copy()
        table[cell] -= 1
        without.append(table)
    fits = _stepwise([*drawn, *without], lists, threshold)
    values = np.array([one.estimate for one in fits[:replicates] if one is not None])
    if len(values) < replicates / 2:
        raise InvalidValue(f"only {len(values)} of {replicates} resampled tables have an estimate")
    left = np.array([one.estimate if one is not None else np.nan for one in fits[replicates:]])
    kept = ~np.isnan(left)
    weight = observed[filled][kept]
    influence = np.average(left[kept], weights=weight) - left[kept]
    acceleration = float((weight * influence**3).sum() / (6 * ((weight * influence**2).sum()) ** 1.5)) if influence.any() else 0.0
    bias = NORMAL.inv_cdf(float(np.clip((values < fit.estimate).mean(), 0.5 / len(values), 1 - 0.5 / len(values))))
    low, high = (float(np.quantile(values, _adjusted(share, bias, acceleration))) for share in (0.025, 0.975))
    return Estimate(
        f"stepwise {model_name(fit.pairs, lists)}, BCa", fit.estimate, low, high, n,
        supposes=f"only pairs with p below {threshold:g} depend on each other; the choice is in the interval",
        details=MappingProxyType({"replicates": replicates, "usable": len(values), "bias": round(bias, 3), "acceleration":
        round(acceleration, 4)}), )  # fmt: skip


def _adjusted(share: float, bias: float, acceleration: float) -> float:
    z = bias + NORMAL.inv_cdf(share)
    return NORMAL.cdf(bias + z / (1 - acceleration * z))


def _stepwise(tables: Sequence[NDArray[np.float64]], lists: int, threshold: float) -> list[SparseFit | None]:
    """All tables take their steps together, so that the fits of one step are one batch."""
    pairs = list_pairs(lists)
    paths = [_Path(table, []) for table in tables]
    while any(not path.done for path in paths):
        walking = [path for path in paths if not path.done]
        now = _fit_all([(path.table, path.chosen) for path in walking], lists)
        wanted = [(path, pair) for path in walking for pair in pairs if pair not in path.chosen]
        tried = _fit_all([(path.table, [*path.chosen, pair]) for path, pair in wanted], lists)
        best: dict[int, tuple[float, int]] = {}
        standing = {id(path): fit for path, fit in zip(walking, now, strict=True)}
        for (path, pair), fit in zip(wanted, tried, strict=True):
            p = _p_value(standing[id(path)], fit)
            if p < best.get(id(path), (threshold, 0))[0]:
                best[id(path)] = (p, pair)
        for path in walking:
            if id(path) in best:
                path.chosen.append(best[id(path)][1])
            else:
                path.done = True
    fits = _fit_all([(path.table, path.chosen) for path in paths], lists)
    return [
        SparseFit(tuple(path.chosen), float(path.table.sum() + np.exp(fit.beta[0])), float(np.sqrt(fit.variance[0])))
        if fit
        else None
        for path, fit in zip(paths, fits, strict=True)
    ]


@dataclass(frozen=True, eq=False)
class _Fit:
    """A fit that exists: coefficients with intercept first and the last pair last, their variances, and the deviance."""

    beta: NDArray[np.float64]
    variance: NDArray[np.float64]
    deviance: float


def _p_value(standing: _Fit | None, fit: _Fit | None) -> float:
    """Of the pair that `fit` has beyond `standing`, by the likelihood ratio; 1 where one of the two does not exist.

    Wald's test, the obvious one, is blind to the strongest findings: two large lists that share one victim have a huge estimate
    with a huge error.
    """
    if fit is None or standing is None:
        return 1.0
    return erfc(float(np.sqrt(max(0.0, standing.deviance - fit.deviance) / 2)))


def _fit_all(jobs: Sequence[tuple[NDArray[np.float64], Sequence[int]]], lists: int) -> list[_Fit | None]:
    """Fit each table with its pairs; None where no estimate exists."""
    cells = np.arange(1, 2**lists)
    column = {term: (cells & term == term) for term in [1 << k for k in range(lists)] + list_pairs(lists)}
    main = [np.ones(len(cells), dtype=bool), *(column[1 << k] for k in range(lists))]
    grouped: dict[int, list[int]] = {}
    designs, masks = [], []
    for at, (table, chosen) in enumerate(jobs):
        empty = [pair for pair in chosen if not table[column[pair]].any()]
        mask = ~np.any([column[pair] for pair in empty], axis=0) if empty else np.ones(len(cells), dtype=bool)
        designs.append([*main, *(column[pair] for pair in chosen if pair not in empty)])
        masks.append(mask)
        grouped.setdefault(len(designs[-1]), []).append(at)
    fits: list[_Fit | None] = [None] * len(jobs)
    for members in grouped.values():
        design = np.stack([np.column_stack(designs[at]) for at in members]).astype(float)
        mask = np.stack([masks[at] for at in members]).astype(float)
        table = np.stack([jobs[at][0] for at in members])
        beta, variance, deviance, exists = _weighted(design, table, mask)
        for row, at in enumerate(members):
            if exists[row]:
                fits[at] = _Fit(beta[row], variance[row], float(deviance[row]))
    return fits


def _weighted(
    design: NDArray[np.float64], table: NDArray[np.float64], mask: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Poisson fits of a batch (models, cells, parameters) over the cells that `mask` keeps."""
    eta = np.log(table + 0.5)
    size = design.shape[2]
    ridge = 1e-9 * np.eye(size)
    before = np.full(len(design), np.inf)
    beta = np.zeros((len(design), size))
    settled = np.zeros(len(design), dtype=bool)
    for _ in range(ROUNDS):
        mu = np.exp(np.clip(eta, -25, 25))
        weighted = design * (mu * mask)[:, :, None]
        information = np.matmul(weighted.transpose(0, 2, 1), design) + ridge
        right = np.matmul(weighted.transpose(0, 2, 1), (eta + (table - mu) / mu)[:, :, None])
        beta = np.linalg.solve(information, right)[:, :, 0]
        eta = np.clip(np.matmul(design, beta[:, :, None])[:, :, 0], -25, 25)
        mu = np.exp(eta)
        deviance = (mask * (mu - table * eta)).sum(axis=1)
        settled = np.abs(before - deviance) < 1e-9 * (np.abs(deviance) + 1)
        if settled.all():
            break
        before = deviance
    mu = np.exp(eta)
    information = np.matmul((design * (mu * mask)[:, :, None]).transpose(0, 2, 1), design) + ridge
    variance = np.linalg.inv(information)[:, np.arange(size), np.arange(size)]
    vanishes = (np.where(mask > 0, mu, 1.0) < VANISHING).any(axis=1)
    logs = np.where(table > 0, table * np.log(np.where(table > 0, table, 1.0) / mu), 0.0)
    deviance = 2 * (mask * (logs - table + mu)).sum(axis=1)
    return beta, variance, deviance, settled & ~vanishes & (variance > 0).all(axis=1) & (variance[:, 0] < 1e4)
