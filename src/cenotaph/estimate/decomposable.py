"""Decomposable graphs averaged: every way in which lists may depend on each other that leaves the likelihood in closed form.

In go capture histories; out come the posterior of the number of victims, averaged exactly over all decomposable graphs on the
lists (8 on three, 61 on four, 822 on five, 18,154 on six, 617,675 on seven), and the weight of each graph. Wrong when victims
differ in how easily they are named in ways that dependence between lists does not catch; and the prior `delta` matters
where the lists overlap little, so it is an argument that a reader is shown, not a constant.

Madigan & York 1997, doi:10.1093/biomet/84.1.19; Dawid & Lauritzen 1993, doi:10.1214/aos/1176349260 for the hyper-Dirichlet law.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.result import Estimate, Posterior

__all__ = ["GraphAverage", "average_decomposable", "decomposable_graphs"]

MOST_LISTS = 7  # 617,675 decomposable graphs; eight lists have 31 millions
NEGLIGIBLE = 35.0  # e^-35 of the highest density is about what a float adds to one
SHOWN_GRAPHS = 20  # what a person looks at
NUMBERS_AT_ONCE = 20_000_000  # 160 MB at once


@dataclass(frozen=True, eq=False)
class GraphAverage:
    """The posterior over all victims: `totals` and their `probability`; `graph_weights` by edges, such as "12,34", heaviest
    first.
    """

    totals: NDArray[np.float64]
    probability: NDArray[np.float64]
    graph_weights: Mapping[str, float]
    documented: int
    delta: float

    def quantile(self, share: float) -> float:
        """The number of victims below which the posterior has this share."""
        return float(np.interp(share, np.cumsum(self.probability) - self.probability / 2, self.totals))

    def estimate(self) -> Estimate:
        """The median with the central 95 %."""
        best = next(iter(self.graph_weights.items()), ("", 0.0))
        return Estimate(
            "decomposable graphs averaged",
            self.quantile(0.5),
            self.quantile(0.025),
            self.quantile(0.975),
            self.documented,
            supposes=f"dependence between lists is decomposable; prior delta {self.delta:g}",
            posterior=Posterior.of_draws(self.totals, self.probability),
            details={"heaviest graph": best[0] or "no edges", "its weight": best[1]},
        )


@lru_cache(maxsize=8)
def decomposable_graphs(lists: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """All decomposable graphs on `lists` vertices: edge masks (graphs,), and cliques less separators (graphs, 2^lists).

    Every decomposable graph has a vertex whose neighbours are a clique C; taking it away leaves one with a vertex less, and puts
    C + v in the place of C. Edges are numbered as `itertools.combinations(range(lists), 2)` lists them. Raises `InvalidValue`
    above seven.
    """
    if not 1 <= lists <= MOST_LISTS:
        raise InvalidValue(f"decomposable graphs are averaged for up to {MOST_LISTS} lists, not {lists}")
    edge = {pair: 1 << k for k, pair in enumerate(itertools.combinations(range(lists), 2))}
    graphs: dict[int, dict[int, NDArray[np.int8]]] = {0: {0: np.zeros(2**lists, dtype=np.int8)}}
    for size in range(1, lists + 1):
        for members in (mask for mask in range(2**lists) if mask.bit_count() == size):
            found: dict[int, NDArray[np.int8]] = {}
            for v in (k for k in range(lists) if members >> k & 1):
                rest = members & ~(1 << v)
                for edges, vector in graphs[rest].items():
                    for clique in _cliques(rest, edges, lists, edge):
                        joined = edges | sum(edge[min(v, k), max(v, k)] for k in range(lists) if clique >> k & 1)
                        if joined not in found:
                            grown = vector.copy()
                            grown[clique | 1 << v] += 1
                            grown[clique] -= 1
                            found[joined] = grown
            graphs[members] = found
        for members in [mask for mask in graphs if mask.bit_count() < size]:
            del graphs[members]
    whole = graphs[2**lists - 1]
    order = sorted(whole)
    vectors = np.stack([whole[edges] for edges in order])
    vectors[:, 0] = 0
    return np.array(order, dtype=np.int64), vectors


def _cliques(members: int, edges: int, lists: int, edge: Mapping[tuple[int, int], int]) -> list[int]:
    """All cliques, the empty one too, of the graph `edges` on `members`."""
    found = [0]
    for v in range(lists):
        if members >> v & 1:
            found += [c | 1 << v for c in found if all(edges & edge[k, v] for k in range(v) if c >> k & 1)]
    return found


def average_decomposable(histories: CaptureHistories, delta: float | None = None, most: int | None = None) -> GraphAverage:
    """Average over all decomposable graphs with equal prior weight.

    `delta` is the prior count in each cell of the table (by default 1 / 2^lists, a prior worth one victim); the number N of all
    victims has prior 1 / N up to `most` (by default where its posterior is negligible). Raises `InvalidValue` for a `delta` not
    above 0.
    """
    lists = len(histories.lists)
    delta = 2.0**-lists if delta is None else delta
    if not delta > 0:
        raise InvalidValue(f"delta must be above 0, not {delta:g}")
    edges, vectors = decomposable_graphs(lists)
    n = histories.documented
    coarse = np.unique(np.round(np.geomspace(1, 1e5 * n + 1e6 if most is None else most + 1, 400)) - 1)
    density, _ = _posterior(histories, vectors, coarse, delta)
    kept = coarse[density > density.max() - NEGLIGIBLE]
    high = float(kept.max()) if most is None else float(most)
    missing = _grid(high, fine=lists <= 5)
    density, by_graph = _posterior(histories, vectors, missing, delta, weights=True)
    width = np.gradient(missing) if len(missing) > 1 else np.ones(1)
    mass = np.exp(density - density.max()) * width
    weight = np.exp(by_graph - by_graph.max())
    weight /= weight.sum()
    heaviest = np.argsort(-weight)[:SHOWN_GRAPHS]
    shares = {_edges_named(int(edges[at]), lists): float(weight[at]) for at in heaviest}
    return GraphAverage(n + missing, mass / mass.sum(), MappingProxyType(shares), n, delta)


def _edges_named(mask: int, lists: int) -> str:
    """The edges of a graph, lists numbered from 1: `12,34`."""
    pairs = itertools.combinations(range(1, lists + 1), 2)
    return ",".join(f"{a}{b}" for k, (a, b) in enumerate(pairs) if mask >> k & 1)


def _grid(high: float, fine: bool) -> NDArray[np.float64]:
    """Numbers missing to look at: each one at first, where a posterior may have a spike, then ever wider steps."""
    every, more = (1_000, 3_000) if fine else (500, 1_500)
    if high <= every + more:
        return np.arange(high + 1)
    return np.unique(np.round(np.concatenate([np.arange(every), np.geomspace(every, high, more)])))


def _posterior(
    histories: CaptureHistories, vectors: NDArray[np.int8], missing: NDArray[np.float64], delta: float, weights: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log posterior of each number missing, summed over graphs; and, if wanted, of each graph summed over the numbers."""
    from scipy.special import gammaln

    lists = len(histories.lists)
    margins = np.stack([_margin(histories, subset, missing, delta) for subset in range(2**lists)])
    total = histories.documented + missing
    common = gammaln(total + 1) - gammaln(missing + 1) - np.log(total)
    summed = np.full(len(missing), -np.inf)
    by_graph = np.empty(len(vectors))
    step = max(1, NUMBERS_AT_ONCE // len(missing))
    for start in range(0, len(vectors), step):
        block = vectors[start : start + step].astype(float) @ margins + common
        summed = np.logaddexp(summed, _log_sum(block, 0))
        if weights:
            by_graph[start : start + step] = _log_sum(block, 1)
    return summed, by_graph


def _log_sum(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    top = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis))


def _margin(histories: CaptureHistories, subset: int, missing: NDArray[np.float64], delta: float) -> NDArray[np.float64]:
    """The log marginal likelihood of the table of the lists in `subset`, for each number missing. Of no lists it is 0."""
    from scipy.special import gammaln

    lists = len(histories.lists)
    if not subset:
        return np.zeros(len(missing))
    cells = np.arange(2**lists) & subset
    counts = np.bincount(cells, weights=histories.counts, minlength=2**lists)
    inside = np.array([cell for cell in range(2**lists) if cell & ~subset == 0])
    prior = delta * 2.0 ** (lists - subset.bit_count())
    known = (gammaln(prior + counts[inside[1:]]) - gammaln(prior)).sum()
    empty = gammaln(prior + counts[0] + missing) - gammaln(prior)
    whole = delta * 2.0**lists
    return np.asarray(known + empty + gammaln(whole) - gammaln(whole + histories.documented + missing))
