"""Dates as a cell of a list holds them: `03/04/1991`, `1991-4-3`, `19910403`, `3 апреля 1991`, `1991`.

Which number is the day is a habit of whoever kept the list, so it is told from the whole column and never from one cell: `03/04`
means nothing by itself, but `3.4.1991` with dots, which nobody writes month first. Two-digit years and the day numbers of
spreadsheets are read only where a person said so (`dmy 20xx excel`). Refuses years of other calendars (1400 and 1442 of the
hijra, 2564 of the Buddha) and what fits no reading; nothing is filled in.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from cenotaph.errors import InvalidValue
from cenotaph.model import DateInterval
from cenotaph.text.fold import fold
from cenotaph.text.matching import level_digits

__all__ = ["ORDERS", "ImpossibleDay", "check_order", "guess_day_order", "is_order", "read_written_date"]

ORDERS = ("dmy", "mdy", "ymd", "ydm")
NUMBERS = re.compile(r"(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?:[T\s]\d.*)?")
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
DOTTED = re.compile(r"\d{1,2}\.\s*\d{1,2}\.\s*\d{4}(?:[T\s]\d.*)?")
SHORT_YEAR = re.compile(r"(\d{1,2}\s*[-/.\s]\s*(?:\d{1,2}|[^\W\d_]+)\s*[-/.\s]\s*)(\d{2})")
EXCEL = "excel"
CENTURIES = {"19xx": "19", "20xx": "20"}
COUNTED = re.compile(r"\d{5}(?:\.\d+)?")
DAY_ZERO = dt.date(1899, 12, 30)  # of spreadsheets since their day 61, for they count a 29 February 1900
YEAR = re.compile(r"\d{4}")
FIRST_YEAR, LAST_YEAR = 1700, 2100  # of the common calendar: what lies outside is of another, or a slip
WORDS = re.compile(r"[^\W\d_]+|\d+")


class ImpossibleDay(InvalidValue):
    """A day that the calendar lacks, such as 31 February; `written` is it as YYYY-MM-DD, for comparing and nothing else."""

    def __init__(self, what: str, written: str) -> None:
        super().__init__(what)
        self.written = written


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for folder in (files("cenotaph.text") / "languages").iterdir():
        listed = folder / "dates.yaml"
        if listed.is_file():
            for name, number in (yaml.safe_load(listed.read_text(encoding="utf-8")).get("months") or {}).items():
                months.setdefault(fold(str(name)).rstrip("."), number)
    return months


def is_order(said: str) -> bool:
    """Whether `said` is an order as `read_written_date` takes one."""
    words = said.split()
    known = [*ORDERS, EXCEL, *CENTURIES]
    return bool(words) and all(word in known for word in words) and sum(word in ORDERS for word in words) < 2


def check_order(said: str) -> str:
    """The order as given. Raises `InvalidValue` naming those there are."""
    if not is_order(said):
        raise InvalidValue(
            f"{said!r} is no order of a date; there are: {', '.join(ORDERS)}, with {EXCEL} and {' or '.join(CENTURIES)}"
        )
    return said


def guess_day_order(cells: Iterable[str]) -> str:
    """The one order that every three-number date of a column allows; empty when several do or none does.

    A column in which no day is above 12 stays empty: the recorder is asked, because a guess would move deaths by months.
    """
    possible = set(ORDERS)
    seen = False
    for cell in cells:
        found = NUMBERS.fullmatch(level_digits(cell.strip()))
        if not found:
            continue
        fits = {order for order in ORDERS if _is_day(found.groups(), order)}
        if fits:
            seen = True
            possible &= fits
    if seen and len(possible) == 1:
        return possible.pop()
    return "ymd" if seen and possible == {"ymd", "ydm"} else ""


def _is_day(numbers: tuple[str, ...], order: str) -> bool:
    year, month, day = (numbers[order.index(part)] for part in "ymd")
    return len(year) == 4 and len(day) <= 2 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


@lru_cache(maxsize=20_000)  # the days of half a century: a list has the same over and over
def read_written_date(cell: str, order: str = "") -> DateInterval:
    """The days that a cell means. `order` is one of `ORDERS`, for dates of three numbers that begin with no year; with `19xx` or
    `20xx` where years have two digits, and `excel` where a number alone is a day as spreadsheets count them from 1900.

    Raises `InvalidValue` saying why it cannot be read, `ImpossibleDay` for a day that there is not.
    """
    said = order.split()
    in_order = next((word for word in said if word in ORDERS), "")
    found = _as_counted(cell) if EXCEL in said else None
    if found is None:
        century = next((CENTURIES[word] for word in said if word in CENTURIES), "")
        found = _as_written(_with_century(cell, century) if century else cell, in_order)
    if not FIRST_YEAR <= found.start.year <= found.end.year <= LAST_YEAR:
        raise InvalidValue(f"{cell!r} is in no year from {FIRST_YEAR} to {LAST_YEAR}; it may be of another calendar")
    return found


def _as_counted(cell: str) -> DateInterval | None:
    number = level_digits(cell.strip())
    if not COUNTED.fullmatch(number):
        return None
    day = DAY_ZERO + dt.timedelta(days=int(number.partition(".")[0]))
    return DateInterval.from_edtf(day.isoformat())


def _with_century(cell: str, century: str) -> str:
    found = SHORT_YEAR.fullmatch(level_digits(cell.strip()))
    return f"{found[1]}{century}{found[2]}" if found else cell


def _as_written(cell: str, order: str) -> DateInterval:
    text = level_digits(cell.strip())
    together = TOGETHER.fullmatch(text)
    if together:
        return _day(together[1], together[2], together[3], cell)
    numbers = NUMBERS.fullmatch(text)
    if numbers:
        return _three_numbers(numbers.groups(), order or ("dmy" if DOTTED.fullmatch(text) else ""), cell)
    if YEAR.fullmatch(text):
        return DateInterval.year(int(text))
    month = YEAR_MONTH.fullmatch(text)
    if month and 1 <= int(month[2]) <= 12:
        return DateInterval.month(int(month[1]), int(month[2]))
    month = MONTH_YEAR.fullmatch(text)
    if month and 1 <= int(month[1]) <= 12:
        return DateInterval.month(int(month[2]), int(month[1]))
    if "/" in text and text.count("/") == 1:
        return DateInterval.from_edtf(text)
    return _with_words(text, cell)


def _three_numbers(numbers: tuple[str, ...], order: str, cell: str) -> DateInterval:
    if len(numbers[0]) == 4:
        order = order if order in ("ymd", "ydm") else "ymd"
    elif len(numbers[2]) != 4:
        raise InvalidValue(f"{cell!r} has no year of four digits")
    else:
        fits = [known for known in ("dmy", "mdy") if _is_day(numbers, known)]
        if order not in ("dmy", "mdy"):
            if len(fits) != 1:
                raise InvalidValue(f"{cell!r} may be two days; say which number is the day")
            order = fits[0]
    year, month, day = (numbers[order.index(part)] for part in "ymd")
    return _day(year, month, day, cell)


def _day(year: str, month: str, day: str, cell: str) -> DateInterval:
    written = f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    try:
        return DateInterval.from_edtf(written)
    except InvalidValue as fault:
        raise ImpossibleDay(f"{cell!r} is no day of the calendar", written) from fault


def _with_words(text: str, cell: str) -> DateInterval:
    words = WORDS.findall(fold(text))
    months = [_months()[word] for word in words if word in _months()]
    numbers = [word for word in words if word.isdigit()]
    years = [int(word) for word in numbers if len(word) == 4]
    days = [int(word) for word in numbers if len(word) <= 2]
    if len(months) == 1 and len(years) == 1 and len(days) == 2 and days[0] < days[1]:
        first, last = (_day(str(years[0]), str(months[0]), str(day), cell) for day in days)
        return DateInterval(first.start, last.end)
    if len(months) == 1 and len(years) == 1 and len(days) <= 1:
        if not days:
            return DateInterval.month(years[0], months[0])
        return _day(str(years[0]), str(months[0]), str(days[0]), cell)
    raise InvalidValue(f"{cell!r} is no date")
