"""What the doubt of linkage does to an estimate: other clusterings that the weights allow, and other thresholds.

Each draw adds logistic noise to the weight of every scored pair and joins at even odds as linking does: a pair by itself is then
joined as often as its weight says it is a match, and judgements, lists that name nobody twice and the evidence of the others
still bind. Estimates of the draws are combined (see
`combine_estimates`). After Sadinle 2018, doi:10.1214/18-AOAS1178, in whose model
clusterings are drawn from their posterior; here the weights stand for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from cenotaph.errors import InvalidValue, WrongUse
from cenotaph.estimate import (
    USUAL,
    CaptureHistories,
    Estimate,
    EstimateOptions,
    combine_estimates,
    estimate_loglinear,
    run_method,
)
from cenotaph.link import join_pairs
from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.steps.placement import Placement, place_records
from cenotaph.store import Case

__all__ = ["ThresholdPoint", "draw_histories", "estimate_over_draws", "threshold_curve"]

THRESHOLDS = (-2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0, 8.0)  # bits: from POSSIBLE to nearly certain, even odds between
LEAST_DRAWS = 2  # one draw has no spread


@dataclass(frozen=True, slots=True)
class ThresholdPoint:
    """Joining above `threshold` bits: how many victims are then documented, and estimated (None where the lists cannot tell)."""

    threshold: float
    documented: int
    estimated: float | None


def _placement(case: Case, *, documents_as_list: bool = False) -> tuple[Placement, list[str], list[int | None]]:
    """The standing placement, list names, and each record's list by its place among them; None for a record of no list that
    counts (see `case_histories`).
    """
    with case.reading() as record:
        if record.victims.last_run() is None:
            raise WrongUse("nothing was linked yet", remedy="run: cenotaph link")
        lists = [one for one in record.lists.all() if documents_as_list or one.id != NAMED_IN_DOCUMENTS]
        order = {one.id: k for k, one in enumerate(lists)}
        of = {entry.id: order.get(entry.list_id) for entry in record.lists.records()}
        placed = place_records(record)
    return placed, [one.name for one in lists], [of[entry] for entry in placed.records]


def draw_histories(case: Case, draws: int, seed: int = 0, *, documents_as_list: bool = False) -> Iterator[CaptureHistories]:
    """`draws` capture histories, each of a clustering that the weights allow. The same seed gives the same draws."""
    placed, names, of = _placement(case, documents_as_list=documents_as_list)
    chance = np.random.default_rng(seed)
    weight = np.array([weight for _, _, weight in placed.weights])
    for _ in range(draws):
        share = np.clip(chance.random(len(weight)), 1e-12, 1 - 1e-12)
        noisy = (weight + np.log2(share / (1 - share))).tolist()
        pairs = [(first, second, bits) for (first, second, _), bits in zip(placed.weights, noisy, strict=True)]
        label = join_pairs(len(of), pairs, placed.constraints).label
        yield _histories(names, label.tolist(), of)


def _histories(names: Sequence[str], clusters: Sequence[int], of: Sequence[int | None]) -> CaptureHistories:
    """The histories of the clusters, of the records that are of a list that counts."""
    kept = [(cluster, listed) for cluster, listed in zip(clusters, of, strict=True) if listed is not None]
    return CaptureHistories.from_clusters(names, [cluster for cluster, _ in kept], [listed for _, listed in kept])


def estimate_over_draws(
    case: Case,
    draws: int,
    methods: Sequence[str] = ("decomposable",),
    options: EstimateOptions = USUAL,
    *,
    documents_as_list: bool = False,
) -> list[Estimate]:
    """Each of `methods` over the same `draws` clusterings. A draw that a method cannot use is left out, and the estimate says so.

    Raises `InvalidValue` for fewer than two draws, or when fewer than two can be used.
    """
    if draws < LEAST_DRAWS:
        raise InvalidValue(f"linkage is drawn {LEAST_DRAWS} times at least")
    options = replace(options, chains=None)
    tables = list(draw_histories(case, draws, options.seed, documents_as_list=documents_as_list))
    documented = [histories.documented for histories in tables]
    found = []
    for method in methods:
        estimates = []
        for histories in tables:
            with suppress(InvalidValue):
                estimates.append(run_method(method, histories, options))
        used = f"{len(estimates)} of {draws}" if len(estimates) < draws else f"{draws}"
        supposes = f"the weights of linkage are right; {used} clusterings, documented {min(documented):,} to {max(documented):,}"
        found.append(combine_estimates(estimates, supposes))
    return found


def threshold_curve(case: Case) -> list[ThresholdPoint]:
    """Documented and estimated totals if linking had joined above other weights: missed links raise both."""
    placed, names, of = _placement(case)
    points = []
    for threshold in THRESHOLDS:
        label = join_pairs(len(of), placed.weights, placed.constraints, threshold).label
        try:
            histories = _histories(names, label.tolist(), of)
            estimated: float | None = estimate_loglinear(histories).estimate
        except InvalidValue:
            estimated = None
        counted = {cluster for cluster, listed in zip(label.tolist(), of, strict=True) if listed is not None}
        points.append(ThresholdPoint(threshold, len(counted), estimated))
    return points
