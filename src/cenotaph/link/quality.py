"""How good a linking is, from a few hundred pairs that people judged: precision and recall with intervals.

In go strata of pairs (joined or not, by weight), each with how many pairs it has and how many of those drawn from it were judged
to be one person. A stratum's share has the posterior beta(same + 1/2, different + 1/2); precision and recall are ratios of sums
over strata, and their intervals are those of 10,000 draws (Marchant and Rubinstein 2017, doi:10.14778/3137628.3137642, for
sampling by strata of weight; Jeffreys' prior keeps a stratum of which five of five were right from being called perfect).

Only pairs drawn for this count: pairs that somebody judged because they looked doubtful would make a good linking look bad.
Refuses to say anything of records that share nothing: what blocking missed enters as its own estimate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from cenotaph.model import stable_id

__all__ = ["FEWEST_JUDGED", "LinkQuality", "QualityPair", "QualityStratum", "draw_sample", "estimate_quality", "strata_of"]

BOUNDS = (-inf, -2.0, 0.0, 2.0, 5.0, 10.0, inf)  # bits: where the share of right pairs changes, a few points within each
LEAST_A_STRATUM = 10  # drawn of each, as far as there are: fewer say nothing of it
UNSURE_AT_LEAST = 0.002  # of a stratum of sure weights, which may be wrong: else nobody would look
FEWEST_JUDGED = 30  # pairs: of fewer no figure is shown, for it would be that of the prior
DRAWS = 10_000  # of the posterior: the ends of an interval to half a point
WITHIN_TWO = log(2.0) / 1.96  # of the log of a number that is within a factor of two in 95 of 100 cases

Interval = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class QualityPair:
    """Two record ids, the weight in bits, and whether the program joined them by itself."""

    first: str
    second: str
    weight: float
    joined: bool

    @property
    def ids(self) -> tuple[str, str]:
        """The two ids in order, as judgements are compared."""
        return (self.first, self.second) if self.first <= self.second else (self.second, self.first)


@dataclass(frozen=True, slots=True)
class QualityStratum:
    """Pairs `joined` or not, of weights from `low` to under `high`: how many there are, how many of those drawn were judged, and
    how many of these are one person; `stated` is the share that the weights say.
    """

    joined: bool
    low: float
    high: float
    pairs: int
    stated: float
    judged: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """Precision and recall of joined pairs: middle, lower and upper end of the central 95 %; None where nothing was joined. With
    them the strata, and the matching pairs that no rule brought, an estimate.
    """

    precision: Interval | None
    recall: Interval | None
    strata: tuple[QualityStratum, ...]
    missed: float

    @property
    def judged(self) -> int:
        """How many pairs of the sample were judged."""
        return sum(one.judged for one in self.strata)

    @property
    def said(self) -> bool:
        """Whether enough were judged for the figures to be shown."""
        return self.precision is not None and self.judged >= FEWEST_JUDGED


def draw_sample(pairs: Iterable[QualityPair], wanted: int) -> list[QualityPair]:
    """So many pairs, strata in turn: of each in proportion to its size and to how unsure its weights are (Neyman), ten at least.
    Within a stratum by a hash of the two ids, so that the same pairs are drawn again when some were judged or the linking is run
    anew.
    """
    held = _by_stratum(pairs)
    spread = {key: len(found) * sqrt(max(UNSURE_AT_LEAST, (p := _stated(found)) * (1 - p))) for key, found in held.items()}
    shares = {key: max(LEAST_A_STRATUM, round(wanted * spread[key] / sum(spread.values()))) for key in held}
    drawn = {key: sorted(found, key=lambda one: stable_id("q", *one.ids))[: shares[key]] for key, found in held.items()}
    turns = max((len(found) for found in drawn.values()), default=0)
    return [drawn[key][n] for n in range(turns) for key in sorted(drawn, reverse=True) if n < len(drawn[key])]


def strata_of(
    pairs: Iterable[QualityPair],
    sample: Sequence[QualityPair],
    same: Iterable[tuple[str, str]],
    different: Iterable[tuple[str, str]],
) -> tuple[QualityStratum, ...]:
    """The strata of all pairs, with what people judged of the pairs that were drawn."""
    one, two = ({tuple(sorted(pair)) for pair in judged} for judged in (same, different))
    judged: dict[tuple[bool, int], list[bool]] = {}
    for pair in sample:
        if pair.ids in one or pair.ids in two:
            judged.setdefault(_key(pair), []).append(pair.ids in one)
    strata = []
    for key, found in sorted(_by_stratum(pairs).items(), reverse=True):
        answers = judged.get(key, [])
        low, high = BOUNDS[key[1]], BOUNDS[key[1] + 1]
        strata.append(QualityStratum(key[0], low, high, len(found), _stated(found), len(answers), sum(answers)))
    return tuple(strata)


def estimate_quality(strata: Sequence[QualityStratum], missed: float, seed: int = 1) -> LinkQuality:
    """Precision and recall of joining. `missed` matching pairs, which no rule brought and of which the number is known within a
    factor of two, count against recall.
    """
    generator = np.random.default_rng(seed)
    right = [one.pairs * generator.beta(one.same + 0.5, one.judged - one.same + 0.5, DRAWS) for one in strata]
    joined = [found for one, found in zip(strata, right, strict=True) if one.joined]
    if not joined:
        return LinkQuality(None, None, tuple(strata), missed)
    matches = np.sum(joined, axis=0)
    precision = matches / sum(one.pairs for one in strata if one.joined)
    unseen = missed * np.exp(generator.normal(scale=WITHIN_TWO, size=DRAWS))
    return LinkQuality(_interval(precision), _interval(matches / (np.sum(right, axis=0) + unseen)), tuple(strata), missed)


def _interval(draws: NDArray[np.float64]) -> Interval:
    low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return float(middle), float(low), float(high)


def _key(pair: QualityPair) -> tuple[bool, int]:
    return pair.joined, next(n for n, (low, high) in enumerate(pairwise(BOUNDS)) if low <= pair.weight < high)


def _by_stratum(pairs: Iterable[QualityPair]) -> dict[tuple[bool, int], list[QualityPair]]:
    held: dict[tuple[bool, int], list[QualityPair]] = {}
    for pair in pairs:
        held.setdefault(_key(pair), []).append(pair)
    return held


def _stated(pairs: Sequence[QualityPair]) -> float:
    return float(np.mean([1 / (1 + 2.0 ** -min(60.0, pair.weight)) for pair in pairs]))
