"""What reading one document gives: claims, characterisations, the document's own date, and what was refused."""

from dataclasses import dataclass

from cenotaph.model.claim import Characterisation, Claim, DatedAs
from cenotaph.model.person import NamedPerson
from cenotaph.model.reason import Reason
from cenotaph.model.responsibility import Responsibility
from cenotaph.model.values import Span

__all__ = ["Mention", "Reading", "Refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that an extractor proposed and the check refused, and why. Refused is not lost."""

    quote: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean the victims of a claim once more and claim nothing new: "the two men", "he"."""

    claim_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of one extractor over one text. `possible` are claims that a person should look at: they are never counted.
    `people` are those whom the text names, in its order.
    """

    extractor: str
    text_sha256: str
    report_date: DatedAs | None
    claims: tuple[Claim, ...]
    characterisations: tuple[Characterisation, ...]
    responsibilities: tuple[Responsibility, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    possible: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    people: tuple[NamedPerson, ...] = ()
