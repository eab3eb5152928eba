"""The linkage model: what scoring needs, as it was fitted, and its form for keeping."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cenotaph.errors import InvalidValue
from cenotaph.link.blocking import BlockingRule
from cenotaph.link.comparisons import ALL, Comparison
from cenotaph.link.training import Classes, Probabilities

__all__ = ["LinkModel"]


@dataclass(frozen=True, slots=True)
class LinkModel:
    """Rules with the pairs each brings, comparisons, and the chance of each level among pairs of one person, of one family and of
    strangers. `at_most`: as many matches were found as these lists can have, so that their share is a bound and no estimate.
    """

    rules: tuple[tuple[BlockingRule, int], ...]
    comparisons: tuple[Comparison, ...]
    classes: Classes
    at_most: bool = False

    def as_json(self) -> dict[str, Any]:
        """The model as plain data, with the words of every level, so that it can be read without this program."""
        return {
            "share": self.classes.share,
            "kin_share": self.classes.kin_share,
            "at_most": self.at_most,
            "rules": [
                {"columns": list(rule.columns), "crossed": rule.crossed, "words": rule.words, "pairs": pairs}
                for rule, pairs in self.rules
            ],
            "comparisons": [
                {
                    "name": one.name,
                    "levels": [one.words(level) for level in range(len(one.levels) + 1)],
                    "m": [float(x) for x in self.classes.m[c]],
                    "k": [float(x) for x in self.classes.k[c]],
                    "u": [float(x) for x in self.classes.u[c]],
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
            if one is None or "k" not in entry or [one.words(level) for level in range(len(one.levels) + 1)] != entry["levels"]:
                raise InvalidValue(f"the kept model compares {entry['name']} in another way than this version; link anew")

        def levels(side: str) -> Probabilities:
            return tuple(np.array(entry[side]) for entry in data["comparisons"])

        return cls(
            tuple((BlockingRule(tuple(rule["columns"]), rule["crossed"]), rule["pairs"]) for rule in data["rules"]),
            tuple(known[entry["name"]] for entry in data["comparisons"]),
            Classes(levels("m"), levels("k"), levels("u"), float(data["share"]), float(data["kin_share"])),
            bool(data.get("at_most")),
        )
