"""An estimate under dependence that no table shows: what is documented stays, what is not is multiplied."""

import numpy as np
import pytest

from cenotaph.errors import InvalidValue
from cenotaph.estimate import CaptureHistories, Estimate, estimate_loglinear, sensitivity


def test_the_documented_stay_and_the_others_are_multiplied() -> None:
    found = sensitivity(Estimate("m", 400, 300, 600, 100), (0.5, 1.0, 2.0))
    assert found.totals == ((250, 200, 350), (400, 300, 600), (700, 500, 1100))
    assert found.halved == pytest.approx(1 / 3)
    assert found.doubled == pytest.approx(7 / 3)


def test_no_dependence_halves_what_is_documented_by_more_than_half() -> None:
    assert sensitivity(Estimate("m", 150, 120, 200, 100)).halved is None
    assert sensitivity(Estimate("m", 100, 100, 100, 100)).doubled is None


@pytest.mark.parametrize("ratio", [0.0, -1.0, float("nan")])
def test_a_ratio_of_odds_is_above_zero(ratio: float) -> None:
    with pytest.raises(InvalidValue, match="above zero"):
        sensitivity(Estimate("m", 400, 300, 600, 100), (ratio,))


@pytest.mark.parametrize("ratio", [0.5, 2.0])
def test_it_is_what_a_highest_interaction_does_to_a_saturated_model(ratio: float) -> None:
    cells = np.array([[(n >> k) & 1 for k in range(3)] for n in range(1, 8)])
    counts = np.array([90, 80, 30, 70, 25, 20, 10], dtype=float)
    histories = CaptureHistories.from_rows(("A", "B", "C"), cells.tolist(), counts.tolist())
    saturated = counts[[0, 1, 3, 6]].prod() / counts[[2, 4, 5]].prod()  # those on no list, without a highest interaction
    found = sensitivity(Estimate("saturated", histories.documented + saturated, 0, 0, histories.documented), (ratio,))
    assert found.totals[0][0] - histories.documented == pytest.approx(ratio * saturated)
    assert estimate_loglinear(histories).documented == histories.documented
