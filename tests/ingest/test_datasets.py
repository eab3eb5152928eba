"""Headings of tables of events, as people write them, are numbers of people or they are not; cells and dates as well."""

import pytest

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.datasets import dataset_count, read_dataset
from cenotaph.model import CountRange


def counted(heading: str, cells: str, dates: str = "") -> list[tuple[str, int | None, int | None]]:
    """What the claims of one row say: harm, lowest, highest; their words bear the same out when read again."""
    document, reading = read_dataset(f"id,date,place,{heading}\n1,13/01/2015,Ostra,{cells}\n".encode(), "a.csv", dates=dates)
    for claim in reading.claims:
        assert dataset_count(claim.victims.of(document.text)) == claim.count
    return [(claim.harm, claim.count.low, claim.count.high) for claim in reading.claims]


@pytest.mark.parametrize(
    ("heading", "harm"),
    [
        ("Number Dead", "killed"), ("nkill", "killed"), ("nwound", "injured"), ("ndeath", "killed"), ("n_killed", "killed"),
        ("Número de muertos", "killed"), ("civilians killed", "killed"), ("Total killed", "killed"), ("No. of deaths", "killed"),
        ("Количество погибших", "killed"), ("Victims Injured", "injured"), ("Nombre de morts", "killed"), ("عدد القتلى", "killed"),
        ("Кількість загиблих", "killed"), ("Total number of people missing", "missing"), ("Kidnapped", "abducted"),
    ],
)  # fmt: skip
def test_a_heading_that_is_a_number_of_people(heading: str, harm: str) -> None:
    assert counted(heading, "3") == [(harm, 3, 3)]


@pytest.mark.parametrize(
    "heading", ["killed by", "dead by name", "deaths last year", "death toll source", "kills", "date of death"]
)
def test_a_heading_that_is_none_is_refused_with_those_there_are(heading: str) -> None:
    with pytest.raises(UnreadableFile, match="there are: id, date, place"):
        counted(heading, "3")


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("Deaths (min),Deaths (max)", "3,5", ("killed", 3, 5)),
        ("killed_min,killed_max", "4,4", ("killed", 4, 4)),
        ("Minimum total people killed,Maximum total people killed", "3,9", ("killed", 3, 9)),
        ("Minimum Estimated Number of Missing", "7", ("missing", 7, None)),
        ("Maximum injured", "7", ("injured", None, 7)),
        ("civilians killed,Total killed", "2,6", ("killed", 6, 6)),
        ("killed,total killed", "2,6", ("killed", 2, 2)),
    ],
)
def test_bounds_are_bounds_and_all_stand_before_some(
    heading: str, cells: str, wanted: tuple[str, int | None, int | None]
) -> None:
    assert counted(heading, cells) == [wanted]


def test_a_best_between_the_bounds_is_a_claim_of_its_own() -> None:
    assert counted("killed low,killed best,killed high", "3,4,9") == [("killed", 3, 9), ("killed", 4, 4)]


@pytest.mark.parametrize(
    ("cells", "dates", "days"),
    [
        (("13/01/2015", "02/01/2015"), "", ["2015-01-13", "2015-01-02"]),
        (("02/01/2015",), "", [None]),
        (("02/01/2015",), "mdy", ["2015-02-01"]),
        (("13-Jan-20",), "dmy 20xx", ["2020-01-13"]),
        (("44319",), "excel", ["2021-05-03"]),
    ],
)
def test_the_order_of_dates_is_told_from_the_column_or_by_a_person(
    cells: tuple[str, ...], dates: str, days: list[str | None]
) -> None:
    table = "id,date,killed\n" + "".join(f"{n},{cell},3\n" for n, cell in enumerate(cells))
    document, reading = read_dataset(table.encode(), "a.csv", dates=dates)
    assert [claim.date.interval.edtf if claim.date else None for claim in reading.claims] == days
    assert document.text_extractor == f"dataset-table/2 {dates}".strip()


def test_a_bound_is_read_from_the_words_again() -> None:
    assert dataset_count("Minimum killed: 3") == CountRange(3, None)
    assert dataset_count("killed: 3") == CountRange(3, 3)
