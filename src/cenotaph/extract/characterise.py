"""Legal and political words for what happened, always somebody's: who uses them, and which body is said to have, when.

The software never adopts such a word. "genocide" in a headline is the outlet's; in a speech, the speaker's.
"""

from collections.abc import Sequence

from cenotaph.extract.attribution import Speech
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.symbols import ADVERB, BODY_AFTER, BODY_BEFORE, BY, DATE, HAVE_ADVERB_PREPOSITION, PERSON_WORDS
from cenotaph.model import Characterisation, Span
from cenotaph.text import Lexicon

__all__ = ["find_characterisations"]


def find_characterisations(
    text: str, sentences: Sequence[SentenceChunks], speech: Speech, lexicon: Lexicon
) -> list[Characterisation]:
    """The characterisations of a document, in text order."""
    phrases = lexicon.phrases("characterisations")
    out: list[Characterisation] = []
    for sentence in sentences:
        at = 0
        while at < len(sentence.tokens):
            found = phrases.match(sentence.tokens, at)
            if found is None or found[0].kind != "terms":
                at += 1
                continue
            span = Span(sentence.tokens[at].start, sentence.tokens[found[1] - 1].end)
            out.append(_characterisation(text, sentence, span, str(found[0].value), speech, lexicon))
            at = found[1]
    return out


def _characterisation(
    text: str, sentence: SentenceChunks, span: Span, term: str, speech: Speech, lexicon: Lexicon
) -> Characterisation:
    scopes = [scope for scope in speech.at(span) if scope.speaker is not None]
    body, when = ("", "") if _points_back(sentence, span, lexicon) else _by_body(text, sentence, span, lexicon)
    speakers = [
        scope.speaker for scope in scopes if scope.speaker is not None and " ".join(scope.speaker.of(text).split()) != body
    ]
    speaker = speakers[0] if speakers else None
    if speaker is None and scopes:
        speaker, body = scopes[0].speaker, ""
    return Characterisation(span, term, speaker, " ".join(speaker.of(text).split()) if speaker else "", body, when)


def _points_back(sentence: SentenceChunks, span: Span, lexicon: Lexicon) -> bool:
    """As in "the massacre could constitute …": the word only names what is judged, it is not the judgement."""
    before = [token.lower for token in sentence.tokens if token.end <= span.start]
    return bool(before) and before[-1] in lexicon.words("grammar", "anaphoric")


def _by_body(text: str, sentence: SentenceChunks, span: Span, lexicon: Lexicon) -> tuple[str, str]:
    """The body of "recognised by both houses of the assembly in 2011 as …" or "the court has said … could constitute …"."""
    chunks = sentence.chunks
    acts = lexicon.words("characterisations", "recognising")
    words = [(k, " ".join(chunk.span.of(text).lower().split())) for k, chunk in enumerate(chunks) if chunk.span.end <= span.start]
    for k, word in reversed(words):
        if word not in acts:
            continue
        by = k + 1
        while by < len(chunks) and chunks[by].symbol == ADVERB:
            by += 1
        passive = by < len(chunks) and chunks[by].symbol == BY
        first, stop = (by + 1, _phrase_end(sentence, by + 1)) if passive else (_phrase_start(sentence, k), k)
        while stop > first and chunks[stop - 1].symbol in HAVE_ADVERB_PREPOSITION:
            stop -= 1
        if first >= stop:
            return "", ""
        body = Span(chunks[first].span.start, chunks[stop - 1].span.end)
        if not any(chunks[n].symbol in PERSON_WORDS for n in range(first, stop)):
            return "", ""
        dates = [c for c in chunks[k:] if c.symbol == DATE and c.span.end <= span.start]
        return " ".join(body.of(text).split()), " ".join(dates[0].span.of(text).split()) if dates else ""
    return "", ""


def _phrase_end(sentence: SentenceChunks, at: int) -> int:
    index = at
    while index < len(sentence.chunks) and sentence.chunks[index].symbol in BODY_AFTER and sentence.chunks[index].symbol != DATE:
        index += 1
    return index


def _phrase_start(sentence: SentenceChunks, at: int) -> int:
    index = at
    while index > 0 and sentence.chunks[index - 1].symbol in BODY_BEFORE:
        index -= 1
    return index
