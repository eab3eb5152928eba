"""What several forms need of the record: the figure of an incident under the policy that pages show, its days, its sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cenotaph.archive.on_disk import OnDisk
from cenotaph.model import DateInterval, Disclosure, PublicClaim, PublicFigure, PublicIncident, PublicRecord, PublicSource
from cenotaph.show.shown import POLICY

__all__ = ["ClaimsBy", "days_of", "figure_of", "outlines", "real_incidents", "sources_of"]


def real_incidents(record: PublicRecord) -> Iterator[PublicIncident]:
    """Incidents without those that hold only totals over a period, which would be counted twice."""
    return (one for one in record.incidents if not one.totals_only)


def outlines(record: PublicRecord) -> list[PublicIncident]:
    """The same without sentences, statements and claims, and with the figures that pages show: of all of them at once."""
    return [
        replace(
            one, date_why="", claims=(), grades=(), parts=(), conflicts=(), words=(), statements=(),
            figures=tuple(
                replace(held, why_low="", why_best="", why_high="") for held in one.figures if held.policy == POLICY
            ),
        )
        for one in real_incidents(record)
    ]  # fmt: skip


def figure_of(one: PublicIncident, harm: str) -> PublicFigure | None:
    """The figure of a harm under the policy that pages show."""
    return next((figure for figure in one.figures if (figure.harm, figure.policy) == (harm, POLICY)), None)


def days_of(one: PublicIncident) -> tuple[date, date] | None:
    """First and last possible day, None where the date is not known."""
    if not one.date:
        return None
    when = DateInterval.from_edtf(one.date)
    return when.start, when.end


class ClaimsBy:
    """The claims of a record by what they have in one field: `incident` or `source`. They lie on disk."""

    def __init__(self, record: PublicRecord, field: str) -> None:
        self._claims = OnDisk(record.claims, key=lambda one: (getattr(one, field), one.id))

    def of(self, held: str) -> list[PublicClaim]:
        """The claims that have it there, by id."""
        return list(self._claims.under(held))


def sources_of(claims: Sequence[PublicClaim], sources: Mapping[str, PublicSource]) -> list[PublicSource]:
    """The sources that claims are quoted from, each once, those that are held back left out."""
    ids = dict.fromkeys(claim.source for claim in claims)
    return [sources[one] for one in ids if sources[one].disclosure != Disclosure.NOTHING]
