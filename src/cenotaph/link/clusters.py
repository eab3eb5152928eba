"""Joins records to clusters, best pairs first, under what people have decided.

In go scored pairs (weights in log2 of the odds) and the constraints; out come clusters and the joins that were refused, with the
reason. A join needs the mean weight over *all* pairs between two clusters to be above zero, pairs that were never scored counting
as unlikely. Connected components, the obvious way, join a hundred people through a chain of chance agreements: on the
historical benchmark that is an F1 of 0.34 against 0.90 at the same threshold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cenotaph.model import PairState

__all__ = ["Clusters", "Constraints", "Refused", "join_pairs"]

UNSCORED = -3.0  # bits; between -6 and -1 figures move by under two points (docs/decisions/0007-even-odds-and-mean-weight.md)


@dataclass(frozen=True, slots=True)
class Constraints:
    """`same` and `different`: pairs of record numbers that people judged. `lists`: each record's list, empty where its list may
    name somebody twice; None when all may.
    """

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()
    lists: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A pair with a weight above the threshold that was not joined, and what for."""

    first: int
    second: int
    weight: float
    reason: PairState


@dataclass(frozen=True, slots=True)
class Clusters:
    """The cluster of every record, named by its lowest record number, and the joins that were refused."""

    label: NDArray[np.int64]
    refused: tuple[Refused, ...]
    broken_judgements: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Join:
    """The state of joining: parents, members, summed weights between clusters, and who must stay apart."""

    parent: dict[int, int] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)
    between: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)
    held_lists: dict[int, set[str]] = field(default_factory=dict)

    def root(self, record: int) -> int:
        while (up := self.parent.get(record, record)) != record:
            self.parent[record] = self.parent.get(up, up)
            record = self.parent[record]
        return record

    def mean_weight(self, a: int, b: int) -> float:
        total, scored = self.between.get(a, {}).get(b, (0.0, 0))
        pairs = self.size.get(a, 1) * self.size.get(b, 1)
        return (total + UNSCORED * (pairs - scored)) / pairs

    def join(self, a: int, b: int) -> None:
        if len(self.between.get(a, ())) < len(self.between.get(b, ())):
            a, b = b, a
        self.parent[b] = a
        self.size[a] = self.size.get(a, 1) + self.size.get(b, 1)
        mine = self.between.setdefault(a, {})
        mine.pop(b, None)
        for other, (total, scored) in self.between.pop(b, {}).items():
            if other == a:
                continue
            so_far = mine.get(other, (0.0, 0))
            mine[other] = (so_far[0] + total, so_far[1] + scored)
            theirs = self.between[other]
            theirs.pop(b, None)
            theirs[a] = mine[other]
        for enemy in self.apart.pop(b, set()):
            self.apart[enemy].discard(b)
            self.apart[enemy].add(a)
            self.apart.setdefault(a, set()).add(enemy)
        if self.held_lists:
            self.held_lists[a] = self.held_lists.pop(a) | self.held_lists.pop(b)


def join_pairs(
    records: int, pairs: Iterable[tuple[int, int, float]], constraints: Constraints, threshold: float = 0.0
) -> Clusters:
    """Cluster `records` records by `pairs` (first, second, weight); pairs below `threshold` speak against a join but make none.

    What people judged goes first: `same` pairs are joined whatever their weight, `different` pairs never. Two judgements that
    contradict each other through a third record are reported in `broken_judgements`, and "different" holds.
    """
    scored = _that_matter(list(pairs), constraints.same, threshold)
    scored.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    state = _Join()
    for first, second, weight in scored:
        state.between.setdefault(first, {})[second] = (weight, 1)
        state.between.setdefault(second, {})[first] = (weight, 1)
    if constraints.lists is not None:
        state.held_lists = {record: {constraints.lists[record]} - {""} for record in range(records)}
    for first, second in constraints.different:
        state.apart.setdefault(first, set()).add(second)
        state.apart.setdefault(second, set()).add(first)
    broken = []
    for first, second in constraints.same:
        a, b = state.root(first), state.root(second)
        if a != b and b in state.apart.get(a, ()):
            broken.append((first, second))
        elif a != b:
            state.join(a, b)
    judged = {frozenset(pair) for pair in constraints.different}
    refused = []
    for first, second, weight in scored:
        if weight < threshold:
            break
        a, b = state.root(first), state.root(second)
        if a == b:
            continue
        reason = _against(state, a, b, threshold)
        if not reason:
            state.join(a, b)
        elif frozenset((first, second)) not in judged:
            refused.append(Refused(first, second, weight, reason))
    return Clusters(_labels(state, records), _still_apart(state, refused), tuple(broken))


def _that_matter(
    pairs: list[tuple[int, int, float]], same: Iterable[tuple[int, int]], threshold: float
) -> list[tuple[int, int, float]]:
    """Pairs between records that likely pairs connect, however indirectly; what is never connected is never joined."""
    reach = _Join()
    likely = [(first, second) for first, second, weight in pairs if weight >= threshold]
    for first, second in (*likely, *same):
        a, b = reach.root(first), reach.root(second)
        if a != b:
            reach.parent[max(a, b)] = min(a, b)
    return [pair for pair in pairs if pair[2] >= threshold or reach.root(pair[0]) == reach.root(pair[1])]


def _against(state: _Join, a: int, b: int, threshold: float) -> PairState | None:
    if b in state.apart.get(a, ()):
        return PairState.JUDGED
    if state.held_lists and state.held_lists[a] & state.held_lists[b]:
        return PairState.ONE_A_LIST
    return None if state.mean_weight(a, b) >= threshold else PairState.OTHERS_DISAGREE


def _still_apart(state: _Join, refused: Iterable[Refused]) -> tuple[Refused, ...]:
    return tuple(one for one in refused if state.root(one.first) != state.root(one.second))


def _labels(state: _Join, records: int) -> NDArray[np.int64]:
    found: dict[int, int] = {}
    label = np.empty(records, dtype=np.int64)
    for record in range(records):
        label[record] = found.setdefault(state.root(record), record)
    return label
