import csv
import doctest
import math
from pathlib import Path

import numpy as np
import pytest

from cenotaph.errors import InvalidValue
from cenotaph.estimate import (
    CaptureHistories,
    Estimate,
    LatentClassOptions,
    Posterior,
    average_decomposable,
    average_models,
    bootstrap_stepwise,
    combine_estimates,
    decomposable_graphs,
    effective_samples,
    estimate_averaged,
    estimate_chao,
    estimate_chapman,
    estimate_loglinear,
    estimate_stepwise,
    filled_cells,
    fit_models,
    fit_stepwise,
    has_estimate,
    hierarchical_models,
    judge_table,
    model_name,
    pairwise_models,
    profile_interval,
    run_latent_class,
    sample_coverage,
    split_rhat,
    why_estimates_differ,
)

TABLES = Path(__file__).parents[3] / "shared" / "data" / "mse"


def invented(chances: tuple[float, ...] = (0.3, 0.4, 0.25), people: int = 1_000) -> CaptureHistories:
    """Expected counts of lists that do not depend on each other."""
    lists = len(chances)
    counts = np.zeros(2**lists)
    for cell in range(1, 2**lists):
        counts[cell] = people * math.prod(p if cell >> k & 1 else 1 - p for k, p in enumerate(chances))
    return CaptureHistories(tuple("ABCDE"[:lists]), np.round(counts).astype(np.int64))


def table(name: str, count: str) -> CaptureHistories:
    path = TABLES / name
    if not path.is_file():
        pytest.skip("the capture-recapture tables lie beside the project and are not here")
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    lists = [heading for heading in rows[0] if heading != count]
    return CaptureHistories.from_rows(lists, [[int(row[x]) for x in lists] for row in rows], [float(row[count]) for row in rows])


def kosovo() -> CaptureHistories:
    return table("LCMCR_kosovo_aggregate_tabular.csv", "Freq")


def test_rows_of_victims_and_rows_of_combinations_are_one_table() -> None:
    rows = [(1, 0, 0), (1, 1, 0), (1, 1, 0), (0, 0, 1)]
    single = CaptureHistories.from_rows("ABC", rows)
    counted = CaptureHistories.from_rows("ABC", [(1, 0, 0), (1, 1, 0), (0, 0, 1)], [1, 2, 1])
    assert single.counts.tolist() == counted.counts.tolist() == [0, 1, 0, 2, 1, 0, 0, 0]
    assert single.documented == 4
    assert single.by_times.tolist() == [0, 2, 2, 0]
    assert single.overlap(0, 1) == 2


@pytest.mark.parametrize(
    ("lists", "rows", "counts", "said"),
    [
        ("AB", [(1, 0), (0, 1)], [-1, 2], "whole number"),
        ("AB", [(1, 0), (0, 1)], [1.5, 2], "whole number"),
        ("AB", [(1, 0), (0, 1)], [math.nan, 2], "whole number"),
        ("AB", [(1, 0), (0, 1)], [math.inf, 2], "whole number"),
        ("AB", [(1, 0), (1, 0), (0, 1)], [1, 2, 3], "stands twice"),
        ("AB", [(1, 0), (0, 1), (0, 0)], [1, 2, 3], "all zeros"),
        ("AB", [(1, 0)], [4], "names nobody"),
        ("AB", [(1, 2)], None, "0 or 1"),
        ("AA", [(1, 1)], None, "one name"),
        ("A", [(1,)], None, "2 to 10 lists"),
        ("ABCDEFGHIJK", [(1,) * 11], None, "2 to 10 lists"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(
    lists: str, rows: list[tuple[int, ...]], counts: list[float] | None, said: str
) -> None:
    with pytest.raises(InvalidValue, match=said):
        CaptureHistories.from_rows(lists, rows, counts)


def test_examples_of_the_docstrings() -> None:
    from cenotaph.estimate import simple

    result = doctest.testmod(simple)
    assert result.attempted
    assert not result.failed


def test_simple_checks() -> None:
    histories = invented((0.3, 0.4))
    assert estimate_chapman(histories).estimate == pytest.approx(1_000, rel=0.02)
    assert estimate_chapman(histories).warnings
    chao = estimate_chao(invented(people=20_000))
    assert chao.estimate == pytest.approx(20_000, rel=0.01), "exact for lists of unequal reach that do not depend on each other"
    chao = estimate_chao(invented())
    assert chao.low is not None
    assert histories.documented <= chao.low <= chao.estimate <= (chao.high or 0)
    assert sample_coverage(invented((0.9, 0.9, 0.9))) > 0.95
    with pytest.raises(InvalidValue):
        estimate_chapman(invented())


def test_every_hierarchical_model_is_there_once() -> None:
    assert [len(hierarchical_models(lists)) for lists in (2, 3, 4, 5)] == [1, 8, 113, 6_893]
    assert len(set(hierarchical_models(4))) == 113
    assert [len(pairwise_models(lists)) for lists in (3, 5)] == [8, 1_024]
    assert model_name((0b0011, 0b0101, 0b0110, 0b0111, 0b1001, 0b1100), 4) == "[123,14,34]"
    with pytest.raises(InvalidValue):
        hierarchical_models(6)


def test_independent_lists_are_found_independent() -> None:
    histories = invented(people=100_000)
    fits = fit_models(histories, hierarchical_models(3))
    best = min(fits, key=lambda fit: fit.bic)
    assert best.terms == ()
    assert best.estimate == pytest.approx(100_000, rel=0.002)
    low, high = profile_interval(histories, ())
    assert low < 100_000 < high
    mean, spread = average_models(fits)
    assert mean == pytest.approx(100_000, rel=0.01)
    assert spread >= best.standard_error * 0.9


def test_log_linear_is_that_of_the_published_analysis() -> None:
    histories = kosovo()
    best = min(fit_models(histories, hierarchical_models(4)), key=lambda fit: fit.bic)
    assert model_name(best.terms, 4) == "[123,14,34]"
    assert f"{best.estimate:.1f}" == "10356.5"
    assert f"{best.standard_error:.1f}" == "785.9"
    low, high = profile_interval(histories, best.terms)
    assert (round(low), round(high)) == (8_994, 12_110)


def test_log_linear_of_five_lists_is_that_of_the_peer() -> None:
    histories = table("SparseMSE_UKdat_5.csv", "count")
    best = min(fit_models(histories, pairwise_models(5)), key=lambda fit: fit.bic)
    assert f"{best.estimate:.1f}" == "22991.3"
    assert f"{best.standard_error:.1f}" == "3021.6"
    assert any("models that fit as well" in warning for warning in estimate_loglinear(histories).warnings)


def test_every_decomposable_graph_is_there_once() -> None:
    assert [len(decomposable_graphs(lists)[0]) for lists in (1, 2, 3, 4, 5)] == [1, 2, 8, 61, 822]
    edges, vectors = decomposable_graphs(4)
    assert len(set(edges.tolist())) == 61
    full = vectors[edges == 2**6 - 1][0]
    assert full[0b1111] == 1
    assert full.sum() == 1, "the complete graph has one clique and no separator"
    none = vectors[edges == 0][0]
    assert [none[1 << k] for k in range(4)] == [1, 1, 1, 1]


def test_decomposable_averages_are_those_of_the_peer() -> None:
    for delta, median, low, high in ((1 / 16, 12_595, 9_827, 16_543), (0.5, 11_323, 4_500, 14_486)):
        found = average_decomposable(kosovo(), delta).estimate()
        assert found.estimate == pytest.approx(median, rel=0.01)
        assert found.low == pytest.approx(low, rel=0.01)
        assert found.high == pytest.approx(high, rel=0.01)
    cells = {(0, 0, 1): 60, (0, 1, 0): 49, (0, 1, 1): 4, (1, 0, 0): 247, (1, 0, 1): 112, (1, 1, 0): 142, (1, 1, 1): 12}
    three = average_decomposable(CaptureHistories.from_rows("ABC", list(cells), list(cells.values())), 1.0).estimate()
    assert three.estimate == pytest.approx(731, rel=0.01)
    five = average_decomposable(table("SparseMSE_UKdat_5.csv", "count"), 1 / 32).estimate()
    assert five.estimate == pytest.approx(22_985, rel=0.01)


def test_the_prior_of_a_graph_average_is_shown_and_checked() -> None:
    found = average_decomposable(invented(people=10_000), 0.5)
    assert found.estimate().estimate == pytest.approx(10_000, rel=0.03)
    assert sum(found.graph_weights.values()) == pytest.approx(1.0)
    assert "delta 0.5" in found.estimate().supposes
    with pytest.raises(InvalidValue):
        average_decomposable(invented(), 0.0)


def test_latent_classes_find_one_kind_where_there_is_one() -> None:
    options = LatentClassOptions(chains=16, burn_in=300, samples=200, thin=2, seed=4)
    found = run_latent_class(invented(people=5_000), options)
    assert found.estimate().estimate == pytest.approx(5_000, rel=0.06)
    assert found.draws.shape == (16, 200)


def test_the_same_seed_gives_the_same_draws_and_a_run_can_go_on() -> None:
    whole = run_latent_class(invented(), LatentClassOptions(chains=4, burn_in=50, samples=40, thin=1, seed=7))
    part = run_latent_class(invented(), LatentClassOptions(chains=4, burn_in=50, samples=15, thin=1, seed=7))
    assert (part.draws == whole.draws[:, :15]).all()
    assert (part.go_on(25).draws == whole.draws).all()
    other = run_latent_class(invented(), LatentClassOptions(chains=4, burn_in=50, samples=40, thin=1, seed=8))
    assert (other.draws != whole.draws).any()


def test_chains_that_ran_too_briefly_say_so() -> None:
    found = run_latent_class(invented(), LatentClassOptions(chains=2, burn_in=0, samples=8, thin=1)).estimate()
    assert any("run longer" in warning for warning in found.warnings)
    with pytest.raises(InvalidValue):
        run_latent_class(invented((0.3, 0.4)))
    with pytest.raises(InvalidValue):
        LatentClassOptions(chains=0)


def test_diagnostics_tell_good_chains_from_bad() -> None:
    chance = np.random.default_rng(1)
    independent = chance.normal(size=(4, 1_000))
    assert split_rhat(independent) < 1.01
    assert effective_samples(independent) == pytest.approx(4_000, rel=0.15)
    apart = independent + np.array([0, 0, 0, 3])[:, None]
    assert split_rhat(apart) > 1.2
    slow = np.empty((4, 4_000))
    slow[:, 0] = 0
    for step in range(1, 4_000):
        slow[:, step] = 0.9 * slow[:, step - 1] + chance.normal(size=4)
    assert effective_samples(slow) == pytest.approx(16_000 * 0.1 / 1.9, rel=0.35)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({0b001: 50, 0b010: 40, 0b100: 30}, "no victim is on two lists"),
        ({0b001: 50, 0b010: 40, 0b100: 30, 0b011: 20}, "C shares nobody"),
        ({0b001: 50, 0b010: 40, 0b100: 30, 0b011: 3, 0b110: 2}, "only 5 victims are on two lists"),
        ({0b001: 50, 0b011: 40, 0b101: 30, 0b111: 20, 0b100: 9}, "everybody on B is on A"),
    ],
)
def test_a_table_that_can_carry_no_estimate_is_refused(counts: dict[int, int], said: str) -> None:
    cells = np.zeros(8, dtype=np.int64)
    for cell, count in counts.items():
        cells[cell] = count
    judgement = judge_table(CaptureHistories(("A", "B", "C"), cells))
    assert any(said in refusal for refusal in judgement.refusals)


def test_two_lists_alone_are_refused_and_good_lists_are_not() -> None:
    assert judge_table(invented((0.3, 0.4))).refusals
    good = judge_table(invented((0.5, 0.6, 0.5)))
    assert good.refusals == ()
    assert all(pair.odds_ratio == pytest.approx(1.0, abs=0.1) for pair in good.pairs)


def test_stepwise_is_that_of_the_peer() -> None:
    for name, estimate, low, high in (
        ("SparseMSE_UKdat_5.csv", 11_313, 9_884, 13_027),
        ("SparseMSE_UKdat.csv", 11_418, 9_977, 13_146),
        ("SparseMSE_Ned.csv", 111_139, 92_440, 133_991),
    ):
        found = estimate_stepwise(table(name, "frequency" if "Ned" in name else "count"))
        assert (round(found.estimate), round(found.low or 0), round(found.high or 0)) == (estimate, low, high)


def test_stepwise_finds_a_pair_that_depends_and_leaves_out_what_shares_nobody() -> None:
    counts = invented((0.3, 0.4, 0.25, 0.3), 20_000).counts.copy()
    counts[[cell for cell in range(16) if cell & 0b0011 == 0b0011]] *= 3
    found = fit_stepwise(CaptureHistories(tuple("ABCD"), counts))
    assert found.pairs[0] == 0b0011, "the strongest comes first, however far out in the tail both are"
    counts[[cell for cell in range(16) if cell & 0b1100 == 0b1100]] = 0
    apart = fit_stepwise(CaptureHistories(tuple("ABCD"), counts))
    assert {0b0011, 0b1100} <= set(apart.pairs)
    assert math.isfinite(apart.estimate)


def test_the_bootstrap_chooses_anew_and_is_repeatable() -> None:
    histories = invented((0.3, 0.4, 0.25, 0.3), 3_000)
    first, second = (bootstrap_stepwise(histories, 60, seed=5) for _ in range(2))
    assert (first.low, first.high) == (second.low, second.high)
    assert first.low is not None
    assert first.low < first.estimate < (first.high or 0)
    assert first.details["usable"] == 60


def test_lists_that_share_nobody_have_no_stepwise_estimate() -> None:
    cells = np.zeros(8, dtype=np.int64)
    cells[[1, 2, 4]] = 50, 40, 30
    with pytest.raises(InvalidValue):
        fit_stepwise(CaptureHistories(("A", "B", "C"), cells))


def test_an_estimate_exists_only_where_filled_cells_hold_the_parameters() -> None:
    full = filled_cells(np.ones(7))
    assert has_estimate(3, [], full)
    assert has_estimate(3, list_of_pairs := [0b011, 0b101, 0b110], full)
    assert not has_estimate(3, [*list_of_pairs, 0b111], full), "seven cells cannot hold eight parameters"
    assert not has_estimate(3, [], filled_cells(np.array([5, 4, 0, 3, 0, 0, 0]))), "lists that share nobody"
    shares_nobody = filled_cells(np.array([5, 4, 0, 3, 2, 2, 0]))
    assert not has_estimate(3, [0b011], shares_nobody), "lists 1 and 2 share nobody, so their parameter runs to minus infinity"
    without = filled_cells(np.array([0, 0, 1, 0, 0, 0, 1]))
    assert has_estimate(3, [], shares_nobody, without), "the cells of the pair are left out of the likelihood"


def test_the_existence_check_knows_what_the_fit_does_not() -> None:
    """Every two lists share somebody, all three nobody: the fit settles on nobody missing, and no estimate exists."""
    counts = np.zeros(8)
    counts[[0b001, 0b010, 0b100, 0b011, 0b101, 0b110]] = 30, 40, 20, 8, 7, 9
    histories = CaptureHistories(("A", "B", "C"), counts.astype(np.int64))
    pairs = (0b011, 0b101, 0b110)
    (fit,) = fit_models(histories, [pairs])
    assert fit.usable
    assert fit.estimate == pytest.approx(114, abs=0.01)
    assert not has_estimate(3, pairs, filled_cells(counts[1:]))
    assert "12,13,23" not in estimate_loglinear(histories).method


def test_averaging_holds_the_doubt_between_models() -> None:
    histories = kosovo()
    best, averaged = estimate_loglinear(histories), estimate_averaged(histories)
    assert averaged.low < best.low < best.high < averaged.high
    single = estimate_averaged(invented(people=100_000))
    assert single.estimate == pytest.approx(100_000, rel=0.01)


def test_a_posterior_in_bars_has_the_quantiles_and_heaps_of_its_draws() -> None:
    chance = np.random.default_rng(2)
    one = chance.normal(1_000, 30, 20_000)
    posterior = Posterior.of_draws(one)
    assert np.interp(0.5, posterior.below, posterior.edges) == pytest.approx(np.median(one), abs=2)
    assert posterior.heaps == ()
    two = Posterior.of_draws(np.concatenate([one, chance.normal(2_000, 80, 20_000)]))
    assert two.heaps == (pytest.approx(1_000, abs=40), pytest.approx(2_000, abs=60))
    few = Posterior.of_draws(chance.choice([16.0, 17.0, 18.0, 20.0], 4_000, p=[0.5, 0.3, 0.15, 0.05]))
    assert few.heaps == (), "a bar is of one victim or more: whole numbers are no heaps"
    weighed = Posterior.of_draws(np.arange(900.0, 1_101.0), np.exp(-(((np.arange(900.0, 1_101.0) - 1_000) / 30) ** 2) / 2))
    assert np.interp(0.975, weighed.below, weighed.edges) == pytest.approx(1_000 + 1.96 * 30, abs=3)


@pytest.mark.slow
def test_chains_pass_between_modes_that_are_far_apart() -> None:
    """Two accounts of five sparse lists: plain chains stay in the one they fell into, chains with companions visit both."""
    histories = table("SparseMSE_UKdat_5.csv", "count")
    passes = {}
    for companions in (0, 5):
        options = LatentClassOptions(chains=4, companions=companions, burn_in=500, samples=400, thin=5, seed=3)
        low = run_latent_class(histories, options).draws < 15_500
        passes[companions] = int((np.diff(low.astype(int), axis=1) != 0).sum())
    assert passes[5] > passes[0]


@pytest.mark.slow
def test_companions_leave_the_posterior_as_it_is() -> None:
    histories = invented((0.3, 0.4, 0.25), 800)
    quantiles = []
    for companions in (0, 4):
        options = LatentClassOptions(chains=8, companions=companions, burn_in=500, samples=400, thin=8, seed=3)
        quantiles.append(np.quantile(run_latent_class(histories, options).draws, [0.25, 0.5, 0.75]))
    assert quantiles[0] == pytest.approx(quantiles[1], rel=0.02)
    tiny = invented((0.5, 0.5, 0.5), 14)
    assert run_latent_class(tiny, LatentClassOptions(chains=2, burn_in=5, samples=4)).draws.shape == (2, 4)


def test_estimates_of_several_tables_are_combined() -> None:
    wide = [Estimate("m [12]", n, n - 100, n + 100, 500) for n in (900, 1_000, 1_100)]
    alone = combine_estimates([wide[1], wide[1]], "")
    assert (alone.low, alone.high) == (pytest.approx(908, abs=1), pytest.approx(1_112, abs=1)), (
        "no doubt between tables: that of one"
    )
    together = combine_estimates(wide, "links are right")
    assert together.low < alone.low
    assert together.high > alone.high
    assert together.method == "m, over linkage draws"
    chance = np.random.default_rng(1)
    posterior = [Posterior.of_draws(chance.normal(mean, 10, 20_000)) for mean in (900, 1_100)]
    mixed = combine_estimates([Estimate("m", 0, 0, 0, 500, posterior=one) for one in posterior], "")
    assert mixed.low == pytest.approx(900 - 1.645 * 10, abs=3)
    assert mixed.high == pytest.approx(1_100 + 1.645 * 10, abs=3)
    with pytest.raises(InvalidValue):
        combine_estimates(wide[:1], "")


def test_why_methods_differ_is_said_with_names_and_numbers() -> None:
    histories = invented((0.3, 0.4, 0.25), 2_000)
    pairs = judge_table(histories).pairs
    near = [Estimate("one", 2_000, 1_900, 2_100, 1_370), Estimate("two", 2_050, 1_950, 2_200, 1_370)]
    assert why_estimates_differ(histories, pairs, near[:1]) == ()
    said = " ".join(why_estimates_differ(histories, pairs, near))
    assert "If no list depended on another, there would be 2,000." in said
    assert "All intervals hold the numbers from 1,950 to 2,100." in said
    assert "odds ratio" not in said
    counts = histories.counts.copy()
    counts[0b111] *= 5
    together = CaptureHistories(histories.lists, counts)
    far = [near[0], Estimate("three", 4_000, 3_000, 9_000, 1_370, posterior=Posterior(0, 100, (0.5, 0.0, 0.0, 0.0, 0.5)))]
    said = " ".join(why_estimates_differ(together, judge_table(together).pairs, far))
    assert "together more often than chance would" in said
    assert "intervals of one and three do not meet" in said
    assert "further up than down (three to 9,000)" in said
    assert "heaps up near" in said
    bound = Estimate("bound", 100, 90, 110, 50, lower_bound=True)
    assert "do not meet" not in " ".join(why_estimates_differ(histories, pairs, [near[0], bound]))
