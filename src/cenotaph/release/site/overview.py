"""The figures of the first page: what is documented, added up only over incidents that people hold to be different events.

Two incidents of a record may be one event that nobody has merged yet, so the sum over all of them is a number that nobody stands
for. Where not every incident was said to be an event of its own, their ranges stand side by side and are not added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.model import PublicIncident, PublicRecord
from cenotaph.release.exchange.view import figure_of, outlines
from cenotaph.vocabulary import load_vocabulary

__all__ = ["HarmRange", "HarmTotal", "harm_totals"]


@dataclass(frozen=True, slots=True)
class HarmRange:
    """The figure of one harm in one incident: low and high, None where the highest is not known."""

    incident: PublicIncident
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class HarmTotal:
    """One harm over all incidents: its range in each, the highest first; and over the `distinct` ones the sums of low and of
    high, with of how many of those high is not known.
    """

    code: str
    label: str
    ranges: tuple[HarmRange, ...]
    distinct: int
    low: int
    high: int
    open_ended: int

    @property
    def incidents(self) -> int:
        """How many incidents have a figure of this harm."""
        return len(self.ranges)


def harm_totals(record: PublicRecord) -> list[HarmTotal]:
    """Every harm that an incident has a figure of. Best is not added up: it is missing where sources disagree most."""
    incidents = outlines(record)
    found = [_total(term.code, term.label, incidents) for term in load_vocabulary("harm")]
    return [one for one in found if one.incidents]


def _total(code: str, label: str, incidents: Sequence[PublicIncident]) -> HarmTotal:
    found = [(one, figure_of(one, code)) for one in incidents]
    ranges = [HarmRange(one, figure.low or 0, figure.high) for one, figure in found if figure is not None]
    ordered = tuple(sorted(ranges, key=lambda one: (-_top(one), -one.low, one.incident.id)))
    apart = [one for one in ordered if one.incident.distinct]
    return HarmTotal(
        code, label, ordered, len(apart), sum(one.low for one in apart), sum(map(_top, apart)),
        sum(one.high is None for one in apart),
    )  # fmt: skip


def _top(one: HarmRange) -> int:
    return one.high if one.high is not None else one.low
