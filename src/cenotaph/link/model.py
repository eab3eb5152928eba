"""The linkage model: what scoring needs, as it was fitted, and its form for keeping."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cenotaph.errors import InvalidValue
from cenotaph.link.blocking import BlockingRule
from cenotaph.link.comparisons import ALL, Comparison
from cenotaph.link.training import Probabilities

__all__ = ["LinkModel"]


@dataclass(frozen=True, slots=True)
class LinkModel:
    """Rules with the pairs each brings, comparisons, m and u by level (lowest first), the share of matches among all pairs."""

    rules: tuple[tuple[BlockingRule, int], ...]
    comparisons: tuple[Comparison, ...]
    m: Probabilities
    u: Probabilities
    share: float

    def as_json(self) -> dict[str, Any]:
        """The model as plain data, with the words of every level, so that it can be read without this program."""
        return {
            "share": self.share,
            "rules": [
                {"columns": list(rule.columns), "crossed": rule.crossed, "words": rule.words, "pairs": pairs}
                for rule, pairs in self.rules
            ],
            "comparisons": [
                {
                    "name": one.name,
                    "levels": [one.words(level) for level in range(len(one.levels) + 1)],
                    "m": [float(x) for x in self.m[c]],
                    "u": [float(x) for x in self.u[c]],
                }
                for c, one in enumerate(self.comparisons)
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "LinkModel":
        """Read back `as_json`. Raises `InvalidValue` when the comparisons of this version have other levels."""
        known = {one.name: one for one in ALL}
        for entry in data["comparisons"]:
            one = known.get(entry["name"])
            if one is None or [one.words(level) for level in range(len(one.levels) + 1)] != entry["levels"]:
                raise InvalidValue(f"the kept model compares {entry['name']} in another way than this version; link anew")
        return cls(
            tuple((BlockingRule(tuple(rule["columns"]), rule["crossed"]), rule["pairs"]) for rule in data["rules"]),
            tuple(known[entry["name"]] for entry in data["comparisons"]),
            tuple(np.array(entry["m"]) for entry in data["comparisons"]),
            tuple(np.array(entry["u"]) for entry in data["comparisons"]),
            float(data["share"]),
        )
