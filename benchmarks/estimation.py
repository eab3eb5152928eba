"""Estimates beside published and peer figures, and their speed.

    python benchmarks/estimation.py            everything but the calibration
    python benchmarks/estimation.py calibrate  200 simulated populations of three kinds, coverage of 95 % intervals

The peers' seconds are those written down with the tables for a machine of this kind; R itself is not run here.
"""

import csv
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cenotaph.errors import InvalidValue
from cenotaph.estimate import (
    CaptureHistories,
    LatentClassOptions,
    average_decomposable,
    bootstrap_stepwise,
    decomposable_graphs,
    estimate_averaged,
    estimate_chao,
    estimate_loglinear,
    estimate_stepwise,
    fit_models,
    hierarchical_models,
    model_name,
    pairwise_models,
    profile_interval,
    run_latent_class,
)

TABLES = Path(__file__).parents[2] / "shared" / "data" / "mse"


def load(name: str, count: str) -> CaptureHistories:
    """A table of 0 and 1 with a column of counts."""
    with (TABLES / name).open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    lists = [heading for heading in rows[0] if heading != count]
    return CaptureHistories.from_rows(lists, [[int(row[x]) for x in lists] for row in rows], [float(row[count]) for row in rows])


def congenital() -> CaptureHistories:
    """Madigan and York's five lists: one row, a column a combination."""
    with (TABLES / "CARE1_Congenital.csv").open(newline="") as stream:
        heading, counts = list(csv.reader(stream))
    return CaptureHistories.from_rows("ABCDE", [[int(x) for x in cell] for cell in heading], [float(x) for x in counts])


def spina_bifida() -> CaptureHistories:
    """Madigan and York's three lists (1997, doi:10.1093/biomet/84.1.19): 626 people on birth, death and rehabilitation records."""
    cells = {(0, 0, 1): 60, (0, 1, 0): 49, (0, 1, 1): 4, (1, 0, 0): 247, (1, 0, 1): 112, (1, 1, 0): 142, (1, 1, 1): 12}
    return CaptureHistories.from_rows(("births", "deaths", "rehabilitation"), list(cells), list(cells.values()))


def timed(run: Callable[[], object]) -> tuple[object, float]:
    """What `run` gives, and its seconds."""
    started = time.perf_counter()
    found = run()
    return found, time.perf_counter() - started


def log_linear() -> None:
    """Best models, and how long all of them take."""
    kosovo, five = load("LCMCR_kosovo_aggregate_tabular.csv", "Freq"), load("SparseMSE_UKdat_5.csv", "count")
    for name, histories, models, wanted, peer in (
        ("Kosovo", kosovo, hierarchical_models(4), "10,356.5, se 785.9; 8,994 to 12,110", 0.31),
        ("UKdat_5", five, pairwise_models(5), "22,991.3, se 3,021.6", 3.7),
    ):
        fits, seconds = timed(lambda h=histories, m=models: fit_models(h, m))  # type: ignore[misc]
        best = min(fits, key=lambda fit: fit.bic)  # type: ignore[attr-defined]
        low, high = profile_interval(histories, best.terms)
        print(
            f"log-linear, {name}: {model_name(best.terms, len(histories.lists))} {best.estimate:,.1f}, se {best.standard_error:,.1f}; "
            f"{low:,.0f} to {high:,.0f} (wanted {wanted}); {len(models):,} models in {seconds:.2f} s, {peer / seconds:.1f} times as fast as the peer"
        )


def decomposable() -> None:
    """Averages over all decomposable graphs, with three to seven lists."""
    kosovo, five = load("LCMCR_kosovo_aggregate_tabular.csv", "Freq"), load("SparseMSE_UKdat_5.csv", "count")
    for name, histories, delta, wanted, peer in (
        ("Madigan-York, 3 lists", spina_bifida(), 1.0, "731 [682-797]", None),
        ("Kosovo", kosovo, 1 / 16, "12,595 [9,827-16,543]", 0.06),
        ("Kosovo", kosovo, 1 / 2, "11,323 [4,500-14,486]", 0.06),
        ("Madigan-York, 5 lists", congenital(), 1 / 2, "616 [588-655]", None),
        ("UKdat_5", five, 1 / 32, "22,985 [10,387-33,439]", 1.56),
    ):
        decomposable_graphs.cache_clear()
        found, seconds = timed(lambda h=histories, d=delta: average_decomposable(h, d))  # type: ignore[misc]
        ratio = f", {peer / seconds:.1f} times as fast as the peer" if peer else ""
        print(f"{name}, delta {delta:g}: {found.estimate().summary()} (wanted {wanted}); {seconds:.2f} s{ratio}")  # type: ignore[attr-defined]
    six = load("SparseMSE_Ned.csv", "frequency")
    found, seconds = timed(lambda: average_decomposable(six))
    print(f"Ned, six lists, exact over 18,154 graphs: {found.estimate().summary()}; {seconds:.1f} s", flush=True)  # type: ignore[attr-defined]
    chance = np.random.default_rng(3)
    named = chance.random((3_000, 7)) < np.array([0.3, 0.25, 0.2, 0.3, 0.15, 0.25, 0.2])
    seven = CaptureHistories.from_rows("ABCDEFG", named[named.any(axis=1)].astype(int).tolist())
    found, seconds = timed(lambda: average_decomposable(seven))
    print(f"seven invented lists, 3,000 people, 617,675 graphs: {found.estimate().summary()}; {seconds:.0f} s", flush=True)  # type: ignore[attr-defined]


BETWEEN_MODES = 15_500
PEER_ROUNDS_A_SECOND = 70_000
PEER_MEDIANS = {"Kosovo": "10,360 [8,901-13,827]; 10,416 [8,842-14,035]", "UKdat_5": "12,800 [10,578-24,079]"}


def latent_class() -> None:
    """Long runs, and what plain Gibbs rounds such as the peer's are worth."""
    kosovo, five = load("LCMCR_kosovo_aggregate_tabular.csv", "Freq"), load("SparseMSE_UKdat_5.csv", "count")
    plain = LatentClassOptions(chains=64, companions=0, burn_in=5_000, samples=3_000, thin=10, seed=1)
    usual = LatentClassOptions(chains=32, burn_in=3_000, samples=3_000, seed=1)
    longer = LatentClassOptions(chains=32, burn_in=5_000, samples=16_000, seed=1)
    for name, histories, kind, options in (
        ("Kosovo", kosovo, "plain Gibbs", plain),
        ("Kosovo", kosovo, "with companions", usual),
        ("UKdat_5", five, "plain Gibbs", plain),
        ("UKdat_5", five, "with companions", longer),
    ):
        run, seconds = timed(lambda h=histories, o=options: run_latent_class(h, o))  # type: ignore[misc]
        kept = options.chains * options.samples * options.thin
        rounds = len(run.state.concentration) * (options.burn_in + options.samples * options.thin)  # type: ignore[attr-defined]
        print(
            f"{name}, {kind}: {run.estimate().summary()} (wanted {PEER_MEDIANS[name]}); R-hat {run.rhat:.3f}, "  # type: ignore[attr-defined]
            f"{run.effective:,.0f} effective samples in {seconds:.0f} s, {run.effective / seconds:.1f} a second; "  # type: ignore[attr-defined]
            f"{rounds / seconds:,.0f} rounds a second (the peer: {PEER_ROUNDS_A_SECOND:,})",
            flush=True,
        )
        if not options.companions:
            worth = run.effective / kept  # type: ignore[attr-defined]
            print(
                f"  at the peer's rounds a second, plain Gibbs rounds are worth {worth * PEER_ROUNDS_A_SECOND:.1f} samples a second"
            )
        if name == "UKdat_5":
            low = run.draws < BETWEEN_MODES  # type: ignore[attr-defined]
            chains = np.sort(low.mean(axis=1))
            print(
                f"  share of the posterior below {BETWEEN_MODES:,}: {low.mean():.3f}; by chain from {chains[0]:.2f} to {chains[-1]:.2f}; "
                f"a chain passes it {(np.diff(low.astype(int), axis=1) != 0).sum() / options.chains:,.0f} times"
            )


def stepwise() -> None:
    """Stepwise choice in sparse tables, and the bootstrap of it."""
    for name, count, wanted in (
        ("SparseMSE_UKdat_5.csv", "count", "11,313 [9,884-13,027]"),
        ("SparseMSE_UKdat.csv", "count", "11,418 [9,977-13,146]"),
        ("SparseMSE_Ned.csv", "frequency", "111,139 [92,440-133,991]"),
    ):
        print(f"{name}: {estimate_stepwise(load(name, count)).summary()} (wanted {wanted})")
    five = load("SparseMSE_UKdat_5.csv", "count")
    found, seconds = timed(lambda: bootstrap_stepwise(five, 100))
    print(
        f"UKdat_5, 100 replicates: {found.summary()} (the peer 9,566 to 15,478); {seconds:.2f} s, {11.1 / seconds:.0f} times as fast"
    )  # type: ignore[attr-defined]


def simulated(kind: str, chance: np.random.Generator, people: int = 2_000) -> CaptureHistories:
    """One population under four lists: independent, positively dependent (two lists copy), or of two kinds of people."""
    rates = np.array([0.3, 0.25, 0.2, 0.25])
    if kind == "heterogeneous":
        easy = chance.random(people) < 0.4
        named = chance.random((people, 4)) < np.where(easy[:, None], np.minimum(rates * 1.9, 0.9), rates * 0.4)
    else:
        named = chance.random((people, 4)) < rates
        if kind == "dependent":
            copied = chance.random(people) < 0.4
            named[copied, 1] = named[copied, 0]
    return CaptureHistories.from_rows("ABCD", named[named.any(axis=1)].astype(int).tolist())


def calibrate(populations: int = 200) -> None:
    """Print how often a 95 % interval holds the truth, its median width, and the median of the estimates, by method and kind."""
    methods: dict[str, Callable[[CaptureHistories], object]] = {
        "log-linear, best BIC": estimate_loglinear,
        "log-linear, averaged by BIC": estimate_averaged,
        "stepwise": estimate_stepwise,
        "stepwise, BCa": lambda h: bootstrap_stepwise(h, 200, seed=1),
        "decomposable": lambda h: average_decomposable(h).estimate(),
        "latent classes": lambda h: run_latent_class(
            h, LatentClassOptions(chains=8, companions=3, burn_in=1_000, samples=200, thin=10, seed=1)
        ).estimate(),
        "Chao": estimate_chao,
    }
    for kind in ("independent", "dependent", "heterogeneous"):
        tables = [simulated(kind, np.random.default_rng(seed)) for seed in range(populations)]
        for name, run in methods.items():
            found = []
            for histories in tables:
                try:
                    found.append(run(histories))
                except InvalidValue:
                    continue
            held = np.mean([one.low <= 2_000 <= one.high for one in found])  # type: ignore[attr-defined]
            middle = np.median([one.estimate for one in found])  # type: ignore[attr-defined]
            width = np.median([one.high - one.low for one in found])  # type: ignore[attr-defined]
            print(f"| {kind} | {name} | {held:.2f} | {middle:,.0f} | {width:,.0f} | {len(found)} |", flush=True)


def main(arguments: list[str]) -> None:
    """Measure what is named, or everything but the calibration."""
    if arguments == ["calibrate"]:
        print(
            "| population of 2,000 | method | intervals that hold it | median estimate | median width | tables |\n|---|---|---|---|---|---|"
        )
        calibrate()
        return
    if not TABLES.is_dir():
        print(f"skipped: the capture-recapture tables are not at {TABLES}")
        return
    print(
        "the R peers are not run beside: their packages are not on this machine"
        if shutil.which("Rscript") is None
        else "R is here, but its peers are not called: see the figures of the tables"
    )
    for part in (log_linear, decomposable, stepwise, latent_class):
        if not arguments or part.__name__ in arguments:
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
