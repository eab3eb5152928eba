"""Capture histories: how many victims each combination of lists names. The one input of every estimator.

Refuses what no estimator can mean: negative or fractional counts, a list that names nobody, more than ten lists, and a count of
those on no list, which is the thing to be estimated and can never be observed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from cenotaph.errors import InvalidValue

__all__ = ["MOST_LISTS", "CaptureHistories", "list_pairs"]

MOST_LISTS = 10  # 1,024 cells, nearly all empty in any real table; no method here is meant for more


def list_pairs(lists: int) -> list[int]:
    """Every pair of lists as a bit mask."""
    return [1 << a | 1 << b for a in range(lists) for b in range(a + 1, lists)]


@dataclass(frozen=True, eq=False)
class CaptureHistories:
    """`counts` (2^lists,) of victims; bit k of a cell's index says whether list k names them. `counts[0]` is 0: it is unknown.
    `said` is what was taken for what when the table was read, for whoever sees an estimate from it.
    """

    lists: tuple[str, ...]
    counts: NDArray[np.int64]
    said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.lists)
        if not 2 <= size <= MOST_LISTS:
            raise InvalidValue(
                f"estimates need 2 to {MOST_LISTS} lists, not {size}", remedy="leave the smallest out, or pool lists of one kind"
            )
        if len(set(self.lists)) != size:
            raise InvalidValue("two lists have one name")
        if self.counts.shape != (2**size,):
            raise InvalidValue(f"{size} lists have {2**size} combinations, not {self.counts.shape}")
        if (self.counts < 0).any():
            raise InvalidValue("a count cannot be negative")
        if self.counts[0]:
            raise InvalidValue("a row of all zeros has a count: those on no list cannot be observed")
        for k, name in enumerate(self.lists):
            if not self.counts[self.members(k)].sum():
                raise InvalidValue(f"the list {name} names nobody", remedy="leave it out")
        kept = self.counts.copy()
        kept.setflags(write=False)
        object.__setattr__(self, "counts", kept)

    @classmethod
    def from_rows(
        cls, lists: Sequence[str], rows: Sequence[Sequence[int]], counts: Sequence[float] | None = None
    ) -> "CaptureHistories":
        """From rows of 0 and 1, one column a list; with `counts` one row a combination, without one row a victim.

        Raises `InvalidValue` for a cell that is neither, a fractional count, or a combination that stands twice with counts.
        """
        found = np.zeros(2 ** len(lists), dtype=np.int64)
        seen: set[int] = set()
        for at, row in enumerate(rows):
            if len(row) != len(lists) or any(cell not in (0, 1) for cell in row):
                raise InvalidValue(f"row {at + 1}: a cell of a list is 0 or 1")
            index = sum(1 << k for k, cell in enumerate(row) if cell)
            count = 1.0 if counts is None else float(counts[at])
            if not (isfinite(count) and count >= 0 and count == int(count)):
                raise InvalidValue(f"row {at + 1}: a count is a whole number of victims, not {count:g}")
            if counts is not None and index in seen:
                raise InvalidValue(
                    f"row {at + 1}: this combination of lists stands twice",
                    remedy="add the two counts, if they are of different victims",
                )
            seen.add(index)
            found[index] += int(count)
        return cls(tuple(lists), found)

    @classmethod
    def from_victims(cls, lists: Sequence[str], victims: Iterable[Iterable[int]]) -> "CaptureHistories":
        """From the places, in `lists`, of the lists that name each victim; a list may name one twice."""
        found = np.zeros(2 ** len(lists), dtype=np.int64)
        for named in victims:
            found[sum(1 << k for k in set(named))] += 1
        return cls(tuple(lists), found)

    @classmethod
    def from_clusters(cls, lists: Sequence[str], label: Iterable[int], of: Iterable[int]) -> "CaptureHistories":
        """From the cluster of each record, and the place, in `lists`, of the list that it is of."""
        named: dict[int, list[int]] = {}
        for cluster, k in zip(label, of, strict=True):
            named.setdefault(cluster, []).append(k)
        return cls.from_victims(lists, named.values())

    def members(self, k: int) -> NDArray[np.bool_]:
        """Which cells are of list `k`."""
        return np.asarray((np.arange(2 ** len(self.lists)) >> k) & 1 == 1)

    @property
    def documented(self) -> int:
        """How many victims the lists name together. A count of what is known, never to be shown as an estimate."""
        return int(self.counts.sum())

    @property
    def by_times(self) -> NDArray[np.int64]:
        """How many victims are named by exactly i lists (lists + 1,); the first is 0."""
        times = np.array([index.bit_count() for index in range(len(self.counts))])
        return np.bincount(times, weights=self.counts, minlength=len(self.lists) + 1).astype(np.int64)

    def without(self, k: int) -> "CaptureHistories":
        """The same table without list `k`; whom only it names is no longer documented by it."""
        cells = np.arange(len(self.counts))
        low = cells & ((1 << k) - 1)
        merged = np.bincount(low | (cells >> (k + 1)) << k, weights=self.counts, minlength=len(self.counts) // 2).astype(np.int64)
        merged[0] = 0
        return CaptureHistories(tuple(name for at, name in enumerate(self.lists) if at != k), merged, self.said)

    def overlap(self, a: int, b: int) -> int:
        """How many victims both lists name."""
        return int(self.counts[self.members(a) & self.members(b)].sum())
