"""The figures of the first page: what is documented, added up only as far as it can be, and what is estimated, apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.model import PublicIncident, PublicRecord
from cenotaph.publish.exchange.view import figure_of, real_incidents
from cenotaph.vocabulary import load_vocabulary

__all__ = ["HarmTotal", "harm_totals"]


@dataclass(frozen=True, slots=True)
class HarmTotal:
    """One harm over all incidents: how many have a figure, the sums of low and of high, and of how many high is not known."""

    code: str
    label: str
    incidents: int
    low: int
    high: int
    open_ended: int


def harm_totals(record: PublicRecord) -> list[HarmTotal]:
    """Every harm that an incident has a figure of. Best is not added up: it is missing where sources disagree most."""
    incidents = real_incidents(record)
    found = [_total(term.code, term.label, incidents) for term in load_vocabulary("harm")]
    return [one for one in found if one.incidents]


def _total(code: str, label: str, incidents: Sequence[PublicIncident]) -> HarmTotal:
    figures = [figure for one in incidents if (figure := figure_of(one, code)) is not None]
    low = sum(figure.low or 0 for figure in figures)
    high = sum(figure.high if figure.high is not None else figure.low or 0 for figure in figures)
    return HarmTotal(code, label, len(figures), low, high, sum(figure.high is None for figure in figures))
