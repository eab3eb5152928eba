"""What anybody may see: the record as it is published. Only the protect room makes these, and only these are published.

Ids are public ones, which only the secret of the case makes. Dates are EDTF (ISO 8601-2), "" where not known; a number that is
not known is None, never 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.model.codes import ClaimScope, ClaimStatus, DecisionKind, Disclosure, Role

__all__ = [
    "PublicClaim",
    "PublicDecision",
    "PublicEstimate",
    "PublicFigure",
    "PublicGrade",
    "PublicIncident",
    "PublicList",
    "PublicPerson",
    "PublicPlace",
    "PublicRecord",
    "PublicSource",
]


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A place no finer than the release allows. Without a position it is on no map."""

    name: str = ""
    precision: str = "unresolved"
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A document as it is cited. `commitment` binds to its bytes without telling their hash; `disclosure` says how much of it is
    published; `text` only where that is everything.
    """

    id: str
    title: str
    author: str
    publisher: str
    url: str
    language: str
    published: str
    retrieved_on: str
    commitment: str
    disclosure: Disclosure
    text: str = ""


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """Somebody's number with the words that say it. `withheld` says why there are no words, where there are none."""

    id: str
    source: str
    incident: str
    harm: str
    low: int | None
    high: int | None
    approx: bool
    groups: tuple[str, ...]
    part_of: str
    speaker: str
    origin: str
    role: Role
    why: str
    status: ClaimStatus
    scope: ClaimScope
    date: str
    date_why: str
    place: str
    said_on: str
    quotation: str
    withheld: str
    alleged_perpetrator: str
    readers: int
    mended: bool


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure with its reasons in words; see `Figure`."""

    harm: str
    policy: str
    low: int | None
    best: int | None
    high: int | None
    why_low: str
    why_best: str
    why_high: str
    origins: int


@dataclass(frozen=True, slots=True)
class PublicGrade:
    """A grade with its reason in words; see `Grade`."""

    scheme: str
    grade: str
    why: str
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """An incident with its figures; `claims` are ids. `words` are terms and whose they are; `statements` about responsibility are
    kind, party, who says so, and the source's id. `distinct`: people said that no other incident tells of this event.
    """

    id: str
    label: str
    date: str
    date_why: str
    place: PublicPlace
    figures: tuple[PublicFigure, ...]
    claims: tuple[str, ...]
    grades: tuple[PublicGrade, ...] = ()
    parts: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    statements: tuple[tuple[str, str, str, str], ...] = ()
    totals_only: bool = False
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class PublicPerson:
    """A person of the lists. `name` is "" where it is withheld, and `withheld` says why (a code of `withheld`); `entries` are the
    list's id, the number of the row there where every name of the list is published, and the name as it stands; `linked` says
    what joins several entries; `claims` are ids of published claims that name or count the person,
    none where the name is withheld.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    withheld: str
    sex: str
    age: str
    harm: str
    date: str
    place: str
    occupation: str
    entries: tuple[tuple[str, int | None, str], ...]
    linked: str
    possibly: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list of victims: its name, the commitment to its file, and how many rows it has."""

    id: str
    name: str
    commitment: str
    rows: int


@dataclass(frozen=True, slots=True)
class PublicEstimate:
    """How many there were in all, by one method, with its 95 % interval; never to be added to what is documented."""

    method: str
    about: str
    documented: int
    total: int
    low: int
    high: int
    lower_bound: bool
    supposes: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """A decision as the log of corrections shows it."""

    number: int
    kind: DecisionKind
    subjects: tuple[str, ...]
    decided_by: str
    decided_on: str
    why: str


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """All of it. `as_of` is the day of the last change; `backlog` counts what was seen and is not published yet, and why.
    `incidents`, `claims` and above all `people` may be very many: whoever reads them goes through them in their order.
    """

    as_of: str
    incidents: Sequence[PublicIncident] = ()
    claims: Sequence[PublicClaim] = ()
    sources: tuple[PublicSource, ...] = ()
    people: Sequence[PublicPerson] = ()
    lists: tuple[PublicList, ...] = ()
    estimates: tuple[PublicEstimate, ...] = ()
    decisions: tuple[PublicDecision, ...] = ()
    backlog: tuple[tuple[str, int], ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
