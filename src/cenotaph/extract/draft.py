"""A claim while the cascade works on it. Later steps fill in; only the check on write makes a `Claim` of it."""

from dataclasses import dataclass, field

from cenotaph.extract.chunks import Chunk
from cenotaph.model import CountRange, DatedAs, PerpetratorAs, PlacedAs, Span
from cenotaph.text import Token

__all__ = ["Draft", "SentenceChunks"]


@dataclass(slots=True)
class SentenceChunks:
    """One sentence with its tokens and chunks."""

    number: int
    paragraph: int
    span: Span
    tokens: list[Token]
    chunks: list[Chunk]


@dataclass(slots=True, eq=False)
class Draft:
    """The growing claim. `victim` is the index of the victims' chunk in its sentence."""

    sentence: SentenceChunks
    victim: int
    harm: str
    count: CountRange
    victims: Span
    evidence: Span
    groups: tuple[str, ...] = ()
    names: tuple[Span, ...] = ()
    status: str = "asserted"
    scope: str = "incident"
    part_of: "Draft | None" = None
    speaker: Span | None = None
    speaker_chain: tuple[Span, ...] = ()
    date: DatedAs | None = None
    place: PlacedAs | None = None
    alleged_perpetrator: PerpetratorAs | None = None
    rules: list[str] = field(default_factory=list)
