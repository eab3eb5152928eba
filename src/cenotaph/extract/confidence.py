"""Confidence is a rule's measured precision on gold data, read from a table; None where it was never measured."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["measured_precision"]

FEWEST_CASES = 5  # fewer say nothing: one mistake more or less would move the precision by a fifth


@cache
def _table() -> dict[str, dict[str, list[int]]]:
    text = (files("cenotaph.extract") / "precision.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def measured_precision(rules: Sequence[str], language: str) -> float | None:
    """The precision of the first of `rules` (the clause pattern), or None with fewer than five cases on gold data."""
    if not rules:
        return None
    right, cases = _table().get(language, {}).get(rules[0], [0, 0])
    return round(right / cases, 2) if cases >= FEWEST_CASES else None
