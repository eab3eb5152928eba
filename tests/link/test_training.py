import itertools

import numpy as np
import pytest

from cenotaph.link.training import Classes, Patterns, Priors, Probabilities, Reach, estimate_classes, estimate_u, posteriors

START_M = (np.array([0.1, 0.9]), np.array([0.05, 0.15, 0.8]), np.array([0.1, 0.9]))
START_U = (np.array([0.95, 0.05]), np.array([0.8, 0.15, 0.05]), np.array([0.95, 0.05]))
FREE = (1.0, 1.0, 1.0)
PRIORS = Priors(tuple(20 * one for one in START_M), (None,) * 3, tuple(200 * one for one in START_U), FREE, FREE)
START = Classes(START_M, START_U, START_U, 0.05, 1e-9)
TRUE_M = (np.array([0.2, 0.8]), np.array([0.05, 0.25, 0.7]), np.array([0.15, 0.85]))
TRUE_U = (np.array([0.98, 0.02]), np.array([0.9, 0.09, 0.01]), np.array([0.99, 0.01]))


def expected(pairs: float, share: float, m: tuple[np.ndarray, ...], u: tuple[np.ndarray, ...]) -> Patterns:
    """The patterns that `pairs` pairs would show, in expectation."""
    levels, counts = [], []
    for a, b, c in itertools.product(range(2), range(3), range(2)):
        levels.append([a, b, c])
        counts.append(pairs * (share * m[0][a] * m[1][b] * m[2][c] + (1 - share) * u[0][a] * u[1][b] * u[2][c]))
    return Patterns(np.array(levels), np.array(counts))


def fit(pairs: float, share: float) -> Classes:
    everything = expected(pairs, share, TRUE_M, TRUE_U)
    reach = Reach(pairs, pairs, 0.0)
    now = estimate_u(everything, everything, START, PRIORS, reach)
    for _ in range(30):
        now = estimate_u(everything, everything, estimate_classes(everything, now, PRIORS, reach), PRIORS, reach)
    return now


def test_what_made_the_data_is_found_again() -> None:
    found = fit(5e6, 0.02)
    m, u, share = found.m, found.u, found.share
    assert m[0][1] == pytest.approx(0.8, abs=0.04)
    assert m[1][2] == pytest.approx(0.7, abs=0.04)
    assert u[0][1] == pytest.approx(0.02, abs=0.003)
    assert share == pytest.approx(0.02, rel=0.15)


def test_fifty_rows_teach_little_and_break_nothing() -> None:
    found = fit(1225, 0.02)
    m, u, share = found.m, found.u, found.share
    for parts in (*m, *u):
        assert parts.sum() == pytest.approx(1.0)
        assert parts.min() > 1e-4, "no level is ever impossible"
    assert m[0][1] > 0.6
    assert 0 < share < 0.1


def test_no_pairs_at_all_leave_the_priors() -> None:
    nothing = Patterns(np.zeros((0, 3), dtype=np.int64), np.zeros(0))
    reach = Reach(0.0, 0.0, 0.0)
    now = estimate_u(nothing, nothing, estimate_classes(nothing, START, PRIORS, reach), PRIORS, reach)
    for found, prior in zip((*now.m, *now.u), (*START_M, *START_U), strict=True):
        assert found == pytest.approx(prior)
    assert 0 < now.share <= 0.5


def test_a_level_that_no_random_pair_shows_is_counted_where_blocking_found_it() -> None:
    at_random = Patterns(np.array([[0, 0, 0]]), np.array([1e6]))
    kept = Patterns(np.array([[1, 0, 0]]), np.array([5_000.0]))
    start = Classes(START_M, START_U, START_U, 1e-6, 1e-9)
    u = estimate_u(at_random, kept, start, PRIORS, Reach(1e7, 100.0, 0.0)).u
    assert u[0][1] == pytest.approx(5_000 / 1e7, rel=0.2)


def test_matches_cannot_outnumber_what_the_lists_allow() -> None:
    everything = expected(1e6, 0.3, TRUE_M, TRUE_U)
    share = estimate_classes(everything, START, PRIORS, Reach(1e6, 1_000.0, 0.0)).share
    assert share <= 1_000.5 / 1e6


def test_a_missing_value_counts_for_nothing() -> None:
    seen = Patterns(np.array([[1, -1, -1], [-1, -1, -1]]), np.array([1.0, 1.0]))
    chance, kin = posteriors(seen, Classes(TRUE_M, TRUE_U, TRUE_U, 0.1, 1e-9))
    assert chance[1] == pytest.approx(0.1)
    assert chance[0] == pytest.approx(1 / (1 + 0.9 / 0.1 * 0.02 / 0.8))
    assert kin[1] == pytest.approx(1e-9)


def three_kinds(pairs: float, share: float, kin: float) -> tuple[Patterns, Probabilities]:
    """What pairs show of which `kin` are of one family: the first comparison as strangers, the others as one person."""
    k = (TRUE_U[0], np.array([0.05, 0.05, 0.9]), np.array([0.05, 0.95]))
    one, family = expected(pairs * share, 1.0, TRUE_M, TRUE_U), expected(pairs * kin, 1.0, k, TRUE_U)
    others = expected(pairs * (1 - share - kin), 0.0, TRUE_M, TRUE_U)
    return Patterns(one.levels, one.counts + family.counts + others.counts), k


def test_families_that_outnumber_repeats_are_told_from_them() -> None:
    seen, _ = three_kinds(5e6, 0.002, 0.01)
    kin_prior = (None, 60 * np.array([0.1, 0.15, 0.75]), 60 * np.array([0.1, 0.9]))
    priors = Priors(PRIORS.m, kin_prior, PRIORS.u, FREE, (0.1, 1.0, 1.0))
    start = Classes(START_M, (START_U[0], START_M[1], START_M[2]), START_U, 0.001, 0.001)
    reach = Reach(5e6, 5e5, 5e5)
    now = start
    for _ in range(10):
        now = estimate_classes(seen, estimate_u(seen, seen, now, priors, reach), priors, reach)
    assert now.m[0][0] < 0.3, "what one person's records differ in is not learnt from brothers"
    assert now.kin_share == pytest.approx(0.01, rel=0.2)
    alone = Classes(START_M, START_U, START_U, 0.001, 1e-12)
    for _ in range(10):
        alone = estimate_classes(seen, estimate_u(seen, seen, alone, PRIORS, reach), PRIORS, Reach(5e6, 5e5, 0.0))
    assert alone.m[0][0] > 0.5, "with two classes it is"


def test_the_lowest_level_is_held_where_it_must_be() -> None:
    seen = expected(1e5, 0.1, (np.array([0.9, 0.1]), *TRUE_M[1:]), TRUE_U)
    held = Priors(PRIORS.m, PRIORS.k, PRIORS.u, (0.3, 1.0, 1.0), FREE)
    now = estimate_classes(seen, START, held, Reach(1e5, 1e5, 0.0))
    assert now.m[0][0] == pytest.approx(0.3)
    assert now.m[0].sum() == pytest.approx(1.0)
