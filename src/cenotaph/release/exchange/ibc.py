"""Incidents and people in the eighteen variables of Iraq Body Count: twelve of an incident, six of a person.

(Iraq Body Count, Methods; and Dardagan, Sloboda and Dougherty 2006, "Speculation is no substitute".) What this record does not
hold - time of day, target, weapons, marital and parental status - has its column and no value.
"""

from collections.abc import Iterator

from cenotaph.model import Harm, PublicRecord
from cenotaph.release.exchange.csv_lines import csv_lines
from cenotaph.release.exchange.view import ClaimsBy, days_of, figure_of, real_incidents, sources_of

__all__ = ["ibc_incidents_csv", "ibc_people_csv"]

INCIDENT = ("incident", "date, earliest", "date, latest", "time", "place", "target", "deaths, minimum", "deaths, maximum",
            "injuries, minimum", "injuries, maximum", "weapons", "killers", "media sources", "primary witnesses")  # fmt: skip
PERSON = ("person", "name", "age", "gender", "marital status", "parental status", "occupation")


def ibc_incidents_csv(record: PublicRecord) -> Iterator[str]:
    """Incidents with a figure of killed."""
    claims, sources = ClaimsBy(record, "incident"), {one.id: one for one in record.sources}
    rows = []
    for one in real_incidents(record):
        killed, injured = figure_of(one, Harm.KILLED), figure_of(one, Harm.INJURED)
        if killed is None:
            continue
        inside = claims.of(one.id)
        accused = sorted({f"{party} (according to {whose})" for kind, party, whose, _ in one.statements if kind == "accused"})
        media = sorted({held.publisher for held in sources_of(inside, sources) if held.publisher})
        witnesses = sorted({claim.speaker for claim in inside if claim.speaker})
        days = days_of(one) or (None, None)
        rows.append([
            one.id, *days, None, one.place.name, None, killed.low, killed.high, injured.low if injured else None,
            injured.high if injured else None, None, tuple(accused), tuple(media), tuple(witnesses),
        ])  # fmt: skip
    return csv_lines(INCIDENT, rows=rows)


def ibc_people_csv(record: PublicRecord) -> Iterator[str]:
    """The people of the lists; a withheld name is empty."""
    return csv_lines(PERSON, rows=((one.id, one.name, one.age, one.sex, None, None, one.occupation) for one in record.people))
