from datetime import date

import pytest

from cenotaph.model import DateInterval, word_reason
from cenotaph.text import find_dateline, find_dates, load_lexicon, tokenise
from cenotaph.text.dates import DateWords, infer_report_day, resolve_date

EN = load_lexicon("en")
REPORT = DateInterval.day(date(1989, 8, 19))


def found(text: str) -> list[str]:
    return [match.span.of(text) for match in find_dates(tokenise(text), EN)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("killed on 17 August 1989.", ["17 August 1989"]),
        ("on the night of February 25-26, 1992", ["February 25-26, 1992"]),
        ("on Tuesday, Feb. 22, to the victims", ["Tuesday, Feb. 22"]),
        ("WEDNESDAY [4 OCTOBER]", ["WEDNESDAY [4 OCTOBER"]),
        ("Thirty years ago, on Feb. 25", ["Thirty years ago", "Feb. 25"]),
        ("in 1992 the town", ["1992"]),
        ("1992 people", []),
        ("They may leave, they march on", []),
        ("2009-03-14", ["2009-03-14"]),
    ],
)
def test_finds_dates_and_no_verbs(text: str, spans: list[str]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    ("text", "edtf", "inferred"),
    [
        ("17 August 1989", "1989-08-17", False),
        ("February 25-26, 1992", "1992-02-25/1992-02-26", False),
        ("March 2009", "2009-03", False),
        ("17 August", "1989-08-17", True),
        ("24 December", "1988-12-24", True),
        ("yesterday", "1989-08-18", True),
        ("last month", "1989-07", True),
        ("on Thursday", "1989-08-17", True),
        ("three years ago", "1986", True),
    ],
)
def test_works_out_the_day_and_says_when_it_inferred(text: str, edtf: str, inferred: bool) -> None:
    match = find_dates(tokenise(text), EN)[0]
    interval, was_inferred, why = resolve_date(match.words, REPORT)
    assert interval is not None
    assert (interval.edtf, was_inferred) == (edtf, inferred)
    assert bool(why) == inferred


def test_no_year_is_invented_without_evidence() -> None:
    interval, inferred, why = resolve_date(DateWords(day=25, month=2), None)
    assert interval is None
    assert not inferred
    assert "nothing in the text proves it" in word_reason(why)


def test_a_day_that_does_not_exist_has_no_interval() -> None:
    assert resolve_date(DateWords(day=30, month=2, year=1992), None)[0] is None


def test_an_anniversary_proves_the_report_day_only_where_the_weekday_fits() -> None:
    tuesday = DateWords(day=22, month=2, weekday=1)
    proof = infer_report_day([tuesday], [(30, 1992)])
    assert proof is not None
    assert proof[0].edtf == "2022-02-22"
    assert infer_report_day([DateWords(day=22, month=2, weekday=2)], [(30, 1992)]) is None
    assert infer_report_day([tuesday], [(30, 1992), (30, 2020)]) is None, "two years fit, so none is inferred"


def test_the_dateline_dates_the_report() -> None:
    line = find_dateline("SENMARK, 16 NOV 89 (NORTH WIRE) -- [TEXT] Nine peasants were killed.", EN)
    assert line is not None
    assert line.agency == "NORTH WIRE"
    assert line.date == DateInterval.day(date(1989, 11, 16))
    assert find_dateline("Nine peasants -- all of one family -- were killed.", EN) is None
