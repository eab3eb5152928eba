import pytest

from cenotaph.errors import InvalidValue
from cenotaph.text import ImpossibleDay, guess_day_order, read_written_date


@pytest.mark.parametrize(
    ("cell", "order", "meant"),
    [
        ("1991-04-03", "", "1991-04-03"),
        ("03/04/1991", "dmy", "1991-04-03"),
        ("03/04/1991", "mdy", "1991-03-04"),
        ("25.2.1992", "", "1992-02-25"),
        ("2/25/1992", "", "1992-02-25"),
        ("1991-25-02", "ydm", "1991-02-25"),
        ("19910403", "", "1991-04-03"),
        ("1991-04-03 00:00:00", "", "1991-04-03"),
        ("٠٣/٠٤/١٩٩١", "dmy", "1991-04-03"),
        ("3 апреля 1991", "", "1991-04-03"),
        ("April 1991", "", "1991-04"),
        ("3 de abril de 1991", "", "1991-04-03"),
        ("1991", "", "1991"),
        ("1991-04", "", "1991-04"),
        ("1991-04-03/1991-04-05", "", "1991-04-03/1991-04-05"),
    ],
)
def test_a_cell_is_read(cell: str, order: str, meant: str) -> None:
    assert read_written_date(cell, order).edtf == meant


@pytest.mark.parametrize("cell", ["03/04/1991", "3/4/91", "soon", "12/13/14", "spring 1991", "1991-13", "99999"])
def test_what_may_mean_two_days_or_none_is_refused(cell: str) -> None:
    with pytest.raises(InvalidValue):
        read_written_date(cell)


def test_a_day_that_is_none_keeps_how_it_is_written() -> None:
    with pytest.raises(ImpossibleDay) as error:
        read_written_date("31/02/1967", "dmy")
    assert error.value.written == "1967-02-31"


def test_the_order_is_told_from_the_whole_column() -> None:
    assert guess_day_order(["03/04/1991", "14/04/1991"]) == "dmy"
    assert guess_day_order(["03/04/1991", "04/14/1991"]) == "mdy"
    assert guess_day_order(["1991-04-03"]) == "ymd"
    assert guess_day_order(["03/04/1991", "05/06/1991"]) == "", "no day above 12: nobody can tell"
    assert guess_day_order(["14/04/1991", "04/14/1991"]) == "", "two habits in one column"
    assert guess_day_order(["", "unknown"]) == ""


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("05/2021", "2021-05"), ("5.2021", "2021-05"), ("03.05.2021", "2021-05-03"), ("3. 5. 2021", "2021-05-03"),
        ("3-5 May 2021", "2021-05-03/2021-05-05"), ("del 3 al 5 de mayo de 2021", "2021-05-03/2021-05-05"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(cell: str, meant: str) -> None:
    assert read_written_date(cell).edtf == meant


@pytest.mark.parametrize("cell", ["1400/02/13", "1442-09-21", "2564-05-03", "1389", "0005-01-01/2021-12-31", "13/2021", "44319"])
def test_a_year_of_another_calendar_is_held_and_never_taken_for_ours(cell: str) -> None:
    with pytest.raises(InvalidValue):
        read_written_date(cell)
