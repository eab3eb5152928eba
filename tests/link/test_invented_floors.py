"""Figures that linkage must not fall below on invented lists: a messy register, families killed together, two scripts."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cenotaph.link import DuckDbEngine, LinkInput, link_records

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import linkage
from invented_families import invented_families
from invented_scripts import devanagari, serbian
from invented_soldiers import invented_soldiers

pytestmark = pytest.mark.slow

FLOORS: dict[str, tuple[Callable[[], tuple[LinkInput, list[str]]], float]] = {
    "soldiers": (lambda: invented_soldiers(6_000, seed=11), 0.88),
    "families": (lambda: invented_families(2_000, heavy=True, seed=11), 0.95),
    "two scripts": (lambda: serbian(seed=11), 0.95),
    "signs for vowels": (lambda: devanagari(seed=11), 0.97),
}


@pytest.mark.parametrize("name", FLOORS)
def test_linkage_of_invented_lists_does_not_fall_below_its_floor(name: str) -> None:
    make, floor = FLOORS[name]
    given, truth = make()
    engine = DuckDbEngine(memory_megabytes=2_000)
    label = link_records(given, engine).clusters.label.tolist()
    engine.close()
    _, _, f1 = linkage.score_labels(truth, label, list(given.lists))
    assert f1 >= floor, f"{name}: F1 {f1:.4f}"
