"""Stepwise log-linear models for tables with many empty cells, and the BCa bootstrap of the whole choice.

In go capture histories; out come the pairs chosen, the estimate and its interval. Pairs of lists are taken in one by one, while
the model without the pair makes the number on both lists too rare: its p-value is the one-sided Poisson tail of that number.
Wald's test, the obvious one, is blind to the strongest findings: two large lists that share one victim have a huge parameter with
a huge error. A pair that shares nobody has its parameter at minus infinity: its cells leave the likelihood, instead of a fit that
never ends. A model without an estimate (see `existence`) is passed over. Wrong as every choice by p-value is: the interval of
the chosen model knows nothing of the choosing, which is why the bootstrap chooses anew each time.

Chan, Silverman & Vincent 2021, doi:10.1080/01621459.2019.1708748; BCa: Efron 1987, doi:10.1080/01621459.1987.10478410.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue
from cenotaph.estimate.existence import filled_cells, has_estimate
from cenotaph.estimate.histories import CaptureHistories, list_pairs
from cenotaph.estimate.intervals import Z95
from cenotaph.estimate.loglinear import model_name
from cenotaph.estimate.poisson import fit_poisson
from cenotaph.estimate.result import Estimate

__all__ = ["SparseFit", "bootstrap_stepwise", "estimate_stepwise", "fit_stepwise"]

THRESHOLD = 0.02  # the level of Chan, Silverman & Vincent's stepwise search, which their published figures rest on
TINY = 1e-290  # near the least float: keeps log() finite
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
    fitted: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    fit: SparseFit | None = None
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
        details={"replicates": replicates, "usable": len(values), "bias": round(bias, 3), "acceleration":
        round(acceleration, 4)}, )  # fmt: skip


def _adjusted(share: float, bias: float, acceleration: float) -> float:
    z = bias + NORMAL.inv_cdf(share)
    return NORMAL.cdf(bias + z / (1 - acceleration * z))


def _stepwise(tables: Sequence[NDArray[np.float64]], lists: int, threshold: float) -> list[SparseFit | None]:
    """All tables take their steps together, so that the fits of one step are one batch."""
    paths = [_Path(table, []) for table in tables]
    while walking := [path for path in paths if not path.done]:
        _fit_all(walking, lists)
        for path in walking:
            pair = _next_pair(path, lists, threshold)
            path.done = pair is None
            if pair is not None:
                path.chosen.append(pair)
    return [path.fit for path in paths]


def _next_pair(path: _Path, lists: int, threshold: float) -> int | None:
    """The pair that the standing fit can least do without, if its p-value is below `threshold` and an estimate exists with it."""
    pairs: list[int] = [pair for pair in list_pairs(lists) if pair not in path.chosen]
    if path.fit is None or not pairs:
        return None
    both = np.array([_inside(pair, lists) for pair in pairs], dtype=float)
    log_p = _log_tail(both @ path.table, both @ path.fitted)
    for at in np.argsort(log_p, kind="stable").tolist():
        if log_p[at] >= log(threshold):
            return None
        if _exists(path.table, [*path.chosen, pairs[at]], lists):
            return pairs[int(at)]
    return None


def _log_tail(shared: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log of the one-sided Poisson p-value: as few as `shared`, or as many, whichever is rarer.

    Tails below what a float holds, where two findings would look alike, are summed as the geometric series that they are there.
    """
    from scipy.special import gammaln, pdtr, pdtrc, xlogy

    expected = np.maximum(expected, TINY)
    tail = np.minimum(pdtr(shared, expected), pdtrc(shared - 1, expected, where=shared > 0, out=np.ones(len(shared))))
    ratio = np.where(shared < expected, shared / expected, expected / (shared + 1))
    far = xlogy(shared, expected) - expected - gammaln(shared + 1) - np.log1p(-np.minimum(ratio, 1 - TINY))
    return np.asarray(np.where(tail > TINY, np.log(np.maximum(tail, TINY)), far))


def _inside(pair: int, lists: int) -> NDArray[np.bool_]:
    cells = np.arange(1, 2**lists)
    return np.asarray(cells & pair == pair)


def _empty(table: NDArray[np.float64], chosen: Sequence[int], lists: int) -> list[int]:
    """The pairs among `chosen` that share nobody."""
    return [pair for pair in chosen if not table[_inside(pair, lists)].any()]


def _exists(table: NDArray[np.float64], chosen: Sequence[int], lists: int) -> bool:
    empty = _empty(table, chosen, lists)
    out = np.any([_inside(pair, lists) for pair in empty], axis=0) if empty else np.zeros(len(table))
    return has_estimate(lists, [pair for pair in chosen if pair not in empty], filled_cells(table), filled_cells(out))


def _fit_all(paths: Sequence[_Path], lists: int) -> None:
    """Fit each path's table with the pairs it has chosen; no fit where no estimate exists."""
    cells = np.arange(1, 2**lists)
    main = [np.ones(len(cells), dtype=bool), *(_inside(1 << k, lists) for k in range(lists))]
    grouped: dict[int, list[tuple[_Path, NDArray[np.float64], NDArray[np.bool_]]]] = {}
    for path in paths:
        path.fit = None
        if path.chosen or _exists(path.table, [], lists):
            empty = _empty(path.table, path.chosen, lists)
            kept = ~np.any([_inside(pair, lists) for pair in empty], axis=0) if empty else np.ones(len(cells), dtype=bool)
            design = np.column_stack([*main, *(_inside(pair, lists) for pair in path.chosen if pair not in empty)])
            grouped.setdefault(design.shape[1], []).append((path, design.astype(float), kept))
    for members in grouped.values():
        mask = np.stack([kept for _, _, kept in members]).astype(float)
        found = fit_poisson(
            np.stack([design for _, design, _ in members]), np.stack([path.table for path, _, _ in members]), mask
        )
        fitted = np.exp(found.log_fitted) * mask
        for row, (path, _, _) in enumerate(members):
            if found.settled[row] and found.intercept_variance[row] > 0:
                path.fitted = fitted[row]
                missing = float(np.exp(found.beta[row, 0]))
                path.fit = SparseFit(
                    tuple(path.chosen), float(path.table.sum()) + missing, float(np.sqrt(found.intercept_variance[row]))
                )
