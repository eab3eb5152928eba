"""Finds date expressions and works out the days they mean, with the reason. Never invents a year, a day or an hour.

A year that is not written is inferred only from evidence: "thirty years ago" against a dated report, a weekday that
fits, or the rule that a report tells of the past. Each inference says so in `why`. Where nothing proves a year, the
expression stays without an interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from cenotaph.model import DateInterval, Reason, Span
from cenotaph.text.counts import match_count
from cenotaph.text.lexicon import Lexicon
from cenotaph.text.tokens import Token

__all__ = ["DateMatch", "DateWords", "find_dates", "infer_report_day", "resolve_date"]

YEARS = range(1800, 2100)


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a date expression says, unresolved. `ago` is (unit, number), `relative` (unit, offset), `anaphor` "that night"."""

    day: int | None = None
    last_day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    relative: tuple[str, int] | None = None
    ago: tuple[str, int] | None = None
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression: its words' meaning, its span, and the token range it covers."""

    words: DateWords
    span: Span
    first: int
    stop: int


def find_dates(tokens: Sequence[Token], lexicon: Lexicon) -> list[DateMatch]:
    """The date expressions among `tokens`, in order, not overlapping."""
    found: list[DateMatch] = []
    starters = _starters(lexicon)
    at = 0
    while at < len(tokens):
        may_start = tokens[at].lower in starters or tokens[at].text[0].isdigit()
        read = _read(tokens, at, lexicon) if may_start else None
        if read is None:
            at += 1
            continue
        words, stop = read
        found.append(DateMatch(words, Span(tokens[at].start, tokens[stop - 1].end), at, stop))
        at = stop
    return found


@cache
def _starters(lexicon: Lexicon) -> frozenset[str]:
    """Words that can begin a date expression; most words of a text cannot."""
    data = lexicon.lists["dates"]
    phrases = (
        lexicon.phrases("dates", ("relative", "anaphors", "ago_before")).first_words() | lexicon.phrases("numerals").first_words()
    )
    return frozenset(phrases | set(data["months"]) | set(data["weekdays"]))


def _read(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    return (
        _iso(tokens, at)
        or _phrase(tokens, at, lexicon)
        or _ago(tokens, at, lexicon)
        or _weekday(tokens, at, lexicon)
        or _calendar(tokens, at, lexicon)
        or _year_alone(tokens, at, lexicon)
    )


def _number(tokens: Sequence[Token], at: int, low: int, high: int) -> int | None:
    if at < len(tokens) and tokens[at].text.isdecimal() and len(tokens[at].text) <= 4:
        value = int(tokens[at].text)
        return value if low <= value <= high else None
    return None


def _iso(tokens: Sequence[Token], at: int) -> tuple[DateWords, int] | None:
    year, month, day = _number(tokens, at, 1800, 2099), _number(tokens, at + 2, 1, 12), _number(tokens, at + 4, 1, 31)
    if year is None or month is None or day is None or tokens[at + 1].text != "-" or tokens[at + 3].text != "-":
        return None
    return DateWords(day=day, month=month, year=year), at + 5


def _phrase(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    found = lexicon.phrases("dates").match(tokens, at)
    if found is None:
        return None
    entry, stop = found
    if entry.kind == "anaphors":
        return DateWords(anaphor=True), stop
    if entry.kind == "relative":
        unit, offset = entry.value
        return DateWords(relative=(unit, offset)), stop
    return None


def _ago(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    """As in "thirty years ago", or with the word first ("hace treinta años")."""
    first = at + (tokens[at].lower in lexicon.words("dates", "ago_before"))
    number = match_count(tokens, first, lexicon) if first < len(tokens) else None
    if number is None or number.count.low is None or not number.count.exact or number.stop >= len(tokens):
        return None
    unit = lexicon.lists["dates"]["units"].get(tokens[number.stop].lower)
    after = number.stop + 1 < len(tokens) and tokens[number.stop + 1].lower in lexicon.words("dates", "ago")
    if unit is None or not (after or first > at):
        return None
    return DateWords(ago=(unit, number.count.low)), number.stop + (2 if after else 1)


def _weekday(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    weekday = lexicon.lists["dates"]["weekdays"].get(tokens[at].lower)
    if weekday is None:
        return None
    stop = at + 1
    if stop < len(tokens) and tokens[stop].text == ".":
        stop += 1
    comma = stop + 1 if stop < len(tokens) and tokens[stop].text in (",", "[", "(") else stop
    if comma < len(tokens) and (rest := _calendar(tokens, comma, lexicon)):
        return replace(rest[0], weekday=weekday), rest[1]
    return DateWords(weekday=weekday), at + 1


def _month(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    month = lexicon.lists["dates"]["months"].get(tokens[at].lower)
    if month is None or lexicon.lists["dates"]["months_are_capitalised"] == "true" and not tokens[at].is_capital:
        return None
    stop = at + 1
    if len(tokens[at].text) <= 4 and stop < len(tokens) and tokens[stop].text == ".":
        stop += 1
    return month, stop


def _days(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int | None, int] | None:
    """As in "25", "25th", "25-26", "25 and 26": first day, last day, index after."""
    first = _number(tokens, at, 1, 31)
    if first is None:
        return None
    stop = at + 1
    if stop < len(tokens) and tokens[stop].lower in lexicon.words("dates", "ordinal_suffixes"):
        stop += 1
    joined = stop < len(tokens) and tokens[stop].lower in lexicon.words("dates", "day_joiners")
    second = _number(tokens, stop + 1, 1, 31) if joined else None
    if second is not None and second > first:
        return first, second, stop + 2
    return first, None, stop


def _calendar(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    """As in "16 November 1989", "Nov. 16", "February 25-26, 1992", "November 1989"."""
    days = _days(tokens, at, lexicon)
    if days is not None:
        first, last, after = days
        after += after < len(tokens) and tokens[after].lower in lexicon.words("dates", "of")
        month = _month(tokens, after, lexicon)
        if month is None:
            return None
        year, stop = _year(tokens, month[1], lexicon)
        return DateWords(day=first, last_day=last, month=month[0], year=year), stop
    month = _month(tokens, at, lexicon)
    if month is None:
        return None
    days = _days(tokens, month[1], lexicon)
    if days is not None:
        year, stop = _year(tokens, days[2], lexicon)
        return DateWords(day=days[0], last_day=days[1], month=month[0], year=year), stop
    year, stop = _year(tokens, month[1], lexicon)
    ambiguous = tokens[at].lower in lexicon.words("dates", "ambiguous_months")
    if year is None and ambiguous:
        return None
    return DateWords(month=month[0], year=year), stop


def _year(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """A year after a day or month: "1989", ", 1989", "89" (two digits only as wire datelines write it)."""
    skip = at < len(tokens) and (tokens[at].text == "," or tokens[at].lower in lexicon.words("dates", "of"))
    year = _number(tokens, at + skip, 1800, 2099)
    if year is not None and len(tokens[at + skip].text) == 4:
        return year, _after_year(tokens, at + skip + 1, lexicon)
    short = _number(tokens, at, 10, 99)
    if short is not None and len(tokens[at].text) == 2 and at + 1 < len(tokens) and tokens[at + 1].text in ("(", "-", "--", ")"):
        return 1900 + short if short > 40 else 2000 + short, at + 1
    return None, at


def _year_alone(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[DateWords, int] | None:
    """A bare year only where a preposition before it, or brackets around it, make it one."""
    year = _number(tokens, at, 1800, 2099)
    if year is None or len(tokens[at].text) != 4 or at == 0:
        return None
    stop = _after_year(tokens, at + 1, lexicon)
    if tokens[at - 1].lower not in lexicon.words("dates", "before_year") and stop == at + 1:
        return None
    return DateWords(year=year), stop


def _after_year(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The index after a word that only follows a year ("1992 года"), if one stands at `at`."""
    return at + (at < len(tokens) and tokens[at].lower in lexicon.words("dates", "after_year"))


def resolve_date(
    words: DateWords, report: DateInterval | None, *, context_year: tuple[int, Reason] | None = None
) -> tuple[DateInterval | None, bool, Reason | None]:
    """The interval `words` mean, whether any of it was inferred, and why.

    `report` is the day (or longer) of the report. `context_year` is a year proved by the same passage, with its reason.
    """
    if words.month is not None and words.year is not None:
        return _on(words, words.year), False, None
    if words.month is not None:
        if context_year is not None:
            return _on(words, context_year[0]), True, context_year[1]
        return _latest_before(words, report)
    if words.year is not None:
        return DateInterval.year(words.year), False, None
    if report is None:
        return None, False, Reason.of("no_report_date")
    if words.weekday is not None:
        return _last_weekday(words.weekday, report)
    if words.relative is not None:
        return _shift(words.relative[0], words.relative[1], report)
    if words.ago is not None:
        return _shift(words.ago[0], -words.ago[1], report)
    return None, False, None


def _on(words: DateWords, year: int) -> DateInterval | None:
    assert words.month is not None
    try:
        if words.day is None:
            return DateInterval.month(year, words.month)
        return DateInterval(date(year, words.month, words.day), date(year, words.month, words.last_day or words.day))
    except ValueError:
        return None


def _latest_before(words: DateWords, report: DateInterval | None) -> tuple[DateInterval | None, bool, Reason | None]:
    if report is None:
        return None, False, Reason.of("year_not_proven")
    for year in (report.end.year, report.end.year - 1):
        candidate = _on(words, year)
        if candidate is not None and candidate.start <= report.end:
            why = Reason.of("latest_year", year=str(year), report=report.edtf)
            return candidate, True, why
    return None, False, Reason.of("no_such_day")


def _last_weekday(weekday: int, report: DateInterval) -> tuple[DateInterval | None, bool, Reason | None]:
    if report.days > 1:
        return None, False, Reason.of("report_is_coarse", report=report.edtf)
    back = (report.end.weekday() - weekday) % 7
    day = report.end - timedelta(days=back)
    return DateInterval.day(day), True, Reason.of("last_weekday", report=report.edtf)


def _shift(unit: str, offset: int, report: DateInterval) -> tuple[DateInterval | None, bool, Reason | None]:
    why = Reason.of("counted_from_report", report=report.edtf)
    if unit == "year":
        year = report.end.year + offset
        return (DateInterval.year(year), True, why) if year in YEARS else (None, False, None)
    if report.days > 1:
        return None, False, Reason.of("report_is_coarse", report=report.edtf)
    if unit == "day":
        return DateInterval.day(report.end + timedelta(days=offset)), True, why
    if unit == "week":
        monday = report.end - timedelta(days=report.end.weekday()) + timedelta(weeks=offset)
        return DateInterval(monday, monday + timedelta(days=6)), True, why
    if unit == "month":
        months = report.end.year * 12 + report.end.month - 1 + offset
        if months // 12 not in YEARS:
            return None, False, None
        return DateInterval.month(months // 12, months % 12 + 1), True, why
    return None, False, None


def infer_report_day(found: Sequence[DateWords], anniversaries: Sequence[tuple[int, int]]) -> tuple[DateInterval, Reason] | None:
    """The day of a report that gives a weekday, a day and a month, and an anniversary of a written year.

    "Tuesday, Feb. 22" and "the 30th anniversary … in 1992" prove 22 February 2022, because 1992 + 30 = 2022 and that day
    was a Tuesday. `anniversaries` are pairs of n and year from one sentence each: a year from elsewhere in the text could
    fit by chance. Where the weekday does not fit, or two years fit, nothing is inferred.
    """
    proofs: dict[date, Reason] = {}
    for words in found:
        if words.weekday is None or words.day is None or words.month is None or words.year is not None:
            continue
        for nth, year in anniversaries:
            interval = _on(words, year + nth) if year + nth in YEARS else None
            if interval is not None and interval.start.weekday() == words.weekday:
                proofs[interval.start] = Reason.of(
                    "anniversary", nth=nth, year=str(year), sum=str(year + nth), day=interval.start.isoformat()
                )
    if len(proofs) != 1:
        return None
    day, why = next(iter(proofs.items()))
    return DateInterval.day(day), why
