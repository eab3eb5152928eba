"""What part of the matching pairs a set of blocking rules brings, the pairs that none of them brought included.

In go the matching pairs that were found: for each column whether the two agree (boolean, one a pair), and how sure the pair is
(0 to 1). Columns that err together (a birth date and its year) are one *trait*; traits err independently within each of two kinds
of pairs, carefully and carelessly written ones. That is a latent class model of pairs that were seen only if some rule brought
them, fitted by expectation-maximisation with the unseen pairs put in at every step, as for a truncated sample (Dempster, Laird
and Rubin 1977, section 4.2, doi:10.1111/j.2517-6161.1977.tb01600.x). Unseen pairs are drawn from the model with a fixed seed, so
the same pairs give the same answer.

Counting how many rules brought each pair and extrapolating (Chao), the obvious way, takes rules for independent witnesses; two
rules that both ask for the family name are one. It was off by orders of magnitude. Refuses nothing; of no pairs the share is 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cenotaph.link.blocking import BlockingRule, brought_by

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Coverage", "cover_pairs", "estimate_coverage"]

KINDS = 2  # of pairs, carefully and carelessly written: one overlooks what the careless lose, three follow chance
LOOKED_AT = 40_000  # pairs: bounds the time, and a rare pattern is still seen
DRAWN = 6_000  # pairs of each kind: a share of one in a hundred within a tenth of itself
ROUNDS = 40  # of EM: the share has settled to the printed digit
PRIOR_PAIRS = 8.0  # of each trait and kind, spread as among all pairs: a pattern that few show is not taken for impossible
LEAST_SEEN = 0.05  # of the pairs of a kind: what is seen less is not told from what is not there
TRAITS = (
    ("given_skel", "given_start", "given_initial"),
    ("family_skel", "family_start", "rest_skel", "father_skel", "grandfather_skel"),
    ("birth_date", "birth_year", "birth_month_day", "age"),
    ("postcode", "postcode_start"),
)
EXCHANGED = "exchanged"
WHOLE = "whole_skel"
OF_THE_WHOLE = ("given_skel", "rest_skel")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Pairs drawn from the model: for each column whether the two agree, and what each weighs, together the matching pairs there
    are supposed to be, found or not.
    """

    agree: Mapping[str, NDArray[np.bool_]]
    weight: NDArray[np.float64]

    @property
    def matches(self) -> float:
        """How many matching pairs there are supposed to be."""
        return float(self.weight.sum())

    def brought(self, rule: BlockingRule) -> NDArray[np.bool_]:
        """Which of the drawn pairs `rule` brings."""
        return brings(self.agree, rule, len(self.weight))

    def share(self, rules: Sequence[BlockingRule]) -> float:
        """The share of the matching pairs that at least one of the rules brings, 0.05 to 1."""
        if not self.matches:
            return 1.0
        brought = float(self.weight[_found(self.agree, rules, len(self.weight))].sum()) / self.matches
        return max(LEAST_SEEN, brought)


def brings(agree: Mapping[str, NDArray[np.bool_]], rule: BlockingRule, pairs: int) -> NDArray[np.bool_]:
    """Which of so many pairs a rule brings, by what they agree on; what was not looked at agrees on nothing."""
    if rule.crossed:
        return agree.get(EXCHANGED, np.zeros(pairs, dtype=bool))
    fits = np.ones(pairs, dtype=bool)
    for column in rule.columns:
        fits &= agree.get(column, np.zeros(pairs, dtype=bool))
    return fits


def estimate_coverage(
    agree: Mapping[str, NDArray[np.bool_]], sure: NDArray[np.float64], rules: Sequence[BlockingRule]
) -> Coverage:
    """Fit to the pairs that `rules` brought. `agree` has "exchanged" for given and family name that changed places."""
    seen = _found(agree, rules, len(sure))
    traits = _traits(agree)
    if not traits or not sure[seen].sum():
        return Coverage({}, np.zeros(0))
    values, codes = zip(*(_patterns({name: fits[seen] for name, fits in agree.items()}, trait) for trait in traits), strict=True)
    pairs = _Pairs(traits, values, codes, sure[seen], tuple(rules))
    return _fit(pairs)


def cover_pairs(
    features: "pyarrow.Table",
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    sure: NDArray[np.float64],
    asked: Sequence[BlockingRule],
    used: Sequence[BlockingRule],
) -> tuple[Coverage, float]:
    """Fit to pairs of record numbers that the `used` rules brought, of many to some, so that the `asked` ones can be judged; and
    which share of the pairs that is.
    """
    some = slice(None, None, 1 + len(sure) // LOOKED_AT)
    columns = sorted({column for rule in asked for column in rule.columns})
    wanted = [*(BlockingRule((column,)) for column in columns), *(rule for rule in asked if rule.crossed)]
    names = [*columns, *(EXCHANGED for rule in asked if rule.crossed)]
    agree = dict(zip(names, brought_by(features, left[some], right[some], wanted), strict=True))
    return estimate_coverage(agree, sure[some], used), len(sure[some]) / max(1, len(sure))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs seen: their traits, the different patterns of each (patterns, columns), and which of them each pair shows."""

    traits: Sequence[tuple[str, ...]]
    values: Sequence[NDArray[np.bool_]]
    codes: Sequence[NDArray[np.int64]]
    sure: NDArray[np.float64]
    rules: tuple[BlockingRule, ...]

    def shares(self, weight: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """How often each pattern of each trait occurs, for pairs of these weights."""
        return [
            _normal(np.bincount(code, weights=weight, minlength=len(value)))
            for value, code in zip(self.values, self.codes, strict=True)
        ]


def _fit(pairs: _Pairs) -> Coverage:
    usual = pairs.shares(pairs.sure)
    chance = np.random.default_rng(1).random((len(pairs.traits), DRAWN))
    of_kind = _at_first(pairs)
    absent, unseen = np.zeros(KINDS), [usual] * KINDS
    for _ in range(ROUNDS):
        counts = (of_kind * pairs.sure[:, None]).sum(axis=0)
        learnt = [
            [
                _normal(seen * counts[k] + lost * absent[k] + often * PRIOR_PAIRS)
                for seen, lost, often in zip(pairs.shares(pairs.sure * of_kind[:, k]), unseen[k], usual, strict=True)
            ]
            for k in range(KINDS)
        ]
        drawn = [_drawn(learnt[k], pairs, chance) for k in range(KINDS)]
        found = [_found(fits, pairs.rules, DRAWN) for _, fits in drawn]
        share = np.array([max(LEAST_SEEN, float(one.mean())) for one in found])
        absent = counts * (1 - share) / share
        unseen = [
            [
                _normal(np.bincount(picked[~found[k]], minlength=len(value)))
                for picked, value in zip(drawn[k][0], pairs.values, strict=True)
            ]
            for k in range(KINDS)
        ]
        of_kind = _kind_of(pairs, learnt, counts + absent)
    agree = {name: np.concatenate([fits[name] for _, fits in drawn]) for name in drawn[0][1]}
    return Coverage(agree, np.repeat((counts + absent) / DRAWN, DRAWN))


def _kind_of(pairs: _Pairs, learnt: Sequence[Sequence[NDArray[np.float64]]], size: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each pair is of each kind (pairs, kinds)."""
    likely = np.stack(
        [
            np.log(max(size[k], 1e-9)) + sum(np.log(shares)[code] for shares, code in zip(learnt[k], pairs.codes, strict=True))
            for k in range(KINDS)
        ],
        axis=1,
    )
    return np.asarray(np.exp(likely - np.logaddexp.reduce(likely, axis=1)[:, None]))


def _at_first(pairs: _Pairs) -> NDArray[np.float64]:
    """The same before anything is learnt, by how many traits agree."""
    agreements = np.zeros(len(pairs.sure))
    for value, code in zip(pairs.values, pairs.codes, strict=True):
        agreements += np.asarray(value.any(axis=1))[code]
    careful = agreements > float(pairs.sure @ agreements) / float(pairs.sure.sum())
    return np.where(careful[:, None], [0.8, 0.2], [0.2, 0.8])


def _found(agree: Mapping[str, NDArray[np.bool_]], rules: Sequence[BlockingRule], pairs: int) -> NDArray[np.bool_]:
    found = np.zeros(pairs, dtype=bool)
    for rule in rules:
        found |= brings(agree, rule, pairs)
    return found


def _traits(agree: Mapping[str, NDArray[np.bool_]]) -> list[tuple[str, ...]]:
    """The columns that were looked at, those that err together in one."""
    known = [tuple(column for column in trait if column in agree) for trait in TRAITS]
    together = {column for trait in known for column in trait} | {WHOLE}
    return [trait for trait in known if trait] + [(column,) for column in agree if column not in together]


def _patterns(agree: Mapping[str, NDArray[np.bool_]], trait: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The different patterns of agreement of a trait (patterns, columns), and which of them each pair shows."""
    codes = np.zeros(len(agree[trait[0]]), dtype=np.int64)
    for at, column in enumerate(trait):
        codes |= agree[column].astype(np.int64) << at
    different, code = np.unique(codes, return_inverse=True)
    return np.stack([(different >> at) & 1 == 1 for at in range(len(trait))], axis=1), code


def _normal(counts: NDArray[Any], axis: int | None = None) -> NDArray[np.float64]:
    floored = np.maximum(counts, 1e-9)
    return np.asarray(floored / floored.sum(axis=axis, keepdims=axis is not None))


def _drawn(
    learnt: Sequence[NDArray[np.float64]], pairs: _Pairs, chance: NDArray[np.float64]
) -> tuple[list[NDArray[np.int64]], dict[str, NDArray[np.bool_]]]:
    """Pairs drawn from one kind: the pattern of each trait, and what they agree on."""
    picked = [np.searchsorted(np.cumsum(shares)[:-1], row) for shares, row in zip(learnt, chance, strict=True)]
    fits = {
        column: value[pick, at]
        for trait, value, pick in zip(pairs.traits, pairs.values, picked, strict=True)
        for at, column in enumerate(trait)
    }
    if all(column in fits for column in OF_THE_WHOLE):
        fits[WHOLE] = fits[OF_THE_WHOLE[0]] & fits[OF_THE_WHOLE[1]]
    return picked, fits
