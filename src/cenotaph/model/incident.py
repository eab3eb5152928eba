"""An event bounded in place and time, with the claims about it and what they come to. Proposed, not asserted."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.model.codes import Role
from cenotaph.model.reason import Reason
from cenotaph.model.values import DateInterval, PlaceRef

__all__ = ["Figure", "Grade", "Incident", "Member", "NearIncident", "PartsCheck"]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim in an incident: its role, the independent origin it counts under, and why it is here."""

    claim_id: str
    role: Role
    origin: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Figure:
    """low / best / high of one harm under one policy, each bound with its reason. None: not known."""

    harm: str
    policy: str
    low: int | None
    best: int | None
    high: int | None
    why_low: Reason
    why_best: Reason
    why_high: Reason
    origins: int

    def __post_init__(self) -> None:
        known = [bound for bound in (self.low, self.best, self.high) if bound is not None]
        if known != sorted(known):
            raise InvalidValue(f"low, best, high must rise: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class PartsCheck:
    """The arithmetic of one whole and its parts: "106 + 63 + 70 = 239 of 613: 374 not broken down"."""

    whole: str
    parts: tuple[str, ...]
    why: Reason
    consistent: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade under a named scheme, proposed by rule or set by a person (`decided_by`)."""

    scheme: str
    grade: str
    why: Reason
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class NearIncident:
    """Another incident that may be the same event: how likely, in 100, by the likeliest pair of their reports, and what speaks
    for it.
    """

    incident_id: str
    percent: int
    why: Reason


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as the claims put it. `date` and `place` are None where no claim gives one.

    `founding_claim` is the earliest-said claim; the id is made from it, so a later report does not change the id. Where a person
    took claims out, what stayed keeps its id, so that claim may be among those taken out. `persons` are the victims whom the
    claims mention one at a time, `stories` what each document tells of it, both as ids of claims; `near`, what it was nearly
    joined with, the likeliest first.
    """

    id: str
    founding_claim: str
    label: str
    date: DateInterval | None
    date_why: Reason
    place: PlaceRef | None
    members: tuple[Member, ...]
    figures: tuple[Figure, ...] = ()
    parts: tuple[PartsCheck, ...] = ()
    grades: tuple[Grade, ...] = ()
    conflicts: tuple[Reason, ...] = ()
    persons: tuple[tuple[str, ...], ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()
    near: tuple[NearIncident, ...] = ()

    @property
    def aggregate(self) -> bool:
        """Whether it holds nothing but totals over a period: no incident, only shown beside them."""
        return all(member.role == Role.CUMULATIVE for member in self.members)

    def figure(self, harm: str, policy: str) -> Figure | None:
        """The figure for `harm` under `policy`, if there is one."""
        return next((f for f in self.figures if (f.harm, f.policy) == (harm, policy)), None)
