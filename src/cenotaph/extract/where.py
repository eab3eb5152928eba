"""The words that place a harm: a locative preposition and a name, in the claim's sentence or the one beside it.

A dateline says where the report was filed, so it places nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.symbols import (
    ADVERB_OR_PREPOSITION,
    ARTICLE,
    ARTICLE_OR_WORD,
    EVENTS,
    NAME,
    NOUN_WORDS,
    OF,
    PLACE_WORDS,
    SPEECH,
    WORD,
)
from cenotaph.model import PlacedAs, PlaceRef, Span
from cenotaph.text import Lexicon

__all__ = ["place_claims"]

BEFORE_NAME = 6  # chunks of a place's description before its name
CARE_REACH = 3  # words back: "in a hospital in Ostrel" says where the injured lie, not where they were hurt


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    name: str
    precision: str


def place_claims(text: str, sentences: Sequence[SentenceChunks], drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Give each draft the nearest place of its sentence, else of the sentence before or after."""
    people = sorted({span for draft in drafts for span in (*draft.names, *draft.speaker_chain)})
    starts = [span.start for span in people]

    @cache
    def places_of(at: int, prepositions: str) -> list[_Candidate]:
        span = sentences[at].span
        inside = people[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return _candidates(text, sentences[at], lexicon, inside, lexicon.words("places", prepositions))

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
            found = places_of(at, "locative")
            if at == number:
                found = found or places_of(at, "origin")
            else:
                found = [c for c in found if not _is_care(text, sentences[at], c.span, lexicon)]
            if at == number:
                found = [c for c in found if not _is_of_another_day(draft, c, drafts)]
            best = _nearest(found, draft.victims)
            if best is not None:
                draft.place = PlacedAs(best.span, PlaceRef(best.name, None, best.precision))
                break


def _is_of_another_day(draft: Draft, place: _Candidate, drafts: Sequence[Draft]) -> bool:
    """Whether the place comes after a second day and its victims, where the harm has a day before: "On Monday three were hurt on
    the road, and on Friday a shell killed a nurse in Vesk".
    """
    dates = [date.span for date in draft.sentence.dates]
    if place.span.start < draft.victims.end or not any(date.end <= draft.victims.start for date in dates):
        return False
    others = [one.victims for one in drafts if one.sentence is draft.sentence and one is not draft]
    return any(
        draft.victims.end <= date.start and any(date.end <= other.start < place.span.start for other in others) for date in dates
    )


def _is_care(text: str, sentence: SentenceChunks, span: Span, lexicon: Lexicon) -> bool:
    """Whether the place is a hospital or lies just after one ("the clinic at Tull")."""
    words = [token.lower for token in sentence.tokens if token.start < span.end][-CARE_REACH - len(span.of(text).split()) :]
    return bool(set(words) & lexicon.words("places", "care"))


def _nearest(candidates: Iterable[_Candidate], victims: Span) -> _Candidate | None:
    def cost(candidate: _Candidate) -> int:
        after = candidate.span.start - victims.end
        return after if after >= 0 else 2 * (victims.start - candidate.span.end)

    return min((c for c in candidates if not c.span.overlaps(victims)), key=cost, default=None)


def _candidates(
    text: str, sentence: SentenceChunks, lexicon: Lexicon, people: Sequence[Span], prepositions: frozenset[str]
) -> list[_Candidate]:
    """Names after a locative preposition or a kind of place ("the district of Khor"), or of an event ("the Khor massacre")."""
    out: list[_Candidate] = []
    chunks = sentence.chunks
    starts, ends = [person.start for person in people], list(accumulate((person.end for person in people), max))
    for at, chunk in enumerate(chunks):
        before = bisect_left(starts, chunk.span.end)  # people who begin before the name ends: one who ends after it began is it
        if chunk.symbol != NAME or before and ends[before - 1] > chunk.span.start:
            continue
        if _is_no_place(sentence, chunk, lexicon):
            continue
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        if following is not None and following.symbol in SPEECH or _is_adjective(text, following, lexicon):
            continue
        first = _place_phrase(sentence, at, lexicon, prepositions)
        if first is not None and _is_common_in_capitals(sentence, at, first):
            continue
        if first is None and following is not None and following.symbol in EVENTS:
            first = at
        if first is None:
            continue
        span = Span(chunks[first].span.start, _kind_after(sentence, at, lexicon))
        preposition = chunks[first - 1].span if first else chunk.span
        out.append(_Candidate(span, " ".join(chunk.span.of(text).split()), _precision(text, span, preposition, lexicon)))
    return out


def _is_no_place(sentence: SentenceChunks, chunk: Chunk, lexicon: Lexicon) -> bool:
    """A word that is never a place, or one right after a number in figures: "at 0530 GMT", "at 4 A.M."."""
    before = sentence.tokens[chunk.first - 1].text if chunk.first else ""
    return sentence.said(chunk) in lexicon.words("places", "never") or before[:1].isdigit()


def _is_common_in_capitals(sentence: SentenceChunks, at: int, first: int) -> bool:
    """In a text all in capitals "ON THE BATTLEFIELD" looks like a name; the article tells that it is none."""
    return sentence.capitals and sentence.chunks[at - 1].symbol == ARTICLE and first < at


def _kinds(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for kinds in lexicon.lists["places"]["kinds"].values() for word in kinds)


def _is_adjective(text: str, following: Chunk | None, lexicon: Lexicon) -> bool:
    """Whether a lower-case noun that is no kind of place follows: in "Ledrian territory" the name only qualifies."""
    if following is None or following.symbol not in NOUN_WORDS:
        return False
    word = following.span.of(text)
    return word.islower() and word not in _kinds(lexicon)


def _kind_after(sentence: SentenceChunks, at: int, lexicon: Lexicon) -> int:
    """The end of the place's words: "Pakta province" takes the province in."""
    chunks = sentence.chunks
    if at + 1 < len(chunks) and chunks[at + 1].symbol == WORD and sentence.said(chunks[at + 1]) in _kinds(lexicon):
        return chunks[at + 1].span.end
    return chunks[at].span.end


def _place_phrase(sentence: SentenceChunks, at: int, lexicon: Lexicon, prepositions: frozenset[str]) -> int | None:
    """The chunk a place phrase begins with, when the name at `at` stands after a preposition of place or "the town of"."""
    chunks = sentence.chunks
    index, kind = at - 1, False
    while index >= 0 and at - index <= BEFORE_NAME and chunks[index].symbol in PLACE_WORDS:
        kind = kind or sentence.said(chunks[index]) in _kinds(lexicon)
        index -= 1
    if index >= 0 and chunks[index].symbol in ADVERB_OR_PREPOSITION and sentence.said(chunks[index]) in prepositions:
        return index + 1
    if kind and chunks[at - 1].symbol == OF:
        begin = at - 1
        while begin > 0 and chunks[begin - 1].symbol in ARTICLE_OR_WORD:
            begin -= 1
        return begin
    return None


def _precision(text: str, span: Span, preposition: Span, lexicon: Lexicon) -> str:
    words = set(span.of(text).lower().replace(",", " ").split())
    for precision, kinds in lexicon.lists["places"]["kinds"].items():
        if words & set(kinds):
            return str(precision)
    return "near" if preposition.of(text).lower() in ("near", "outside", "around") else "unresolved"
