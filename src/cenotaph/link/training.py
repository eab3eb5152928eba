"""Estimates how often each level occurs among records of one person (m) and of two (u), by expectation-maximisation.

In go counted patterns: an array (patterns, comparisons) of levels, -1 for missing, and how many pairs show each; and the priors
as pseudo-counts: how many pairs of each level are supposed to have been seen before any were. Out come the probabilities. Every M
step adds the pseudo-counts (a Dirichlet prior), which keeps lists of fifty rows from learning that a level never occurs; without
them one odd pair makes a weight infinite.

Fellegi and Sunter 1969, doi:10.1080/01621459.1969.10501049; Winkler 1988 for the EM.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Patterns", "Probabilities", "Reach", "estimate_m", "estimate_u", "posterior"]

ROUNDS = 200  # of EM: a stop for lists on which it would go on for ever; it ends by itself long before
CLOSE = 1e-6  # of a share: weights have settled to the printed digit
FLOOR = 1e-7  # a level is never ruled out by training: a weight of at most 23 bits


@dataclass(frozen=True, slots=True)
class Patterns:
    """Levels of each distinct pattern (patterns, comparisons), -1 missing, and its number of pairs (patterns,)."""

    levels: NDArray[np.int64]
    counts: NDArray[np.float64]

    @property
    def pairs(self) -> float:
        """How many pairs there are in all."""
        return float(self.counts.sum())


@dataclass(frozen=True, slots=True)
class Reach:
    """How many pairs there are in all, compared or not, and how many of them can be matches at most."""

    pairs: float
    matches: float


Probabilities = tuple[NDArray[np.float64], ...]


def _log_ratio(patterns: Patterns, m: Probabilities, u: Probabilities) -> NDArray[np.float64]:
    total = np.zeros(len(patterns.counts))
    for c in range(len(m)):
        ratio = np.concatenate([np.log(m[c]) - np.log(u[c]), [0.0]])
        total += ratio[patterns.levels[:, c]]
    return total


def posterior(patterns: Patterns, m: Probabilities, u: Probabilities, share: float) -> NDArray[np.float64]:
    """The chance of each pattern's pairs to be one person, `share` being the chance before anything is compared."""
    odds = np.log(share) - np.log1p(-share) + _log_ratio(patterns, m, u)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500))))


def _level_counts(patterns: Patterns, weight: NDArray[np.float64], c: int, size: int) -> NDArray[np.float64]:
    seen = patterns.levels[:, c] >= 0
    return np.bincount(patterns.levels[seen, c], weights=weight[seen], minlength=size).astype(float)


def _normal(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    floored = np.maximum(counts / counts.sum(), FLOOR)
    return np.asarray(floored / floored.sum())


def estimate_m(
    patterns: Patterns, m: Probabilities, u: Probabilities, prior: Probabilities, reach: Reach, share: float
) -> tuple[Probabilities, float]:
    """The m and the share of matches among all pairs, from the patterns of the pairs that blocking kept; u is held.

    The expectation runs over kept pairs only, with the odds of all pairs: a pair that no rule brought is taken to be no
    match. That is full EM with a short E step, and not the same as EM within the kept pairs, where siblings that a rule brings
    together by the thousand would pass for a second kind of match.
    """
    now = m
    for _ in range(ROUNDS):
        weight = posterior(patterns, now, u, share) * patterns.counts
        fresh = tuple(_normal(_level_counts(patterns, weight, c, len(start)) + start) for c, start in enumerate(prior))
        moved = max(float(np.abs(after - before).max()) for after, before in zip(fresh, now, strict=True))
        now = fresh
        share = float(np.clip((min(float(weight.sum()), reach.matches) + 0.5) / (reach.pairs + 1.0), 1e-12, 0.5))
        if moved < CLOSE:
            break
    return now, share


def estimate_u(
    at_random: Patterns, kept: Patterns, m: Probabilities, prior: Probabilities, reach: Reach, share: float
) -> Probabilities:
    """The u from pairs drawn without looking (`at_random`) and, for what is too rare to be drawn, from those that blocking kept.

    Expected matches are taken out of both. Of two short lists of the same people one pair in fifty is a match; counted as chance,
    that would make agreement look cheap. And an agreement that a few million random pairs never show is not impossible: the
    kept pairs hold a known part of all those there are, so their count over all pairs is the least that u can be.
    """
    now = tuple(_normal(_level_counts(at_random, at_random.counts, c, len(start)) + start) for c, start in enumerate(prior))
    for _ in range(20):
        drawn = (1.0 - posterior(at_random, m, now, share)) * at_random.counts
        blocked = (1.0 - posterior(kept, m, now, share)) * kept.counts
        fresh = []
        for c, start in enumerate(prior):
            seen = _normal(_level_counts(at_random, drawn, c, len(start)) + start)
            least = _level_counts(kept, blocked, c, len(start)) / max(1.0, reach.pairs)
            fresh.append(_normal(np.maximum(seen, least)))
        moved = max(float(np.abs(after - before).max()) for after, before in zip(fresh, now, strict=True))
        now = tuple(fresh)
        if moved < CLOSE:
            break
    return now
