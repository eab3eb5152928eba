"""Parts of a long list: where one begins, and the addresses of the part before and after it.

A part is found by the row at its edge (`after`, `before`), so that the thousandth page costs what the first costs; `at` tells
only how many rows lie before it, for people. Where rows are not in a table (search results, decisions) `at` finds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from cenotaph.store import Turn
from cenotaph.web.serving import Visit, whole_number

__all__ = ["PAGE", "Part", "part_of", "start_of", "turn_of"]

PAGE = 25
FARTHEST = 1_000_000_000
LONGEST = 40  # an id


def start_of(visit: Visit) -> int:
    """The `at` of the address, a whole number from 0; anything else is 0."""
    return min(whole_number(visit.query.get("at", "")) or 0, FARTHEST)


def turn_of(visit: Visit) -> Turn:
    """The row after or before which the page that is asked for begins or ends."""
    return Turn(visit.query.get("after", "")[:LONGEST], visit.query.get("before", "")[:LONGEST])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list of `total` rows, of which `at` lie before it and `shown` in it; `more_than` says that there are more than
    `total`. `first` and `last` are the rows at its edges, "" where `at` finds them.
    """

    at: int
    shown: int
    total: int
    first: str = ""
    last: str = ""
    more_than: bool = False

    @property
    def earlier(self) -> str:
        """What an address asks for the part before; "" for the first."""
        if not self.at:
            return ""
        return urlencode({**({"before": self.first} if self.first else {}), "at": max(0, self.at - PAGE)})

    @property
    def later(self) -> str:
        """What an address asks for the part after; "" for the last."""
        if self.at + self.shown >= self.total and not (self.more_than and self.shown == PAGE):
            return ""
        return urlencode({**({"after": self.last} if self.last else {}), "at": self.at + self.shown})


def part_of(visit: Visit, ids: Sequence[str], total: int, most: int | None = None) -> Part:
    """The part that these ids are. Where rows were counted up to one more than `most`, there are more than that."""
    at = start_of(visit) if visit.query.get("after") or visit.query.get("before") else 0
    first, last = (ids[0], ids[-1]) if ids else ("", "")
    bounded = most is not None and total == most + 1
    return Part(at, len(ids), total - bounded, first, last, bounded)
