"""Fits the model to the records at hand: which rules, which comparisons, m, u, and the share of matches.

Training looks at a sample of records when there are many, drawn by a fixed rule, so the same records give the same model on
every machine and engine. The truth about anybody is never an input.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cenotaph.link.blocking import BlockingRule, count_rules, within_budget
from cenotaph.link.comparisons import Comparison, comparisons_for
from cenotaph.link.coverage import cover_pairs
from cenotaph.link.engine import Engine
from cenotaph.link.features import FEATURES
from cenotaph.link.model import LinkModel
from cenotaph.link.rule_choice import choose_rules
from cenotaph.link.scoring import Compared, compare_pairs
from cenotaph.link.training import Classes, Patterns, Priors, Reach, estimate_classes, estimate_u, posteriors

if TYPE_CHECKING:
    import pyarrow

__all__ = ["fit_model", "share_filled"]

RANDOM_RECORDS = (900, 1200)  # 400,000 to 720,000 pairs of chance: u of one in a thousand within a twentieth
CAPPED = 0.999  # of the most matches there can be: EM stops just short of its bound
KIN_AT_FIRST = 1.0  # relatives beside each record, before any are counted
KIN_AT_MOST = 20.0  # and at most: what shares name and day by the hundred is a village
LIKELY = 0.02  # of one person: pairs less sure are strangers by the hundred, and would say what strangers agree on
ENOUGH_MATCHES = 100.0  # to say which rules bring them; with fewer, all that the budget allows are used
TRAINING_PAIRS = 1_500_000  # drawn evenly from what the rules bring: bounds the time, and the rarest level is still seen


def share_filled(table: "pyarrow.Table") -> dict[str, float]:
    """The share of records that have each feature, 0 to 1."""
    return {feature: 1.0 - table.column(feature).null_count / max(1, len(table)) for feature in FEATURES}


def fit_model(engine: Engine, table: str, features: "pyarrow.Table") -> LinkModel:
    """Fit to `features`, which the engine knows as `table`. Never fails for want of data: what cannot be learnt stays at its
    prior.
    """
    filled = share_filled(features)
    comparisons = comparisons_for(filled)
    records = len(features)
    candidates = count_rules(engine, table, filled)
    rules = within_budget(candidates, records)
    priors = _priors(comparisons)
    all_pairs, most = _pairs_and_matches(features)
    if not rules or records < 2:
        return LinkModel(
            tuple(rules), comparisons, _start(priors, 1.0 / max(2.0, all_pairs), KIN_AT_FIRST / max(10.0, all_pairs))
        )
    share = min(0.1, max(1e-9, 0.3 * most / max(1.0, all_pairs)))
    now = _start(priors, share, min(0.1, KIN_AT_FIRST * records / max(1.0, all_pairs)))
    brought = sum(pairs for _, pairs in rules)
    at_random = _random_sample(engine, table, comparisons, now, records, brought)
    drawn = min(1.0, (TRAINING_PAIRS / brought) ** 0.5)
    sample = f"{table}_training"
    engine.ask_nothing(f"create or replace temporary view {sample} as select * from {table} where sample < {int(drawn * 1000)}")
    compared = compare_pairs(engine, sample, comparisons, [rule for rule, _ in rules], now)
    counted = compared.patterns
    reach = Reach(all_pairs * drawn**2, most * drawn**2, min(0.3 * all_pairs, KIN_AT_MOST * records) * drawn**2)
    now = estimate_u(at_random, counted, now, priors, reach)
    for _ in range(3):
        now = estimate_classes(counted, now, priors, reach)
        now = estimate_u(at_random, counted, now, priors, reach)
    at_most = now.share * reach.pairs >= CAPPED * reach.matches
    kept = _worth_their_pairs(features, candidates, rules, compared, now, drawn**2)
    compared.close()
    return LinkModel(tuple(kept), comparisons, now, at_most)


def _worth_their_pairs(
    features: "pyarrow.Table",
    candidates: Sequence[tuple[BlockingRule, int]],
    used: Sequence[tuple[BlockingRule, int]],
    compared: Compared,
    now: Classes,
    drawn: float,
) -> Sequence[tuple[BlockingRule, int]]:
    """The candidates that bring most of the matches that were learnt; those used for learning where too few were seen to say."""
    one, _ = posteriors(compared.patterns, now)
    left, right, sure = compared.likely(one, LIKELY)
    if sure.sum() < ENOUGH_MATCHES:
        return used
    covered, share = cover_pairs(features, left, right, sure, [rule for rule, _ in candidates], [rule for rule, _ in used])
    return choose_rules(candidates, covered, drawn * share, len(features))


def _priors(comparisons: Sequence[Comparison]) -> Priors:
    m, u = (tuple(np.array(one.priors()[side]) for one in comparisons) for side in (0, 1))
    kin = (one.kin_prior() for one in comparisons)
    k = tuple(None if prior is None else np.array(prior) for prior in kin)
    most, apart = tuple(one.most_different for one in comparisons), tuple(one.apart for one in comparisons)
    return Priors(m, k, u, most, apart)


def _start(priors: Priors, share: float, kin_share: float) -> Classes:
    m, u = (tuple(prior / prior.sum() for prior in side) for side in (priors.m, priors.u))
    k = tuple(priors.kin_of(c, u[c]) if prior is None else prior / prior.sum() for c, prior in enumerate(priors.k))
    return Classes(m, k, u, share, kin_share)


def _pairs_and_matches(features: "pyarrow.Table") -> tuple[float, float]:
    """How many pairs there are, and how many could be matches at most."""
    counted = features.column("holder").value_counts().to_pylist()
    sizes = np.sort(np.array([entry["counts"] for entry in counted], dtype=float))[::-1]
    n = float(sizes.sum())
    pairs = (n * n - float((sizes**2).sum())) / 2
    return pairs, min(pairs, float((sizes * np.arange(len(sizes))).sum()))


def _random_sample(
    engine: Engine, table: str, comparisons: Sequence[Comparison], start: Classes, records: int, brought: int
) -> Patterns:
    """Pairs drawn without looking: as many as the rules bring, within bounds, so that neither half of the training waits."""
    sample = f"{table}_at_random"
    wanted = int(np.clip((2 * brought) ** 0.5, *RANDOM_RECORDS))
    drawn = min(1000, max(1, round(1000 * wanted / max(1, records))))
    engine.ask_nothing(
        f"create or replace temporary view {sample} as select * from {table} where 999 - sample < {drawn} "
        f"order by n limit {wanted}"
    )
    compared = compare_pairs(engine, sample, comparisons, [], start)
    compared.close()
    return compared.patterns
