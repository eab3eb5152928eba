"""Rows of tables in a document's text: a claim a number, with the row as its evidence and nothing from the row above."""

import pytest

from cenotaph.extract import read_text
from cenotaph.model import Claim, ClaimScope

ROWS = (
    "The week in the valley\n\n"
    "Date: 3 May 2021 | Place: Olm | Killed: 20 | Children killed: 4 | Injured: 0 | Source: Hill Radio\n\n"
    "Place: Upper Tarn | Killed: at least 3 | Wounded: 25–30 | Houses destroyed: 40\n\n"
    "Place: Total | Killed: 23 | Wounded: 30\n\n"
    "Month: May | Dead: 1,200 | Deaths per 1,000: 3 | Killed and wounded: 9\n"
)


def claims(text: str, language: str = "en") -> list[Claim]:
    return list(read_text(text, language).claims)


def test_every_number_of_a_row_is_a_claim_with_its_headings() -> None:
    said = [(c.harm, str(c.count), c.place.place.name if c.place else "", c.speaker_text) for c in claims(ROWS)]
    assert said == [
        ("killed", "20", "Olm", "Hill Radio"),
        ("killed", "4", "Olm", "Hill Radio"),
        ("killed", "at least 3", "Upper Tarn", ""),
        ("injured", "25 to 30", "Upper Tarn", ""),
        ("killed", "1,200", "", ""),
    ]


def test_the_row_is_the_evidence_and_gives_its_own_day() -> None:
    first, children, other, *_ = claims(ROWS)
    assert first.evidence.of(ROWS).startswith("Date: 3 May 2021 | Place: Olm")
    assert first.date is not None
    assert first.date.interval is not None
    assert first.date.interval.edtf == "2021-05-03"
    assert children.part_of == first.id
    assert children.groups == ("children",)
    assert other.date is None


def test_a_row_of_a_month_sums_up_the_month() -> None:
    assert [c.scope for c in claims(ROWS)][-1] == ClaimScope.CUMULATIVE


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("es", "Lugar: Mercado | Muertos: 31 | Heridos: 80 | Fuente: Radio Loma"),
        ("fr", "Lieu: Marché | Morts: 31 | Blessés: 80 | Source: Radio Colline"),
        ("ru", "Место: Рынок | Погибло: 31 | Ранено: 80 | Источник: Радио Холм"),
        ("uk", "Місце: Ринок | Загинуло: 31 | Поранено: 80 | Джерело: Радіо Пагорб"),
        ("ar", "المكان: السوق | القتلى: 31 | الجرحى: 80 | المصدر: راديو التل"),
    ],
)
def test_rows_are_read_in_every_language(language: str, row: str) -> None:
    found = claims(row, language)
    assert [(c.harm, c.count.low) for c in found] == [("killed", 31), ("injured", 80)]
    assert all(c.place is not None and c.speaker_text for c in found)


def test_today_is_counted_from_the_day_of_its_entry() -> None:
    text = (
        "Storm, live\n\n2021-05-04, 4 May 9.00\n\nFerry sinks\n\nSix people were killed today off Olm, the harbour master said.\n\n"
        "2021-05-03, 3 May 8.00\n\nMill burns\n\nTwo people were killed yesterday in Tarn, the mayor said.\n"
    )
    days = [c.date.interval.edtf for c in claims(text) if c.date is not None and c.date.interval is not None]
    assert days == ["2021-05-04", "2021-05-02"]


def test_a_place_of_another_day_is_not_taken() -> None:
    text = "On 3 May 2021 three drivers were wounded on the same road, and on 7 May 2021 a shell killed a nurse in Tarn."
    hurt, killed = claims(text)
    assert hurt.place is None
    assert killed.place is not None
