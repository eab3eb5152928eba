"""Latent classes: victims are of unknown kinds, and within a kind lists do not depend on each other.

In go capture histories; out come draws of the number of all victims. The kinds have weights from a Dirichlet process cut off at
`classes`, so few kinds are used unless the data ask for more. The posterior often has several modes, which plain Gibbs chains
take a hundred thousand rounds to pass between, and a chain that sits in one of them looks settled. So each chain has companions
that see thinned tables, whose posteriors are wide, and exchanges places with them.

Wrong when no mixture of independent kinds makes the dependence that is there, and, as every method, when a kind of victim is
on no list at all.

Manrique-Vallier 2016, doi:10.1111/biom.12502; Ishwaran & James 2001, doi:10.1198/016214501750332758 for the truncated process;
Geyer 1991, hdl:11299/58440, for chains that exchange places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue
from cenotaph.estimate.diagnostics import effective_samples, split_rhat
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.result import Estimate, Posterior

__all__ = ["LatentClassOptions", "LatentClassRun", "LatentClassState", "run_latent_class"]

SMALLEST = 1e-300  # near the least float: keeps log() finite
NEAR_ONE = 1 - 1e-12  # the same for log(1 - x)
START_TIMES, START_WEIGHT = 2.0, 10.0  # where chains begin: twice the documented, loosely; burn-in forgets it
ENOUGH_SAMPLES, WORST_RHAT = 400, 1.01  # Vehtari et al. 2021, doi:10.1214/20-BA1221
THINNED_TO, LEAST_LEFT = 0.6, 10  # each companion sees three fifths of the table of the one before, the last ten victims at least
GOLDEN = (5**0.5 - 1) / 2  # steps of a search that never repeat


@dataclass(frozen=True, slots=True)
class LatentClassOptions:
    """`classes` at most; each of `chains` discards `burn_in` rounds and keeps one of `thin`, `samples` times, beside `companions`
    chains on tables thinned to 0.6 of the one before. `shape` and `rate` are the gamma prior of the concentration.
    """

    classes: int = 10
    chains: int = 16
    companions: int = 5
    burn_in: int = 1_000
    samples: int = 1_000
    thin: int = 10
    shape: float = 0.25
    rate: float = 0.25
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.classes, self.chains, self.samples, self.thin) < 1 or min(self.burn_in, self.companions) < 0:
            raise InvalidValue("classes, chains, samples and thin are at least 1, companions and burn_in at least 0")


@dataclass(frozen=True, slots=True)
class LatentClassState:
    """Where the chains and their companions stand: log weights (all, classes), capture chances (all, classes, lists),
    concentration (all,), generator. A chain is followed by its companions, the fullest table first.
    """

    log_weight: NDArray[np.float64]
    chance: NDArray[np.float64]
    concentration: NDArray[np.float64]
    generator: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class LatentClassRun:
    """Draws of all victims (chains, samples), and where to go on."""

    draws: NDArray[np.float64]
    histories: CaptureHistories
    options: LatentClassOptions
    state: LatentClassState

    @property
    def rhat(self) -> float:
        """Split R-hat of the draws; see `split_rhat`."""
        return split_rhat(self.draws)

    @property
    def effective(self) -> float:
        """Effective sample size of the draws; see `effective_samples`."""
        return effective_samples(self.draws)

    def estimate(self) -> Estimate:
        """The median with the central 95 %, and warnings where the chains do not agree."""
        low, middle, high = np.quantile(self.draws, [0.025, 0.5, 0.975])
        rhat, effective = self.rhat, self.effective
        warnings = []
        if not rhat <= WORST_RHAT:
            warnings.append(f"the chains do not agree (R-hat {rhat:.3f}): run longer")
        if effective < ENOUGH_SAMPLES:
            warnings.append(f"the draws are worth {effective:.0f} independent ones only: run longer")
        return Estimate(
            "latent classes", float(middle), float(low), float(high), self.histories.documented,
            supposes="within an unknown kind of victim, lists do not depend on each other", warnings=tuple(warnings),
            details={"R-hat": round(rhat, 4), "effective samples": round(effective)},
            posterior=Posterior.of_draws(self.draws.ravel()),
        )  # fmt: skip

    def go_on(self, samples: int) -> "LatentClassRun":
        """The run with as many more samples: the same draws as one longer run would have."""
        more, state = _sample(self.histories, replace(self.options, samples=samples, burn_in=0), self.state)
        return replace(self, draws=np.concatenate([self.draws, more], axis=1), state=state)


def run_latent_class(histories: CaptureHistories, options: LatentClassOptions = LatentClassOptions()) -> LatentClassRun:
    """Sample the posterior by Gibbs steps and exchanges, with prior 1 / N on all victims. The same seed gives the same draws.

    Raises `InvalidValue` for fewer than three lists: two cannot tell kinds of victims from dependence.
    """
    if len(histories.lists) < 3:
        raise InvalidValue("latent classes need three lists or more")
    generator = np.random.default_rng(options.seed)
    everyone = options.chains * len(_thinned(histories.counts, options.companions))
    shape = (everyone, options.classes, len(histories.lists))
    named = np.array([histories.counts[histories.members(k)].sum() for k in range(len(histories.lists))])
    rate = named / (START_TIMES * histories.documented)
    start = LatentClassState(
        np.log(generator.dirichlet(0.5 ** np.arange(options.classes), everyone) + SMALLEST),
        generator.beta(1 + START_WEIGHT * rate, 1 + START_WEIGHT * (1 - rate), shape),
        np.ones(everyone),
        generator.bit_generator.state,
    )
    draws, state = _sample(histories, options, start)
    return LatentClassRun(draws, histories, options, state)


def _sample(
    histories: CaptureHistories, options: LatentClassOptions, start: LatentClassState
) -> tuple[NDArray[np.float64], LatentClassState]:
    generator = np.random.default_rng()
    generator.bit_generator.state = dict(start.generator)
    cells = np.flatnonzero(histories.counts)
    thinned = _thinned(histories.counts[cells], options.companions)
    tables = np.tile(thinned, (options.chains, 1))
    documented = tables.sum(axis=1)
    named = ((cells[:, None] >> np.arange(len(histories.lists))) & 1).astype(float)
    log_weight, chance, concentration = start.log_weight, start.chance, start.concentration
    draws = np.empty((options.chains, options.samples))
    rows = np.arange(len(tables))[:, None]
    for step in range(options.burn_in + options.samples * options.thin):
        log_yes, log_no = np.log(chance + SMALLEST), np.log1p(-np.minimum(chance, NEAR_ONE))
        nobody = log_weight + log_no.sum(axis=2)
        log_share = nobody[:, None, :] + np.matmul(log_yes - log_no, named.T).transpose(0, 2, 1)
        share, total = _shares(log_share)
        unnamed = np.exp(nobody)
        none = np.minimum(unnamed.sum(axis=1), NEAR_ONE)
        if len(thinned) > 1:
            log_cell = total - np.log1p(-none)[:, None]
            at = _exchanged(generator, thinned, log_cell)
            share, unnamed, none = share[at], unnamed[at], none[at]
            log_weight, concentration = log_weight[at], concentration[at]
        inside = generator.multinomial(tables, share)
        missing = generator.negative_binomial(documented, 1 - none)
        outside = generator.multinomial(missing, unnamed / unnamed.sum(axis=1, keepdims=True))
        yes = np.matmul(inside.transpose(0, 2, 1), named)
        members = inside.sum(axis=1) + outside
        chance = generator.beta(1 + yes, 1 + members[:, :, None] - yes)
        order = _relabelled(generator, log_weight, members)
        members, chance = members[rows, order], chance[rows, order]
        log_weight, last = _sticks(generator, members, concentration)
        concentration = generator.gamma(options.shape + options.classes - 1, 1 / (options.rate - last))
        kept = step - options.burn_in
        if kept >= 0 and (kept + 1) % options.thin == 0:
            draws[:, kept // options.thin] = (documented + missing)[:: len(thinned)]
    return draws, LatentClassState(log_weight, chance, concentration, generator.bit_generator.state)


def _thinned(counts: NDArray[np.int64], companions: int) -> NDArray[np.int64]:
    """The table, and under it those of the companions (companions + 1 at most, cells), each with 0.6 of the victims of the one
    before, as long as ten are left.

    Victims leave in the order of a golden-ratio sequence, so each combination of lists is thinned alike, and those who are in a
    table are in all fuller ones.
    """
    owner = np.repeat(np.arange(len(counts)), counts)
    rungs = 1 + min(companions, max(0, int(np.log(LEAST_LEFT / len(owner)) / np.log(THINNED_TO))))
    leaves = (np.arange(len(owner)) * GOLDEN) % 1.0
    return np.stack([np.bincount(owner[leaves < THINNED_TO**k], minlength=len(counts)) for k in range(rungs)])


def _exchanged(generator: np.random.Generator, thinned: NDArray[np.int64], log_cell: NDArray[np.float64]) -> NDArray[np.int64]:
    """Whose parameters each chain goes on with (all,): neighbours of a ladder change places by a Metropolis step.

    `log_cell` (all, cells) is the log chance of each combination for a named victim. The number of all victims and their kinds
    are summed out of it, so an exchange is judged by the parameters alone.
    """
    at = np.arange(len(log_cell)).reshape(-1, len(thinned))
    for k in range(len(thinned) - 1):
        fuller, thinner = at[:, k].copy(), at[:, k + 1].copy()
        more = thinned[k] - thinned[k + 1]
        log_chance = ((log_cell[thinner] - log_cell[fuller]) * more).sum(axis=1)
        moves = np.log(generator.random(len(at))) < log_chance
        at[moves, k], at[moves, k + 1] = thinner[moves], fuller[moves]
    return at.ravel()


def _shares(log_share: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each class's share along the last axis, and the log of the whole."""
    top = log_share.max(axis=-1, keepdims=True)
    share = np.exp(log_share - top)
    whole = share.sum(axis=-1, keepdims=True)
    return np.asarray(share / whole), np.asarray((top + np.log(whole)).squeeze(-1))


def _relabelled(generator: np.random.Generator, log_weight: NDArray[np.float64], members: NDArray[np.int64]) -> NDArray[np.int64]:
    """An order of the classes (chains, classes) in which pairs may have changed places, weights staying where they are.

    Sticks put large classes first; a large class that began late stays there for thousands of rounds unless labels may
    move. Metropolis steps of Papaspiliopoulos & Roberts 2008, doi:10.1093/biomet/asm086: classes k and l change places
    with chance (weight l / weight k) to the power of how many more k has.
    """
    chains, classes = members.shape
    order = np.broadcast_to(np.arange(classes), (chains, classes)).copy()
    size = members.astype(float).copy()
    row = np.arange(chains)
    for _ in range(classes):
        k, other = generator.integers(0, classes, (2, chains))
        log_chance = (log_weight[row, other] - log_weight[row, k]) * (size[row, k] - size[row, other])
        moves = np.log(generator.random(chains)) < log_chance
        at, a, b = row[moves], k[moves], other[moves]
        order[at, a], order[at, b] = order[at, b], order[at, a]
        size[at, a], size[at, b] = size[at, b], size[at, a]
    return order


def _sticks(
    generator: np.random.Generator, members: NDArray[np.int64], concentration: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """New log weights by breaking a stick, and the log of what is left for the last class (chains,)."""
    later = np.flip(np.cumsum(np.flip(members, axis=1), axis=1), axis=1) - members
    broken = generator.beta(1 + members[:, :-1], concentration[:, None] + later[:, :-1])
    broken = np.clip(broken, 1e-12, 1 - 1e-12)
    left = np.cumsum(np.log1p(-broken), axis=1)
    first = np.log(broken) + np.concatenate([np.zeros((len(members), 1)), left[:, :-1]], axis=1)
    return np.concatenate([first, left[:, -1:]], axis=1), left[:, -1]
