"""Log-linear models of which lists name whom: every hierarchical model, fitted together, compared by AIC and BIC.

In go capture histories; out come fits. A model says which lists depend on each other: a term {A, B} lets naming by A make naming
by B likelier or less. The victims on no list are what the model without their cell expects there: exp(intercept). Wrong when
lists depend in a way no model of the set has, or when victims differ in how easily they are named (a single group of victims
that nobody lists is invisible here).

Bishop, Fienberg & Holland 1975; Cormack 1989, doi:10.2307/2531485.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lgamma, log

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue
from cenotaph.estimate.existence import filled_cells, has_estimate
from cenotaph.estimate.histories import CaptureHistories, list_pairs
from cenotaph.estimate.intervals import log_normal_interval
from cenotaph.estimate.poisson import fit_poisson
from cenotaph.estimate.result import Estimate

__all__ = [
    "LogLinearFit",
    "average_models",
    "estimate_averaged",
    "estimate_loglinear",
    "fit_models",
    "hierarchical_models",
    "model_name",
    "pairwise_models",
    "profile_interval",
]

Terms = tuple[int, ...]
CHI_SQUARE_95 = 3.841458820694124
ALL_MODELS_UP_TO = 5  # lists: 6,893 hierarchical models; six lists have millions
PAIRWISE_UP_TO = 6  # lists: 32,768 models in seconds; the two million of seven do not end while somebody waits
TELLS_NOTHING = 10.0  # a standard error of ten times those not listed: the fit has run off along a flat likelihood
CLOSE_BIC = 6.0  # strong evidence begins here (Kass & Raftery 1995, doi:10.1080/01621459.1995.10476572)
NEGLIGIBLE_BIC = 20.0  # a weight below e^-10 of the best model's moves no printed digit
NO_MODEL = "no model has an estimate that the data hold: the lists overlap too little"


@dataclass(frozen=True, slots=True)
class LogLinearFit:
    """One model: `terms` beyond the main effects (bit masks of lists), the estimate of all victims, its standard error, fit and
    size.
    """

    terms: Terms
    documented: int
    estimate: float
    standard_error: float
    log_likelihood: float
    parameters: int
    aic: float
    bic: float
    converged: bool

    @property
    def usable(self) -> bool:
        """Whether it converged to an estimate that the data hold: its standard error is not ten times what it says is missing."""
        return self.converged and self.standard_error <= TELLS_NOTHING * (self.estimate - self.documented + 1)


@lru_cache(maxsize=8)
def hierarchical_models(lists: int) -> tuple[Terms, ...]:
    """Every hierarchical model with all main effects but the saturated one: 113 for four lists, 6,893 for five.

    Raises `InvalidValue` above five lists, where there are millions.
    """
    if lists > ALL_MODELS_UP_TO:
        raise InvalidValue(f"all models are fitted for up to {ALL_MODELS_UP_TO} lists; use pairwise_models for {lists}")
    candidates = sorted(
        (term for term in range(2**lists - 1) if term.bit_count() >= 2), key=lambda term: (term.bit_count(), term)
    )

    def grow(at: int, chosen: frozenset[int]) -> Iterator[Terms]:
        if at == len(candidates):
            yield tuple(sorted(chosen))
            return
        yield from grow(at + 1, chosen)
        term = candidates[at]
        below = [term & ~(1 << k) for k in range(lists) if term >> k & 1]
        if all(part in chosen or part.bit_count() == 1 for part in below):
            yield from grow(at + 1, chosen | {term})

    return tuple(grow(0, frozenset()))


@lru_cache(maxsize=8)
def pairwise_models(lists: int) -> tuple[Terms, ...]:
    """Every model of main effects and pairs: 1,024 for five lists, 32,768 for six. Raises `InvalidValue` above that: seven lists
    have two million, which no machine fits while somebody waits.
    """
    if lists > PAIRWISE_UP_TO:
        models = 2 ** (lists * (lists - 1) // 2)
        raise InvalidValue(
            f"every model with pairs is fitted for up to {PAIRWISE_UP_TO} lists, and {lists} have {models:,}; "
            "the method stepwise looks among the same models"
        )
    pairs = list_pairs(lists)
    return tuple(tuple(pair for k, pair in enumerate(pairs) if chosen >> k & 1) for chosen in range(2 ** len(pairs)))


def model_name(terms: Terms, lists: int) -> str:
    """The generating class, lists numbered from 1: `[123,14,34]`."""
    every = [1 << k for k in range(lists)] + list(terms)
    top = [term for term in every if not any(term != other and term & other == term for other in every)]
    named = sorted("".join(str(k + 1) for k in range(lists) if term >> k & 1) for term in top)
    return "[" + ",".join(sorted(named, key=lambda name: (-len(name), name))) + "]"


def _design(terms: Sequence[int], cells: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.column_stack([np.ones(len(cells)), *((cells & term == term).astype(float) for term in terms)])


def fit_models(histories: CaptureHistories, models: Sequence[Terms]) -> list[LogLinearFit]:
    """Fit `models` by Poisson likelihood, those of one size together; in the order given.

    The estimate is n + exp(intercept), its standard error sqrt(exp(b) + exp(2b) var(b)). AIC = 2p - 2 log L and
    BIC = p log n - 2 log L. A model that does not converge, for want of overlap, says so and has an estimate all the same.
    """
    from scipy.special import gammaln

    lists = len(histories.lists)
    cells = np.arange(1, 2**lists)
    observed = histories.counts[1:].astype(float)
    mains = [1 << k for k in range(lists)]
    by_size: dict[int, list[int]] = {}
    for at, terms in enumerate(models):
        by_size.setdefault(len(terms), []).append(at)
    fits: dict[int, LogLinearFit] = {}
    log_factorials = gammaln(observed + 1)
    everything = {term: (cells & term == term).astype(float) for term in {*mains, *(t for terms in models for t in terms)}}
    for members in by_size.values():
        for start in range(0, len(members), 512):
            some = members[start : start + 512]
            design = np.stack(
                [np.column_stack([np.ones(len(cells)), *(everything[t] for t in (*mains, *models[at]))]) for at in some]
            )
            fitted = fit_poisson(design, observed)
            log_likelihood = (observed * fitted.log_fitted - np.exp(fitted.log_fitted) - log_factorials).sum(axis=1)
            for row, at in enumerate(some):
                missing = float(np.exp(min(fitted.beta[row, 0], 700.0)))
                parameters = design.shape[2]
                fits[at] = LogLinearFit(
                    tuple(models[at]),
                    histories.documented,
                    histories.documented + missing,
                    float(np.sqrt(missing + missing**2 * max(fitted.intercept_variance[row], 0.0))),
                    float(log_likelihood[row]),
                    parameters,
                    float(2 * parameters - 2 * log_likelihood[row]),
                    float(parameters * np.log(histories.documented) - 2 * log_likelihood[row]),
                    bool(fitted.settled[row]),
                )
    return [fits[at] for at in range(len(models))]


def profile_interval(histories: CaptureHistories, terms: Terms) -> tuple[float, float]:
    """The 95 % interval of all victims by the profile of the multinomial likelihood over the number on no list.

    For each number missing the model is fitted to the whole table; the interval holds what lies within 3.84 / 2 of the
    best. It is not symmetric, as the truth is not. Cormack 1992, doi:10.2307/2532314.
    """
    lists = len(histories.lists)
    cells = np.arange(2**lists)
    design = _design([*(1 << k for k in range(lists)), *terms], cells)[None]
    n = histories.documented

    def profile(missing: float) -> float:
        table = histories.counts.astype(float)
        table[0] = missing
        eta = fit_poisson(design, table).log_fitted[0]
        total = n + missing
        share = eta - log(float(np.exp(eta).sum()))
        return lgamma(total + 1) - lgamma(missing + 1) + float((table * share).sum())

    best = max(fit_models(histories, [terms])[0].estimate - n, 1e-6)
    top_at = _maximum(profile, best)
    top = profile(top_at)

    def inside(missing: float) -> bool:
        return 2 * (top - profile(missing)) <= CHI_SQUARE_95

    low = 0.0 if inside(1e-9) else _edge(inside, top_at, 1e-9)
    high = top_at + 1.0
    while inside(high) and high < 1e12:
        high = 2 * high + 1
    return n + low, n + _edge(inside, top_at, high)


def _maximum(profile: Callable[[float], float], start: float) -> float:
    """Golden section about the maximum of a profile that has one."""
    low, high = start / 4, start * 4 + 10
    ratio = (5**0.5 - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    left, right = profile(a), profile(b)
    for _ in range(60):
        if left < right:
            low, a, left = a, b, right
            b = low + ratio * (high - low)
            right = profile(b)
        else:
            high, b, right = b, a, left
            a = high - ratio * (high - low)
            left = profile(a)
        if high - low < 1e-4 * (1 + high):
            break
    return (low + high) / 2


def _edge(inside: Callable[[float], bool], within: float, outside: float) -> float:
    """Where `inside` ends between two numbers."""
    for _ in range(60):
        middle = (within + outside) / 2
        within, outside = (middle, outside) if inside(middle) else (within, middle)
    return (within + outside) / 2


def average_models(fits: Sequence[LogLinearFit]) -> tuple[float, float]:
    """The estimate averaged by BIC weights, and its standard error with the spread between models.

    Buckland, Burnham & Augustin 1997, doi:10.2307/2533961. Models that did not converge are left out; raises `InvalidValue` when
    none did.
    """
    kept = [fit for fit in fits if fit.usable]
    if not kept:
        raise InvalidValue(NO_MODEL)
    bic = np.array([fit.bic for fit in kept])
    weight = np.exp(-(bic - bic.min()) / 2)
    weight /= weight.sum()
    estimates = np.array([fit.estimate for fit in kept])
    mean = float(weight @ estimates)
    errors = np.array([fit.standard_error for fit in kept])
    return mean, float(weight @ np.sqrt(errors**2 + (estimates - mean) ** 2))


def _models(lists: int) -> tuple[Terms, ...]:
    """All hierarchical models as long as they can be counted, else the pairwise ones."""
    return hierarchical_models(lists) if lists <= ALL_MODELS_UP_TO else pairwise_models(lists)


def _existing(histories: CaptureHistories, fits: Sequence[LogLinearFit]) -> Iterator[LogLinearFit]:
    """The usable fits whose estimate exists, the least BIC first; those far from the best are not looked at."""
    lists, filled = len(histories.lists), filled_cells(histories.counts[1:])
    best: float | None = None
    for fit in sorted((fit for fit in fits if fit.usable), key=lambda fit: fit.bic):
        if best is not None and fit.bic > best + NEGLIGIBLE_BIC:
            return
        if has_estimate(lists, fit.terms, filled):
            best = fit.bic if best is None else best
            yield fit


def estimate_loglinear(histories: CaptureHistories) -> Estimate:
    """The model with the least BIC, with its profile interval: of all hierarchical ones up to five lists, else of the pairwise
    ones.

    The interval holds for that model only; that many models were looked at makes it too narrow (see
    `estimate_averaged`). Raises `InvalidValue` when no model has an estimate.
    """
    lists = len(histories.lists)
    fits = fit_models(histories, _models(lists))
    best = next(_existing(histories, fits), None)
    if best is None:
        raise InvalidValue(NO_MODEL)
    low, high = profile_interval(histories, best.terms)
    close = sorted(fit.estimate for fit in fits if fit.usable and fit.bic < best.bic + CLOSE_BIC)
    return Estimate(
        f"log-linear {model_name(best.terms, lists)}",
        best.estimate,
        low,
        high,
        histories.documented,
        best.standard_error,
        "this dependence between lists and no other; victims equally easy to name",
        () if close[-1] < 2 * close[0] else (f"models that fit as well give {close[0]:,.0f} to {close[-1]:,.0f}",),
        {"models": len(fits), "usable": sum(fit.usable for fit in fits), "BIC": round(best.bic, 1)},
    )


def estimate_averaged(histories: CaptureHistories) -> Estimate:
    """All models averaged by BIC weights (see `average_models`); the interval is log-normal about the unlisted.

    Unlike that of the best model, the interval holds the doubt which model is right, as far as the models differ. Raises
    `InvalidValue` when no model has an estimate.
    """
    fits = list(_existing(histories, fit_models(histories, _models(len(histories.lists)))))
    mean, error = average_models(fits)
    n = histories.documented
    missing = mean - n
    low, high = log_normal_interval(n, missing, error) if missing > 0 else (mean, mean)
    return Estimate(
        "log-linear, averaged by BIC",
        mean,
        low,
        high,
        n,
        error,
        "dependence between lists as in some model, each weighed by its fit; victims equally easy to name",
        details={"models that count": len(fits)},
    )
