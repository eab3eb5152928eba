"""A linear model over features: the probability that a draft is right, from weights that were fitted once and are shipped.

P = 1 / (1 + exp(-(bias + sum of the weights of the features))); logistic regression (Cox 1958,
doi:10.1111/j.2517-6161.1958.tb00292.x).
Reading needs no network, no library and no graphics card: the weights are a list of numbers with their features' names.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["BIAS", "EVERY_LANGUAGE", "LinearModel", "TwoLooks", "load_weights"]

BIAS = "bias"
EVERY_LANGUAGE = "any"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by feature."""

    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """The probability, between 0 and 1, that a draft with these features is right."""
        total = self.weights.get(BIAS, 0.0) + sum(self.weights.get(name, 0.0) for name in features)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True, slots=True)
class TwoLooks:
    """Weights for a first and a second look; from the threshold `possible` on a draft is shown, from `claim` on it counts."""

    first: LinearModel
    second: LinearModel
    claim: float
    possible: float
    lexical: bool = True  # whether the features hold words of one language


@cache
def load_weights(name: str, language: str) -> TwoLooks | None:
    """The weights `name` of a language; where it has none of its own those that hold in every language, or None."""
    folder = files("cenotaph.extract") / "weights"
    for code in (language, EVERY_LANGUAGE):
        path = folder / f"{name}-{code}.json"
        if path.is_file():
            data = json.loads(path.read_text(encoding="utf-8"))
            first, second = LinearModel(data["first"]), LinearModel(data["second"])
            return TwoLooks(first, second, data["claim"], data["possible"], code != EVERY_LANGUAGE)
    return None
