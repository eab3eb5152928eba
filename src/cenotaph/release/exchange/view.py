"""What several forms need of the record: the figure of an incident under the policy that pages show, its days, its sources."""

from collections.abc import Mapping, Sequence
from datetime import date

from cenotaph.model import DateInterval, Disclosure, PublicClaim, PublicFigure, PublicIncident, PublicRecord, PublicSource
from cenotaph.show.shown import POLICY

__all__ = ["claims_by", "days_of", "figure_of", "real_incidents", "sources_of"]


def real_incidents(record: PublicRecord) -> list[PublicIncident]:
    """Incidents without those that hold only totals over a period, which would be counted twice."""
    return [one for one in record.incidents if not one.totals_only]


def figure_of(one: PublicIncident, harm: str) -> PublicFigure | None:
    """The figure of a harm under the policy that pages show."""
    return next((figure for figure in one.figures if (figure.harm, figure.policy) == (harm, POLICY)), None)


def days_of(one: PublicIncident) -> tuple[date, date] | None:
    """First and last possible day, None where the date is not known."""
    if not one.date:
        return None
    when = DateInterval.from_edtf(one.date)
    return when.start, when.end


def claims_by(record: PublicRecord, field: str) -> Mapping[str, list[PublicClaim]]:
    """The claims by what they have in one field: `incident` or `source`."""
    found: dict[str, list[PublicClaim]] = {}
    for claim in record.claims:
        found.setdefault(getattr(claim, field), []).append(claim)
    return found


def sources_of(claims: Sequence[PublicClaim], sources: Mapping[str, PublicSource]) -> list[PublicSource]:
    """The sources that claims are quoted from, each once, those that are held back left out."""
    ids = dict.fromkeys(claim.source for claim in claims)
    return [sources[one] for one in ids if sources[one].disclosure != Disclosure.NOTHING]
