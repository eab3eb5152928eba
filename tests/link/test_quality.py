"""Precision and recall from judged pairs: intervals hold the truth as often as they say, and only drawn pairs count."""

import random

import pytest

from cenotaph.link import QualityPair, QualityStratum, draw_sample, estimate_quality, strata_of


def linking(seed: int) -> tuple[list[QualityPair], set[tuple[str, str]], float, float]:
    """Pairs of all weights, those that are one person (a little fewer than stated), and the true precision and recall."""
    chance = random.Random(seed)
    pairs, same = [], set()
    for n in range(4_000):
        weight = chance.uniform(-5, 14)
        joined = weight >= 0 and chance.random() < 0.97
        pair = QualityPair(f"a{n}", f"b{n}", weight, joined)
        pairs.append(pair)
        if chance.random() < 1 / (1 + 2 ** -(weight - 1)):
            same.add((pair.first, pair.second))
    joined_pairs = [(one.first, one.second) for one in pairs if one.joined]
    right = sum(ids in same for ids in joined_pairs)
    return pairs, same, right / len(joined_pairs), right / len(same)


def test_intervals_hold_the_truth_and_are_narrow_enough_to_use() -> None:
    held = {"precision": 0, "recall": 0}
    for seed in range(40):
        pairs, same, precision, recall = linking(seed)
        sample = draw_sample(pairs, 200)
        drawn = [(one.first, one.second) for one in sample]
        strata = strata_of(pairs, sample, [ids for ids in drawn if ids in same], [ids for ids in drawn if ids not in same])
        found = estimate_quality(strata, missed=0.0)
        assert found.precision is not None
        assert found.recall is not None
        held["precision"] += found.precision[1] <= precision <= found.precision[2]
        held["recall"] += found.recall[1] <= recall <= found.recall[2]
        assert found.precision[2] - found.precision[1] < 0.15
    assert min(held.values()) >= 34  # of 40, at 95 %: fewer once in a thousand


def test_the_sample_is_the_same_again_and_of_every_stratum() -> None:
    pairs, _, _, _ = linking(1)
    sample = draw_sample(pairs, 200)
    assert sample == draw_sample(list(reversed(pairs)), 200)
    assert 180 <= len(sample) <= 280
    strata = strata_of(pairs, sample, [(one.first, one.second) for one in sample], [])
    assert all(one.judged >= 10 for one in strata)
    assert sum(one.pairs for one in strata) == len(pairs)


def test_a_judgement_of_a_pair_that_was_not_drawn_does_not_count() -> None:
    pairs, _, _, _ = linking(2)
    sample = draw_sample(pairs, 50)
    others = [(one.first, one.second) for one in pairs if one not in sample]
    assert sum(one.judged for one in strata_of(pairs, sample, others, [])) == 0


def test_what_blocking_missed_counts_against_recall() -> None:
    strata = [QualityStratum(True, 10, float("inf"), 1_000, 1.0, 100, 100)]
    whole, with_missed = estimate_quality(strata, 0.0), estimate_quality(strata, 1_000.0)
    assert whole.recall is not None
    assert with_missed.recall is not None
    assert whole.recall[0] == pytest.approx(1.0)
    assert with_missed.recall[0] == pytest.approx(0.5, abs=0.02)
    assert estimate_quality([QualityStratum(False, -2, 0, 5, 0.3)], 0.0).precision is None
