"""The words that place a harm: a locative preposition and a name, in the claim's sentence or the one beside it.

A dateline says where the report was filed, so it places nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.model import PlacedAs, PlaceRef, Span
from cenotaph.text import Lexicon

__all__ = ["place_claims"]

BEFORE_NAME = 6


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    name: str
    precision: str


def place_claims(text: str, sentences: Sequence[SentenceChunks], drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Give each draft the nearest place of its sentence, else of the sentence before or after."""
    people = [span for draft in drafts for span in (*draft.names, *draft.speaker_chain)]
    for draft in drafts:
        if draft.part_of is not None and draft.part_of.place is not None and draft.part_of.sentence is draft.sentence:
            draft.place = draft.part_of.place
            continue
        number = draft.sentence.number
        for at in (number, number - 1, number + 1):
            if not 0 <= at < len(sentences):
                continue
            if abs(sentences[at].paragraph - draft.sentence.paragraph) > 1:
                continue
            best = _nearest(_candidates(text, sentences[at], lexicon, people), draft.victims)
            if best is not None:
                draft.place = PlacedAs(best.span, PlaceRef(best.name, None, best.precision))
                break


def _nearest(candidates: Iterable[_Candidate], victims: Span) -> _Candidate | None:
    def cost(candidate: _Candidate) -> int:
        after = candidate.span.start - victims.end
        return after if after >= 0 else 2 * (victims.start - candidate.span.end)

    return min((c for c in candidates if not c.span.overlaps(victims)), key=cost, default=None)


def _candidates(text: str, sentence: SentenceChunks, lexicon: Lexicon, people: Sequence[Span]) -> list[_Candidate]:
    """Names after a locative preposition, with the kind of place if a word says it ("the district of Khor")."""
    out: list[_Candidate] = []
    chunks = sentence.chunks
    locative = lexicon.words("places", "locative")
    for at, chunk in enumerate(chunks):
        if chunk.symbol not in "pD" or " ".join(chunk.span.of(text).lower().split()) not in locative:
            continue
        name_at = at + 1
        while name_at < len(chunks) and name_at - at <= BEFORE_NAME and chunks[name_at].symbol in "awoes":
            name_at += 1
        if name_at >= len(chunks) or chunks[name_at].symbol != "M":
            continue
        name = chunks[name_at].span
        if any(name.overlaps(person) for person in people):
            continue
        if name_at + 1 < len(chunks) and chunks[name_at + 1].symbol in "Rr":
            continue
        span = Span(chunks[at + 1].span.start, name.end)
        out.append(_Candidate(span, " ".join(name.of(text).split()), _precision(text, span, chunk.span, lexicon)))
    return out


def _precision(text: str, span: Span, preposition: Span, lexicon: Lexicon) -> str:
    words = set(span.of(text).lower().replace(",", " ").split())
    for precision, kinds in lexicon.lists["places"]["kinds"].items():
        if words & set(kinds):
            return str(precision)
    return "near" if preposition.of(text).lower() in ("near", "outside", "around") else "unresolved"
