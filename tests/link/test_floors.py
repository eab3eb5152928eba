"""Figures that linkage must not fall below, on labelled lists that lie beside the project. Aggregates only; no name is printed."""

import sys
from pathlib import Path

import pytest

from cenotaph.link import DuckDbEngine, link_records
from cenotaph.text import compare_names

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import linkage
import linkage_data

pytestmark = pytest.mark.slow

FLOORS = {"gaza": 0.97, "gaza-cross": 0.945, "febrl4": 0.995, "rldata": 0.975}


@pytest.fixture(autouse=True)
def _labelled_lists_are_here() -> None:
    if not linkage_data.DATA.is_dir():
        pytest.skip("the labelled lists lie beside the project and are not here")


@pytest.mark.parametrize("name", FLOORS)
def test_linkage_does_not_fall_below_its_floor(name: str) -> None:
    data = linkage.SETS[name][0]()
    engine = DuckDbEngine(memory_megabytes=2_000)
    label = link_records(data.given, engine).clusters.label.tolist()
    engine.close()
    _, _, f1 = linkage.score_labels(data.truth, label, list(data.given.lists) if data.given.no_repeats else None)
    assert f1 >= FLOORS[name], f"{name}: F1 {f1:.4f}"


def test_names_are_told_apart_better_than_by_their_letters() -> None:
    pairs, match = linkage.labelled_names("Person")
    assert linkage.auc([compare_names(a, b) for a, b in pairs], match) >= 0.85
