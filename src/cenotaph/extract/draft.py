"""A claim while the cascade works on it. Later steps fill in; only the check on write makes a `Claim` of it."""

from bisect import bisect_left
from dataclasses import dataclass, field

from cenotaph.extract.chunks import Chunk, all_capitals, chunk_sentence, dashed_symbols
from cenotaph.model import ClaimScope, ClaimStatus, CountRange, DatedAs, PerpetratorAs, PlacedAs, Span
from cenotaph.text import DateMatch, Lexicon, Token

__all__ = ["Draft", "SentenceChunks"]


@dataclass(slots=True)
class SentenceChunks:
    """One sentence with its tokens and dates. Its chunks are made when a step first asks: most sentences of a report tell
    of no harm and quote nobody, and are never cut.
    """

    number: int
    paragraph: int
    span: Span
    tokens: list[Token]
    dates: list[DateMatch]
    lexicon: Lexicon
    _chunks: list[Chunk] | None = None
    _row: str | None = None
    _capitals: bool | None = None

    @property
    def capitals(self) -> bool:
        """Whether the sentence is all in capitals."""
        if self._capitals is None:
            self._capitals = all_capitals(self.tokens)
        return self._capitals

    def said(self, chunk: Chunk) -> str:
        """The words of a chunk as lists hold them."""
        return " ".join(token.lower for token in self.tokens[chunk.first : chunk.stop])

    def tokens_of(self, span: Span) -> list[Token]:
        """The tokens that begin in `span`."""
        first = bisect_left(self.tokens, span.start, key=lambda token: token.start)
        return self.tokens[first : bisect_left(self.tokens, span.end, key=lambda token: token.start)]

    @property
    def row(self) -> str:
        """The symbols of the chunks, dashes told from the ends of clauses."""
        if self._row is None:
            self._row = dashed_symbols(self.chunks, self.tokens)
        return self._row

    @property
    def cut(self) -> bool:
        """Whether some step asked for the chunks already."""
        return self._chunks is not None

    @property
    def chunks(self) -> list[Chunk]:
        """The chunks of the sentence."""
        if self._chunks is None:
            self._chunks = chunk_sentence(self.tokens, self.lexicon, self.dates)
        return self._chunks


@dataclass(slots=True, eq=False)
class Draft:
    """The growing claim. `victim` is the index of the victims' chunk in its sentence, `cue` that of the word of harm (-1: the
    victims tell it themselves); `antecedent` the counted group that "they" stands for.
    """

    sentence: SentenceChunks
    victim: int
    harm: str
    count: CountRange
    victims: Span
    evidence: Span
    groups: tuple[str, ...] = ()
    names: tuple[Span, ...] = ()
    status: ClaimStatus = ClaimStatus.ASSERTED
    scope: ClaimScope = ClaimScope.INCIDENT
    part_of: "Draft | None" = None
    speaker: Span | None = None
    speaker_chain: tuple[Span, ...] = ()
    date: DatedAs | None = None
    place: PlacedAs | None = None
    alleged_perpetrator: PerpetratorAs | None = None
    rules: list[str] = field(default_factory=list)
    cue: int = -1
    antecedent: Span | None = None
    probability: float | None = None
