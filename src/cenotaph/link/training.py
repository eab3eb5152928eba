"""Estimates how often each level occurs among records of one person (m), of two strangers (u) and of two of one family (k), by
expectation-maximisation.

In go counted patterns: an array (patterns, comparisons) of levels, -1 for missing, and how many pairs show each; and the priors
as pseudo-counts: how many pairs of each level are supposed to have been seen before any were. Out come the probabilities. Every M
step adds the pseudo-counts (a Dirichlet prior), which keeps lists of fifty rows from learning that a level never occurs; without
them one odd pair makes a weight infinite.

Pairs of one family are a class of their own. Families killed together share name, day and place; with two classes alone, EM takes
"agrees on most" for "one person" wherever families outnumber repeats, and learns that given names and sexes of one person differ.
What a family does not share (given name, age, sex, numbers) is among relatives what it is among strangers and is not learnt.

Fellegi and Sunter 1969, doi:10.1080/01621459.1969.10501049; Winkler 1988 for the EM.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Classes", "Patterns", "Priors", "Probabilities", "Reach", "estimate_classes", "estimate_u", "posteriors"]

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


Probabilities = tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many pairs there are in all, compared or not, how many of them can be matches at most, and how many of one family."""

    pairs: float
    matches: float
    kin: float


@dataclass(frozen=True, slots=True)
class Classes:
    """The chance of each level among pairs of one person (m), of one family (k) and of strangers (u), lowest level first, and the
    shares of the first two among all pairs.
    """

    m: Probabilities
    k: Probabilities
    u: Probabilities
    share: float
    kin_share: float


@dataclass(frozen=True, slots=True)
class Priors:
    """What is supposed before any pair is seen, as numbers of pairs of each level; None in `k` where relatives are as strangers.
    `most` bounds what may be learnt of the lowest level of m; `apart` says how often relatives agree for once that strangers do.
    """

    m: Probabilities
    k: tuple[NDArray[np.float64] | None, ...]
    u: Probabilities
    most: tuple[float, ...]
    apart: tuple[float, ...]

    def kin_of(self, c: int, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chance of each level among relatives in what they do not share, from that among strangers."""
        agreeing = self.apart[c] * u[1:]
        return np.concatenate([[1.0 - agreeing.sum()], agreeing])


def _log_likelihood(patterns: Patterns, chances: Probabilities) -> NDArray[np.float64]:
    total = np.zeros(len(patterns.counts))
    for c, chance in enumerate(chances):
        total += np.concatenate([np.log(chance), [0.0]])[patterns.levels[:, c]]
    return total


def posteriors(patterns: Patterns, now: Classes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The chance of each pattern's pairs to be one person, and to be of one family."""
    one = np.log(now.share) + _log_likelihood(patterns, now.m)
    kin = np.log(now.kin_share) + _log_likelihood(patterns, now.k)
    others = np.log1p(-now.share - now.kin_share) + _log_likelihood(patterns, now.u)
    all_of_them = np.logaddexp(np.logaddexp(one, kin), others)
    return np.exp(one - all_of_them), np.exp(kin - all_of_them)


def _level_counts(patterns: Patterns, weight: NDArray[np.float64], c: int, size: int) -> NDArray[np.float64]:
    seen = patterns.levels[:, c] >= 0
    return np.bincount(patterns.levels[seen, c], weights=weight[seen], minlength=size).astype(float)


def _normal(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    floored = np.maximum(counts / counts.sum(), FLOOR)
    return np.asarray(floored / floored.sum())


def _held(chances: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """The chances with that of the lowest level held to `most`, the others sharing what is left as before."""
    if chances[0] <= most:
        return chances
    return np.concatenate([[most], chances[1:] * (1.0 - most) / (1.0 - chances[0])])


def estimate_classes(patterns: Patterns, start: Classes, priors: Priors, reach: Reach) -> Classes:
    """The m, the k and the shares of matches and of relatives among all pairs, from the patterns of the pairs that blocking kept;
    u is held.

    The expectation runs over kept pairs only, with the odds of all pairs: a pair that no rule brought is taken to be no
    match. That is full EM with a short E step, and not the same as EM within the kept pairs, where pairs that a rule brings
    together by the thousand would pass for a second kind of match.
    """
    now = start
    for _ in range(ROUNDS):
        one, kin = (chance * patterns.counts for chance in posteriors(patterns, now))
        m = tuple(
            _held(_normal(_level_counts(patterns, one, c, len(prior)) + prior), priors.most[c])
            for c, prior in enumerate(priors.m)
        )
        k = tuple(
            priors.kin_of(c, now.u[c]) if prior is None else _normal(_level_counts(patterns, kin, c, len(prior)) + prior)
            for c, prior in enumerate(priors.k)
        )
        share = (min(float(one.sum()), reach.matches) + 0.5) / (reach.pairs + 1.0)
        kin_share = (min(float(kin.sum()), reach.kin) + 0.5) / (reach.pairs + 1.0)
        fresh = Classes(m, k, now.u, float(np.clip(share, 1e-12, 0.4)), float(np.clip(kin_share, 1e-12, 0.4)))
        moved = max(float(np.abs(after - before).max()) for after, before in zip((*m, *k), (*now.m, *now.k), strict=True))
        now = fresh
        if moved < CLOSE:
            break
    return now


def estimate_u(at_random: Patterns, kept: Patterns, now: Classes, priors: Priors, reach: Reach) -> Classes:
    """The u from pairs drawn without looking (`at_random`) and, for what is too rare to be drawn, from those that blocking kept;
    m, k and the shares are held.

    Expected matches and relatives are taken out of both. Of two short lists of the same people one pair in fifty is a match;
    counted as chance, that would make agreement look cheap. And an agreement that a few million random pairs never show is not
    impossible: the kept pairs hold a known part of all those there are, so their count over all pairs is the least that u can be.
    """
    for _ in range(20):
        drawn, blocked = ((1.0 - sum(posteriors(seen, now))) * seen.counts for seen in (at_random, kept))
        fresh = []
        for c, start in enumerate(priors.u):
            seen = _normal(_level_counts(at_random, drawn, c, len(start)) + start)
            least = _level_counts(kept, blocked, c, len(start)) / max(1.0, reach.pairs)
            fresh.append(_normal(np.maximum(seen, least)))
        moved = max(float(np.abs(after - before).max()) for after, before in zip(fresh, now.u, strict=True))
        k = tuple(priors.kin_of(c, fresh[c]) if prior is None else now.k[c] for c, prior in enumerate(priors.k))
        now = Classes(now.m, k, tuple(fresh), now.share, now.kin_share)
        if moved < CLOSE:
            break
    return now
