"""What an estimator gives back: an estimate with its interval, what it supposes, and what speaks against it. Immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["Estimate", "Posterior"]

BARS = 60  # a picture 500 points wide shows no more
SHOWN = 0.005  # of the posterior left out at each end, so that one far draw does not squeeze the rest
LEAST_HEAP, DIP = 0.25, 0.6  # a heap has a quarter of the highest bar, and a dip to three fifths before it: what an eye calls two


@dataclass(frozen=True, slots=True)
class Posterior:
    """A posterior of all victims in bars of equal width, of one victim or more, from `low` to `high`, which leave out half a
    percent at each end.

    `shares` of the whole posterior, a bar each.
    """

    low: float
    high: float
    shares: tuple[float, ...]

    @classmethod
    def of_draws(cls, totals: NDArray[np.float64], weights: NDArray[np.float64] | None = None) -> "Posterior":
        """From draws, or from numbers with their probabilities."""
        order = np.argsort(totals)
        totals = totals[order]
        share = np.full(len(totals), 1 / len(totals)) if weights is None else weights[order] / weights.sum()
        low, high = np.interp([SHOWN, 1 - SHOWN], np.cumsum(share) - share / 2, totals)
        bars = int(min(BARS, max(1, np.ceil(high - low))))
        edges = np.linspace(low, max(high, low + 1), bars + 1)
        below = np.interp(edges, totals, np.cumsum(share))
        return cls(float(edges[0]), float(edges[-1]), tuple(np.diff(below).tolist()))

    @property
    def edges(self) -> NDArray[np.float64]:
        """Where bars begin and end (bars + 1,)."""
        return np.linspace(self.low, self.high, len(self.shares) + 1)

    @property
    def below(self) -> NDArray[np.float64]:
        """The share of the posterior below each edge (bars + 1,)."""
        return np.concatenate([[0.0], np.cumsum(self.shares)]) + (1 - sum(self.shares)) / 2

    @property
    def heaps(self) -> tuple[float, ...]:
        """The numbers about which the posterior heaps up, if they are two or more with a valley between; else empty.

        A heap is at least a quarter as high as the highest, a valley at most six tenths of the lower of its sides; the bars are
        smoothed over three first.
        """
        height = np.convolve(np.pad(self.shares, 1, mode="edge"), np.full(3, 1 / 3), mode="valid")
        width = (self.high - self.low) / len(self.shares)
        kept: list[int] = []
        for at in np.flatnonzero(height >= LEAST_HEAP * height.max()).tolist():
            if not kept or height[kept[-1] : at + 1].min() <= DIP * min(height[kept[-1]], height[at]):
                kept.append(at)
            elif height[at] > height[kept[-1]]:
                kept[-1] = at
        return tuple(self.low + (at + 0.5) * width for at in kept) if len(kept) > 1 else ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """All victims, on lists or on none, by one method. `low` and `high` bound a 95 % interval; of a `lower_bound` they
    bound the bound, and say nothing of how many more there may be.

    `documented` is what the lists name together; it is known, and never shown in one column with the rest.
    """

    method: str
    estimate: float
    low: float
    high: float
    documented: int
    standard_error: float | None = None
    supposes: str = ""
    warnings: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)
    posterior: Posterior | None = None
    lower_bound: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """How it goes from one process to another: a read-only view does not go as it is."""
        values = [getattr(self, one.name) for one in fields(self)]
        return Estimate, tuple(dict(value) if isinstance(value, MappingProxyType) else value for value in values)

    @property
    def unlisted(self) -> float:
        """How many victims are on no list, by this estimate."""
        return self.estimate - self.documented

    def summary(self) -> str:
        """One sentence."""
        at_least = "at least " if self.lower_bound else ""
        return f"{self.method}: {at_least}{self.estimate:,.0f} (95 % interval {self.low:,.0f} to {self.high:,.0f})"
