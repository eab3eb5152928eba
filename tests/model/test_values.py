from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.errors import InvalidValue
from cenotaph.model import Claim, CountRange, DateInterval, Decision, Figure, PlaceRef, Span, stable_id

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2)])
def test_a_span_must_have_a_length(start: int, end: int) -> None:
    with pytest.raises(InvalidValue):
        Span(start, end)


@pytest.mark.parametrize(("low", "high"), [(None, None), (-1, 2), (5, 4)])
def test_a_count_that_cannot_be_is_refused(low: int | None, high: int | None) -> None:
    with pytest.raises(InvalidValue):
        CountRange(low, high)


def test_unknown_is_not_zero() -> None:
    assert CountRange(None, 22).low is None
    assert str(CountRange(22, None)) == "at least 22"
    assert str(CountRange(None, 22)) == "up to 22"
    assert str(CountRange(30, 30, approx=True)) == "about 30"


def test_ranges_agree_when_one_number_fits_both() -> None:
    assert CountRange(161, None).agrees(CountRange(485, 485))
    assert not CountRange(613, 613).agrees(CountRange(485, 485))


def test_a_year_is_never_the_first_of_january() -> None:
    year = DateInterval.from_edtf("1992")
    assert (year.start, year.end) == (date(1992, 1, 1), date(1992, 12, 31))
    assert year.edtf == "1992"
    assert year.precision == "5"


@given(DAYS, DAYS)
def test_edtf_reads_back(a: date, b: date) -> None:
    interval = DateInterval(min(a, b), max(a, b))
    assert DateInterval.from_edtf(interval.edtf) == interval


@pytest.mark.parametrize("text", ["", "soon", "1992-13", "1992-02-30", "1992-02-03/1992-02-01"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        DateInterval.from_edtf(text)


def test_a_claim_needs_its_victims_inside_its_evidence() -> None:
    with pytest.raises(InvalidValue):
        Claim("c-1", Span(0, 5), Span(4, 9), "killed", CountRange(1, 1))


@pytest.mark.parametrize(
    "field",
    [{"harm": "sad"}, {"status": "true"}, {"scope": "all"}, {"groups": ("heroes",)}, {"part_of": "c-1"}, {"confidence": 1.5}],
)
def test_a_claim_takes_only_codes_of_the_vocabulary(field: dict[str, object]) -> None:
    given = {"id": "c-1", "evidence": Span(0, 9), "victims": Span(0, 5), "harm": "killed", "count": CountRange(1, 1)} | field
    with pytest.raises(InvalidValue):
        Claim(**given)  # type: ignore[arg-type]


def test_low_best_high_must_rise() -> None:
    with pytest.raises(InvalidValue):
        Figure("killed", "p", 5, 3, 9, "", "", "", 1)


def test_a_place_needs_a_name_and_a_known_precision() -> None:
    with pytest.raises(InvalidValue):
        PlaceRef(" ")
    with pytest.raises(InvalidValue):
        PlaceRef("Ostremar", precision="roughly")


def test_a_decision_needs_a_name_and_where_it_contradicts_somebody_a_reason() -> None:
    from datetime import UTC, datetime

    for kind, by, why in (("accept", "", "because"), ("reject", "Ana", " "), ("edit", "Ana", ""), ("merge", "Ana", "")):
        with pytest.raises(InvalidValue):
            Decision(1, kind, ("c-1",), {}, by, datetime.now(UTC), why, "0", "1")
    assert Decision(1, "accept", ("c-1",), {}, "Ana", datetime.now(UTC), "", "0", "1").why == ""


def test_ids_come_from_content_alone() -> None:
    assert stable_id("c", "a", 1) == stable_id("c", "a", 1)
    assert stable_id("c", "a", 1) != stable_id("c", "a1", "")
