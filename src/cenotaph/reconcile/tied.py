"""What is tied to what: everything that can be reached over ties of any kind, and the parts that no tie joins."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from cenotaph.reconcile.blocking import StoryColumns

__all__ = ["looking_back_ties", "reach", "tied_parts", "tied_wholes"]

Tie = tuple[str, str]


def reach(seeds: Iterable[str], ties: Iterable[Tie]) -> frozenset[str]:
    """The seeds, and all that ties lead to from them, by however many steps."""
    number: dict[str, int] = {}
    sides = np.array([(number.setdefault(a, len(number)), number.setdefault(b, len(number))) for a, b in ties], dtype=np.int64)
    starts = list(seeds)
    reached = np.zeros(len(number), dtype=np.bool_)
    reached[[number[one] for one in starts if one in number]] = True
    count = -1
    while len(sides) and count != (count := int(reached.sum())):
        for here, there in (sides.T, sides.T[::-1]):
            reached[there[reached[here]]] = True
    return frozenset(starts) | {one for one, n in number.items() if reached[n]}


def tied_wholes(all_of_it: Iterable[str], ties: Iterable[Tie]) -> list[list[str]]:
    """The given things, those together that ties join by however many steps; each whole, and they, in the order given."""
    parent = {one: one for one in all_of_it}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    for a, b in ties:
        if a in parent and b in parent:
            parent[root(a)] = root(b)
    wholes: dict[str, list[str]] = defaultdict(list)
    for one in parent:
        wholes[root(one)].append(one)
    return list(wholes.values())


def tied_parts(all_of_it: Iterable[str], ties: Iterable[Tie], size: int) -> list[frozenset[str]]:
    """The given things in parts that no tie joins, each of one whole tied to another until there are at least `size`."""
    parts: list[list[str]] = []
    for whole in tied_wholes(all_of_it, ties):
        if not parts or len(parts[-1]) >= size:
            parts.append([])
        parts[-1] += whole
    return [frozenset(part) for part in parts]


def looking_back_ties(columns: StoryColumns) -> Sequence[Tie]:
    """What looks back, with whatever else is of its day and place."""
    days = columns.days
    named = np.unique(days.keys[columns.looks_back[days.stories]])
    there = days.only(np.isin(days.keys, named))
    first = np.searchsorted(there.keys, there.keys)
    return [(columns.keys[a], columns.keys[b]) for a, b in zip(there.stories[first], there.stories, strict=True)]
