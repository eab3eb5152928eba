"""Which stories are compared at all: pairs that share something that few share, near in time where time is known.

Comparing each with each grows with the square of a case. A pair is compared when its documents share rare names, when its stories
share a word of a place and the days do not stand against it, a day and a telling count, or a victim's full name. What shares
none of these would not be joined by what is left to compare. Works on the keys of stories alone (`keys`), so that a
case is searched whole for what a few new reports are to be compared with.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cenotaph.model import StoryKeys
from cenotaph.reconcile.rarity import MOST_DOCUMENTS, Rarity
from cenotaph.reconcile.unpacked import Indices, Numbers, holders, numbers

__all__ = ["Postings", "StoryColumns", "find_pairs", "holding"]

ENOUGH = 7.0  # weight of the shared names: two rare words, or three less rare
WINDOW = 62  # days between two reports that names alone bring together
AT_ONCE = 4_000_000  # pairs in memory

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Postings:
    """Which stories have a key: two columns of one length, sorted by key, then by story."""

    keys: Numbers
    stories: Indices

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> "Postings":
        """From the packed keys of each story."""
        keys, stories = numbers(packed), holders(packed)
        order = np.lexsort((stories, keys))
        return cls(keys[order], stories[order])

    def only(self, wanted: Chosen) -> "Postings":
        """Those of a mask over the rows."""
        return Postings(self.keys[wanted], self.stories[wanted])

    def too_common(self) -> Numbers:
        """The keys that more stories have than stories are found by."""
        keys, sizes = np.unique(self.keys, return_counts=True)
        return np.asarray(keys[sizes > MOST_DOCUMENTS])

    def having(self, keys: Numbers) -> Indices:
        """The stories that have any of the keys."""
        return np.unique(self.stories[np.isin(self.keys, keys)])


class StoryColumns:
    """The keys of all stories of a case as columns, by their key."""

    def __init__(self, stories: Sequence[StoryKeys]) -> None:
        ordered = sorted(stories, key=lambda one: one.key)
        self.keys = [one.key for one in ordered]
        self.documents = [one.document_id for one in ordered]
        numbered = {name: n for n, name in enumerate(dict.fromkeys(self.documents))}
        self.document_numbers: Indices = np.array([numbered[name] for name in self.documents], dtype=np.int64)
        self.said = np.array([np.nan if one.said is None else one.said for one in ordered], dtype=np.float64)
        self.precise: Chosen = np.array([one.precise for one in ordered], dtype=np.bool_)
        self.looks_back: Chosen = np.array([one.looks_back for one in ordered], dtype=np.bool_)
        self.names = Postings.of([one.names for one in ordered])
        self.places = Postings.of([one.places for one in ordered])
        self.blocks = Postings.of([one.blocks for one in ordered])
        self.days = Postings.of([one.days for one in ordered])

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def document(self) -> dict[str, str]:
        """The documents, by the key of the story."""
        return dict(zip(self.keys, self.documents, strict=True))

    def near(self, left: Indices, right: Indices) -> Chosen:
        """Which pairs were said within the window, or one of the two on no known day."""
        return ~(np.abs(self.said[left] - self.said[right]) > WINDOW)


def find_pairs(columns: StoryColumns, rarity: Rarity, touched: Chosen | None = None) -> list[tuple[str, str]]:
    """Every pair of stories of different documents that shares enough, each once, by key; where some are `touched`, the pairs
    that have one of these.
    """
    if len(columns) == 0:
        return []
    wanted = np.ones(len(columns), dtype=np.bool_) if touched is None else touched
    names = columns.names.only(rarity.find_by(columns.names.keys))
    places = columns.places.only(~np.isin(columns.places.keys, columns.places.too_common()))
    found = [
        *_shared(names, columns, wanted, columns.near, rarity.weigh(names.keys)),
        *_shared(columns.blocks, columns, wanted, lambda left, _: np.ones(len(left), dtype=np.bool_)),
        *_shared(places, columns, wanted, lambda a, b: columns.near(a, b) & ~(columns.precise[a] & columns.precise[b])),
    ]
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return [(columns.keys[a], columns.keys[b]) for a, b in zip(*divmod(pairs, len(columns)), strict=True)]


def holding(packed: Sequence[bytes], wanted: Numbers) -> Indices:
    """Which of some packed keys hold a wanted one."""
    return np.unique(holders(packed)[np.isin(numbers(packed), wanted)])


def _shared(
    postings: Postings,
    columns: StoryColumns,
    touched: Chosen,
    fits: Callable[[Indices, Indices], Chosen],
    weights: NDArray[np.float64] | None = None,
) -> Iterator[Indices]:
    """The pairs that share a key and fit, as `first × stories + second`; of keys with weights, those that share enough."""
    if not len(postings.keys):
        return
    starts = np.flatnonzero(np.r_[True, postings.keys[1:] != postings.keys[:-1]])
    sizes = np.diff(np.r_[starts, len(postings.keys)])
    run = np.repeat(np.arange(len(starts)), sizes)
    rows = np.flatnonzero(touched[postings.stories] & (sizes[run] > 1))
    rows = rows[np.argsort(postings.stories[rows], kind="stable")]
    for some in _at_once(rows, postings.stories[rows], sizes[run[rows]]):
        reach = sizes[run[some]]
        left = np.repeat(postings.stories[some], reach)
        step = np.arange(len(left)) - np.repeat(np.cumsum(reach) - reach, reach)
        right = postings.stories[np.repeat(starts[run[some]], reach) + step]
        kept = (columns.document_numbers[left] != columns.document_numbers[right]) & (~touched[right] | (left < right))
        kept[kept] = fits(left[kept], right[kept])
        pairs = np.minimum(left[kept], right[kept]) * len(columns) + np.maximum(left[kept], right[kept])
        found, at = np.unique(pairs, return_inverse=True)
        if weights is not None:
            found = found[np.bincount(at, np.repeat(weights[some], reach)[kept], len(found)) >= ENOUGH]
        yield found


def _at_once(rows: Indices, stories: Indices, sizes: NDArray[np.int64]) -> Iterator[Indices]:
    """The rows in parts that make no more pairs than are held at once, all rows of a story in one part."""
    if not len(rows):
        return
    ends = np.flatnonzero(np.r_[stories[1:] != stories[:-1], True]) + 1
    made = np.cumsum(sizes)[ends - 1]
    start = done = 0
    for n, end in enumerate(ends):
        if n + 1 == len(ends) or made[n + 1] - done > AT_ONCE:
            yield rows[start:end]
            start, done = int(end), int(made[n])
