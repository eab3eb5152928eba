"""Which columns of a table of events are numbers of people: told from the words of their headings.

`Number Dead`, `nkill`, `Deaths (min)`, `Total killed`, `Número de muertos`: a harm, beside words that add nothing ("number of",
"total") and a bound. Refuses a heading with any other word: "killed by" or "deaths last year" is another thing. What counts some
of the people only ("civilians killed") is taken where no column counts all.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from cenotaph.ingest.lists.headings import heading_key

__all__ = ["bound_of", "named_columns"]

SOME_ONLY = 100  # more than any heading has words: what counts some of the people stands behind what counts all


def named_columns(said: Mapping[str, Any], headings: Sequence[str], harm: str) -> dict[str, int]:
    """The columns of a harm by what they are: `low`, `best` and `high`, or `number`. `said` are the words of `datasets.yaml`,
    `headings` compared as keys.
    """
    told = [(at, _told(said, heading, harm)) for at, heading in enumerate(headings)]
    known = [(at, bound, extra) for at, found in told if found is not None for bound, extra in [found]]
    for exact in (True, False):
        bounds = {bound: at for at, bound, extra in reversed(known) if bound and (extra < SOME_ONLY) is exact}
        if {"low", "high"} <= bounds.keys():
            return {name: bounds[name] for name in ("low", "best", "high") if name in bounds}
        plain = sorted((extra, at) for at, bound, extra in known if bound in ("", "best") and (extra < SOME_ONLY) is exact)
        if plain:
            return {"number": plain[0][1]}
        if bounds:
            return {"number": min(bounds.values())}
    return {}


def _told(said: Mapping[str, Any], heading: str, harm: str) -> tuple[str, int] | None:
    """The bound that a heading says, and how far it is from the harm's word alone; None for what is no number of the harm."""
    words = heading.split()
    harms = _keys(tuple(said["numbers"][harm]))
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            if " ".join(words[start : start + size]) not in harms:
                continue
            rest = [*words[:start], *words[start + size :]]
            bounds = {name for name in ("low", "best", "high") for word in rest if word in _keys(tuple(said["bounds"][name]))}
            others = [word for word in rest if not any(word in _keys(tuple(said["bounds"][name])) for name in bounds)]
            some = [word for word in others if word in _keys(tuple(said["some"]))]
            if len(bounds) < 2 and all(word in _keys(tuple(said["fillers"])) or word in some for word in others):
                return next(iter(bounds), ""), len(rest) + (SOME_ONLY if some else 0)
    return None


def bound_of(said: Mapping[str, Any], heading: str) -> str:
    """`low` or `high` where a heading says that its number is a least or a most, else empty."""
    words = set(heading_key(heading).split())
    return next((name for name in ("low", "high") if words & _keys(tuple(said["bounds"][name]))), "")


@cache
def _keys(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(heading_key(str(word)) for word in words)
