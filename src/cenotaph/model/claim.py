"""One attributed assertion that a number of people suffered one harm, with the words that say so. Never altered."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.model.codes import ClaimScope, ClaimStatus
from cenotaph.model.reason import Reason
from cenotaph.model.values import CountRange, DateInterval, PlaceRef, Span
from cenotaph.vocabulary import load_vocabulary

__all__ = [
    "BEST_RULE",
    "DATASET_RULE",
    "TABLE_ROW_RULE",
    "Characterisation",
    "Claim",
    "DatedAs",
    "NamedVictim",
    "PerpetratorAs",
    "PlacedAs",
]

DATASET_RULE = "dataset"
TABLE_ROW_RULE = "table-row"  # of a table that stands in a text
BEST_RULE = "dataset-best"


@dataclass(frozen=True, slots=True)
class DatedAs:
    """The words that date a harm and what they come to. `inferred` with `why` where the words alone do not say it."""

    span: Span | None
    interval: DateInterval | None
    inferred: bool = False
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class PlacedAs:
    """The words that place a harm."""

    span: Span
    place: PlaceRef


@dataclass(frozen=True, slots=True)
class PerpetratorAs:
    """Whom the document, or its speaker, says did it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class NamedVictim:
    """A victim's name as written, with the age and the occupation that the text gives beside it."""

    span: Span
    text: str
    age: int | None = None
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim in the terms of the claims format. Spans are code points into the document's stored text.

    `id` is made from the document's text hash, the victims span and the harm, so re-reading finds the same claim.
    `speaker` None means the document itself says it. `rules` name, in order, what fired; `confidence` is the fitted
    probability that it is right, None for what a language model proposed.
    """

    id: str
    evidence: Span
    victims: Span
    harm: str
    count: CountRange
    groups: tuple[str, ...] = ()
    names: tuple[NamedVictim, ...] = ()
    part_of: str | None = None
    speaker: Span | None = None
    speaker_chain: tuple[Span, ...] = ()
    speaker_text: str = ""
    status: ClaimStatus = ClaimStatus.ASSERTED
    scope: ClaimScope = ClaimScope.INCIDENT
    date: DatedAs | None = None
    place: PlacedAs | None = None
    alleged_perpetrator: PerpetratorAs | None = None
    rules: tuple[str, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        if not self.evidence.holds(self.victims):
            raise InvalidValue(f"claim {self.id}: the evidence {self.evidence} does not hold the victims {self.victims}")
        load_vocabulary("harm").check(self.harm)
        ClaimStatus(self.status)
        ClaimScope(self.scope)
        for group in self.groups:
            load_vocabulary("group").check(group)
        if self.part_of == self.id:
            raise InvalidValue(f"claim {self.id} cannot be a part of itself")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InvalidValue(f"claim {self.id}: confidence {self.confidence} is not between 0 and 1")

    @property
    def is_own_best(self) -> bool:
        """Whether it is the number that a table of events, which gives a lowest and a highest too, itself takes for best."""
        return BEST_RULE in self.rules

    @property
    def is_row(self) -> bool:
        """Whether it was read from a row of a table of events, which tells of one event and no other row's."""
        return DATASET_RULE in self.rules

    @property
    def is_table_row(self) -> bool:
        """Whether a row of a table in the document's text says it; rows are of one event only where the words say so."""
        return TABLE_ROW_RULE in self.rules


@dataclass(frozen=True, slots=True)
class Characterisation:
    """A legal or political word for what happened ("genocide"), who uses it, and which body is said to have, when."""

    span: Span
    term: str
    speaker: Span | None = None
    speaker_text: str = ""
    by_body: str = ""
    date: str = ""
