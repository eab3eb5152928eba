import itertools

import numpy as np
import pytest

from cenotaph.link.training import Patterns, Reach, estimate_m, estimate_u, posterior

START_M = (np.array([0.1, 0.9]), np.array([0.05, 0.15, 0.8]), np.array([0.1, 0.9]))
START_U = (np.array([0.95, 0.05]), np.array([0.8, 0.15, 0.05]), np.array([0.95, 0.05]))
PRIOR_M = tuple(20 * start for start in START_M)
PRIOR_U = tuple(200 * start for start in START_U)
TRUE_M = (np.array([0.2, 0.8]), np.array([0.05, 0.25, 0.7]), np.array([0.15, 0.85]))
TRUE_U = (np.array([0.98, 0.02]), np.array([0.9, 0.09, 0.01]), np.array([0.99, 0.01]))


def expected(pairs: float, share: float, m: tuple[np.ndarray, ...], u: tuple[np.ndarray, ...]) -> Patterns:
    """The patterns that `pairs` pairs would show, in expectation."""
    levels, counts = [], []
    for a, b, c in itertools.product(range(2), range(3), range(2)):
        levels.append([a, b, c])
        counts.append(pairs * (share * m[0][a] * m[1][b] * m[2][c] + (1 - share) * u[0][a] * u[1][b] * u[2][c]))
    return Patterns(np.array(levels), np.array(counts))


def fit(pairs: float, share: float) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...], float]:
    everything = expected(pairs, share, TRUE_M, TRUE_U)
    reach = Reach(pairs, pairs)
    m, guess = START_M, 0.05
    u = estimate_u(everything, everything, m, PRIOR_U, reach, guess)
    for _ in range(30):
        m, guess = estimate_m(everything, m, u, PRIOR_M, reach, guess)
        u = estimate_u(everything, everything, m, PRIOR_U, reach, guess)
    return m, u, guess


def test_what_made_the_data_is_found_again() -> None:
    m, u, share = fit(5e6, 0.02)
    assert m[0][1] == pytest.approx(0.8, abs=0.04)
    assert m[1][2] == pytest.approx(0.7, abs=0.04)
    assert u[0][1] == pytest.approx(0.02, abs=0.003)
    assert share == pytest.approx(0.02, rel=0.15)


def test_fifty_rows_teach_little_and_break_nothing() -> None:
    m, u, share = fit(1225, 0.02)
    for parts in (*m, *u):
        assert parts.sum() == pytest.approx(1.0)
        assert parts.min() > 1e-4, "no level is ever impossible"
    assert m[0][1] > 0.6
    assert 0 < share < 0.1


def test_no_pairs_at_all_leave_the_priors() -> None:
    nothing = Patterns(np.zeros((0, 3), dtype=np.int64), np.zeros(0))
    reach = Reach(0.0, 0.0)
    m, share = estimate_m(nothing, START_M, START_U, PRIOR_M, reach, 0.01)
    u = estimate_u(nothing, nothing, START_M, PRIOR_U, reach, 0.01)
    for found, prior in zip((*m, *u), (*START_M, *START_U), strict=True):
        assert found == pytest.approx(prior)
    assert 0 < share <= 0.5


def test_a_level_that_no_random_pair_shows_is_counted_where_blocking_found_it() -> None:
    at_random = Patterns(np.array([[0, 0, 0]]), np.array([1e6]))
    kept = Patterns(np.array([[1, 0, 0]]), np.array([5_000.0]))
    u = estimate_u(at_random, kept, START_M, PRIOR_U, Reach(1e7, 100.0), 1e-6)
    assert u[0][1] == pytest.approx(5_000 / 1e7, rel=0.2)


def test_matches_cannot_outnumber_what_the_lists_allow() -> None:
    everything = expected(1e6, 0.3, TRUE_M, TRUE_U)
    _, share = estimate_m(everything, START_M, START_U, PRIOR_M, Reach(1e6, 1_000.0), 0.1)
    assert share <= 1_000.5 / 1e6


def test_a_missing_value_counts_for_nothing() -> None:
    seen = Patterns(np.array([[1, -1, -1], [-1, -1, -1]]), np.array([1.0, 1.0]))
    chance = posterior(seen, TRUE_M, TRUE_U, 0.1)
    assert chance[1] == pytest.approx(0.1)
    assert chance[0] == pytest.approx(1 / (1 + 0.9 / 0.1 * 0.02 / 0.8))
