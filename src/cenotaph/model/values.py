"""Values that claims are made of: spans, counts, date intervals, places. Invalid ones cannot be built."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from cenotaph.errors import InvalidValue
from cenotaph.vocabulary import load_vocabulary

__all__ = ["KM_A_DEGREE", "CountRange", "DateInterval", "PlaceRef", "Position", "Span"]

KM_A_DEGREE = 111.2  # of latitude, on the sphere that maps here take the earth for


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points [start, end) in a document's stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue(f"a span must be 0 <= start < end, not [{self.start}, {self.end})")

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def join(self, other: "Span") -> "Span":
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]

    def as_pair(self) -> list[int]:
        """`[start, end]`, the form of the claims format."""
        return [self.start, self.end]


@dataclass(frozen=True, slots=True)
class CountRange:
    """How many, as said: `low` and `high` are persons (or families), None is "not said". Never a point estimate.

    "at least 22" is 22 to None, "up to 22" is None to 22, "about 30" is 30 to 30 with `approx`. Unknown is None, never 0.
    """

    low: int | None
    high: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and bound < 0:
                raise InvalidValue(f"a count cannot be negative: {bound}")
        if self.low is None and self.high is None:
            raise InvalidValue("a count needs a lower or an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValue(f"low {self.low} is above high {self.high}")

    @property
    def exact(self) -> bool:
        """Whether the words give one number."""
        return self.low == self.high

    @property
    def lowest(self) -> int:
        """The smallest number that agrees with the words: 0 under "up to 22"."""
        return self.low if self.low is not None else 0

    def agrees(self, other: "CountRange") -> bool:
        """Whether one true number could satisfy both."""
        top = min(float("inf") if c.high is None else c.high for c in (self, other))
        return max(self.lowest, other.lowest) <= top

    def __str__(self) -> str:
        about = "about " if self.approx else ""
        if self.low is None:
            return f"up to {self.high:,}"
        if self.high is None:
            return f"at least {self.low:,}"
        return f"{about}{self.low:,}" if self.exact else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """Earliest and latest possible day, both included. A year alone is the whole year, never 1 January."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise InvalidValue(f"{self.start} is after {self.end}")

    @classmethod
    def day(cls, day: date) -> "DateInterval":
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> "DateInterval":
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> "DateInterval":
        """One calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def from_edtf(cls, text: str) -> "DateInterval":
        """Read back what `edtf` writes: YYYY, YYYY-MM, YYYY-MM-DD, or two of these with a slash (ISO 8601-2)."""
        first, _, last = text.partition("/")
        try:
            start, end = _edtf_part(first), _edtf_part(last or first)
        except ValueError as fault:
            raise InvalidValue(f"{text!r} is not a date of the forms YYYY, YYYY-MM, YYYY-MM-DD, A/B") from fault
        return cls(start.start, end.end)

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days + 1

    @property
    def edtf(self) -> str:
        """The interval in EDTF (ISO 8601-2): a year or month where it is exactly one."""
        if self.start == self.end:
            return self.start.isoformat()
        if self == DateInterval.year(self.start.year):
            return f"{self.start.year:04d}"
        if self == DateInterval.month(self.start.year, self.start.month):
            return f"{self.start.year:04d}-{self.start.month:02d}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def precision(self) -> str:
        """UCDP date_prec: 1 day, 2 up to six days, 3 week, 4 month, 5 longer."""
        for code, longest in (("1", 1), ("2", 6), ("3", 7), ("4", 31)):
            if self.days <= longest:
                return code
        return "5"

    def overlaps(self, other: "DateInterval", slack_days: int = 0) -> bool:
        """Whether a day lies in both, or within `slack_days` of both."""
        slack = timedelta(days=slack_days)
        return self.start <= other.end + slack and other.start <= self.end + slack


def _edtf_part(text: str) -> DateInterval:
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return DateInterval.year(numbers[0])
    if len(numbers) == 2:
        if not 1 <= numbers[1] <= 12:
            raise ValueError(text)
        return DateInterval.month(numbers[0], numbers[1])
    return DateInterval.day(date(*numbers))


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the earth in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise InvalidValue(f"there is no latitude {self.latitude}, longitude {self.longitude}")


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as written, with the id a gazetteer gave it, if any. Nothing is matched by force."""

    name: str
    gazetteer_id: str | None = None
    precision: str = "unresolved"

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("a place needs a name")
        load_vocabulary("place_precision").check(self.precision)
