"""An age is one number, a range, or a number with nothing above it, and is read back as it was written."""

import pytest

from cenotaph.model import VictimRecord, age_bounds, write_age
from cenotaph.protect.people import is_minor


@pytest.mark.parametrize(("low", "high", "written"), [(34, 34, "34"), (25, 30, "25-30"), (60, None, "60+"), (0, 0, "0")])
def test_an_age_goes_into_words_and_back(low: int, high: int | None, written: str) -> None:
    assert write_age(low, high) == written
    assert age_bounds(written) == (low, high)


@pytest.mark.parametrize("written", ["", "in his 60s", "34 years", "-3", "60-"])
def test_what_is_no_age_has_no_bounds(written: str) -> None:
    assert age_bounds(written) is None


@pytest.mark.parametrize(
    ("age", "minor"), [("12", True), ("0-17", True), ("15-20", True), ("18-25", False), ("60+", False), ("", False)]
)
def test_who_may_be_a_child_is_withheld_as_a_child_is(age: str, minor: bool) -> None:
    assert is_minor([VictimRecord("rec-1", "list-1", "1", 0, {}, {"age": age}, ())]) is minor
