"""Reads who is accused by whom, who admits and who denies. A passive without an agent names no accuser, and gets none."""

from collections.abc import Sequence

from cenotaph.extract.attribution import Speech
from cenotaph.extract.cues import phrase_after, phrase_before
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.symbols import BE
from cenotaph.model import Responsibility, Span
from cenotaph.text import Lexicon

__all__ = ["find_responsibility"]


def find_responsibility(text: str, sentences: Sequence[SentenceChunks], speech: Speech, lexicon: Lexicon) -> list[Responsibility]:
    """The statements of a document, in text order, one for a verb phrase."""
    phrases = lexicon.phrases("responsibility", ("accused", "accused_passive", "blamed_on", "admitted", "denied"))
    out: list[Responsibility] = []
    for sentence in sentences:
        if not phrases.any_in(sentence.tokens):
            continue
        at = 0
        while at < len(sentence.tokens):
            found = phrases.match(sentence.tokens, at)
            if found is None:
                at += 1
                continue
            made = _statement(text, sentence, at, found[1], found[0].kind, speech)
            if made is not None:
                out.append(made)
            at = found[1]
    return out


def _statement(text: str, sentence: SentenceChunks, first: int, stop: int, kind: str, speech: Speech) -> Responsibility | None:
    start_chunk = next((k for k, c in enumerate(sentence.chunks) if c.stop > first), None)
    stop_chunk = next((k for k, c in enumerate(sentence.chunks) if c.first >= stop), len(sentence.chunks))
    if start_chunk is None:
        return None
    passive = start_chunk > 0 and sentence.chunks[start_chunk - 1].symbol == BE
    before, after = phrase_before(sentence, start_chunk), phrase_after(sentence, stop_chunk)
    cue = Span(sentence.tokens[first].start, sentence.tokens[stop - 1].end)
    if kind in ("admitted", "denied"):
        return _made(text, cue, kind, before, before)
    outer = [scope.speaker for scope in speech.at(cue) if scope.speaker is not None]
    speaker = outer[0] if outer else None
    if kind == "accused_passive" or kind == "accused" and passive:
        return _made(text, cue, "accused", before, speaker) if passive else None
    if kind == "blamed_on":
        return _made(text, cue, "accused", after, speaker)
    return _made(text, cue, "accused", after, before or speaker)


def _made(text: str, cue: Span, kind: str, party: Span | None, speaker: Span | None) -> Responsibility | None:
    if party is None:
        return None
    span = cue.join(party)
    return Responsibility(span, kind, _words(party, text), speaker, _words(speaker, text) if speaker else "")


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
