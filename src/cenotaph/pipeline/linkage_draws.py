"""What the doubt of linkage does to an estimate: other clusterings that the weights allow, and other thresholds.

Each draw adds logistic noise to the weight of every scored pair and joins at even odds as linking does: a pair by itself is then
joined as often as its weight says it is a match, and judgements, lists that name nobody twice and the evidence of the others
still bind. Estimates of the draws are combined as a mixture. After Sadinle 2018, doi:10.1214/18-AOAS1178, in whose model
clusterings are drawn from their posterior; here the weights stand for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue, WrongUse
from cenotaph.estimate import CaptureHistories, Estimate, average_decomposable, estimate_loglinear
from cenotaph.link import join_pairs
from cenotaph.pipeline.link import Placement, place_records
from cenotaph.store import Case, VictimListStore, VictimStore

__all__ = ["ThresholdPoint", "draw_histories", "estimate_over_draws", "threshold_curve"]

THRESHOLDS = (-2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0, 8.0)
LEAST_DRAWS = 2


@dataclass(frozen=True, slots=True)
class ThresholdPoint:
    """Joining above `threshold` bits: how many victims are then documented, and estimated (None where the lists cannot tell)."""

    threshold: float
    documented: int
    estimated: float | None


def _placement(case: Case) -> tuple[Placement, list[str], list[int]]:
    """The standing placement, list names, and each record's list by its place among them."""
    with case.engine.connect() as connection:
        if VictimStore(connection).last_run() is None:
            raise WrongUse("nothing was linked yet", remedy="run: cenotaph link")
        lists = VictimListStore(connection).all()
        order = {one.id: k for k, one in enumerate(lists)}
        of = {record.id: order[record.list_id] for record in VictimListStore(connection).records()}
        placed = place_records(connection)
    return placed, [one.name for one in lists], [of[record] for record in placed.records]


def _histories(label: NDArray[np.int64], names: Sequence[str], of: Sequence[int]) -> CaptureHistories:
    rows: dict[int, list[int]] = {}
    for cluster, k in zip(label.tolist(), of, strict=True):
        rows.setdefault(cluster, [0] * len(names))[k] = 1
    return CaptureHistories.from_rows(list(names), list(rows.values()))


def draw_histories(case: Case, draws: int, seed: int = 0) -> Iterator[CaptureHistories]:
    """`draws` capture histories, each of a clustering that the weights allow. The same seed gives the same draws."""
    placed, names, of = _placement(case)
    chance = np.random.default_rng(seed)
    weight = np.array([weight for _, _, weight in placed.weights])
    for _ in range(draws):
        share = np.clip(chance.random(len(weight)), 1e-12, 1 - 1e-12)
        noisy = (weight + np.log2(share / (1 - share))).tolist()
        pairs = [(first, second, bits) for (first, second, _), bits in zip(placed.weights, noisy, strict=True)]
        yield _histories(join_pairs(len(of), pairs, placed.constraints).label, names, of)


def estimate_over_draws(case: Case, draws: int, delta: float | None = None, seed: int = 0) -> Estimate:
    """Decomposable graphs averaged over graphs and over clusterings: the mixture of the posteriors of all draws.

    Raises `InvalidValue` for fewer than two draws or a table that the method cannot use.
    """
    if draws < LEAST_DRAWS:
        raise InvalidValue(f"linkage is drawn {LEAST_DRAWS} times at least")
    chance = np.random.default_rng(seed)
    sampled, documented = [], []
    for histories in draw_histories(case, draws, seed):
        posterior = average_decomposable(histories, delta)
        sampled.append(np.interp(chance.random(4_000), np.cumsum(posterior.probability), posterior.totals))
        documented.append(histories.documented)
    low, middle, high = np.quantile(np.concatenate(sampled), [0.025, 0.5, 0.975])
    return Estimate(
        "decomposable graphs, over linkage draws",
        float(middle),
        float(low),
        float(high),
        round(float(np.median(documented))),
        supposes=f"the weights of linkage are right; {draws} clusterings, documented {min(documented):,} to {max(documented):,}",
    )


def threshold_curve(case: Case) -> list[ThresholdPoint]:
    """Documented and estimated totals if linking had joined above other weights: missed links raise both."""
    placed, names, of = _placement(case)
    points = []
    for threshold in THRESHOLDS:
        label = join_pairs(len(of), placed.weights, placed.constraints, threshold).label
        try:
            histories = _histories(label, names, of)
            estimated: float | None = estimate_loglinear(histories).estimate
        except InvalidValue:
            estimated = None
        points.append(ThresholdPoint(threshold, len(set(label.tolist())), estimated))
    return points
