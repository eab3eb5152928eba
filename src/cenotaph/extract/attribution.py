"""Who says it: reporting cues, quotations and their order, as sieves with the most precise first.

A claim that no sieve reaches is the document's own. Hidden sources ("reportedly", "according to reports") stay hidden:
they are no speaker. An unattributed sentence after an attributed one is not given its speaker, unless one quotation
holds both or a run of quotations goes on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cenotaph.extract.colons import colon_scopes
from cenotaph.extract.cues import Cue
from cenotaph.extract.draft import Draft
from cenotaph.extract.scopes import SpeechScope
from cenotaph.extract.symbols import ADVERB_DATE_COMMA, COMMA_OR_END, CONTENT, SMALL_TAIL, TOLD
from cenotaph.model import ClaimStatus, Span
from cenotaph.text import LONGEST_SENTENCE, Lexicon

__all__ = ["Speech", "SpeechScope", "attribute", "find_speech"]


class Speech:
    """All scopes of a document, found by place: quotations come before clauses, smaller scopes before larger ones."""

    def __init__(self, quoted: Sequence[SpeechScope], clauses: Sequence[SpeechScope]) -> None:
        self._quoted = _ByStart(quoted)
        self._clauses = _ByStart(clauses)

    def at(self, span: Span) -> list[SpeechScope]:
        """The scopes that hold `span`, nearest first."""
        around = sorted(self._clauses.holding(span), key=lambda s: s.span.end - s.span.start)
        return self._quoted.holding(span) + around


class _ByStart:
    """Scopes in the order they begin; no scope is longer than the longest, so few need a look."""

    def __init__(self, scopes: Sequence[SpeechScope]) -> None:
        self._scopes = sorted(scopes, key=lambda scope: scope.span.start)
        self._starts = [scope.span.start for scope in self._scopes]
        self._longest = max((scope.span.end - scope.span.start for scope in scopes), default=0)

    def holding(self, span: Span) -> list[SpeechScope]:
        first = bisect_left(self._starts, span.end - self._longest)
        last = bisect_right(self._starts, span.start)
        return [scope for scope in self._scopes[first:last] if scope.span.holds(span)]


def find_speech(text: str, quotes: Sequence[Span], cues: Sequence[Cue], lexicon: Lexicon) -> Speech:
    """The scopes of a document: whose words each stretch of it is."""
    clauses = (scope for cue in cues for scope in _clause_scopes(cue))
    return Speech(tuple(_quote_scopes(text, quotes, cues)), (*clauses, *colon_scopes(text, lexicon)))


def attribute(speech: Speech, drafts: Sequence[Draft]) -> None:
    """Give every draft its speaker, chain and denial by the sieves alone: the most precise scope that holds it."""
    for draft in drafts:
        scopes = speech.at(draft.victims)
        if not scopes:
            continue
        nearest = scopes[0]
        draft.rules.append(nearest.rule)
        draft.speaker = nearest.speaker
        draft.speaker_chain = tuple(dict.fromkeys(s.speaker for s in scopes if s.speaker is not None))
        if nearest.denied:
            draft.status = ClaimStatus.DENIED


def _clause_scopes(cue: Cue) -> list[SpeechScope]:
    chunks, span = cue.sentence.chunks, cue.sentence.span
    denied = cue.kind == "denied"
    if cue.kind == "according":
        return [SpeechScope(span, cue.speaker, "according-to")]
    name_start = chunks[cue.left].span.start
    after = chunks[max(cue.right, cue.at + 1) - 1].span.end
    content_left = any(c.symbol in CONTENT for c in chunks[: cue.left])
    tail = [c.symbol for c in chunks[max(cue.right, cue.at + 1) :] if c.symbol not in SMALL_TAIL]
    final = not any(symbol in TOLD for symbol in tail) or _goes_on_meanwhile(cue)
    comma_before = cue.left > 0 and chunks[cue.left - 1].symbol in COMMA_OR_END
    next_at = max(cue.right, cue.at + 1)
    aside = content_left and comma_before and next_at < len(chunks) and chunks[next_at].symbol in COMMA_OR_END
    out: list[SpeechScope] = []
    if cue.inverted or aside or content_left and comma_before and final:
        if name_start > span.start:
            out.append(SpeechScope(Span(span.start, name_start), cue.speaker, "said-after", denied))
        if not final and after < span.end:
            out.append(SpeechScope(Span(after, span.end), cue.speaker, "said-between", denied))
    elif after < span.end and not _goes_on_meanwhile(cue):
        out.append(SpeechScope(Span(after, span.end), cue.speaker, "denied-before" if denied else "said-before", denied))
    return out


def _goes_on_meanwhile(cue: Cue) -> bool:
    """As in "said on Sunday, as his country faced …": what follows was not said."""
    sentence = cue.sentence
    at = max(cue.right, cue.at + 1)
    while at < len(sentence.chunks) and sentence.chunks[at].symbol in ADVERB_DATE_COMMA:
        at += 1
    if at >= len(sentence.chunks):
        return False
    return sentence.tokens[sentence.chunks[at].first].lower in sentence.lexicon.words("speech", "meanwhile")


def _quote_scopes(text: str, quotes: Sequence[Span], cues: Sequence[Cue]) -> list[SpeechScope]:
    out: list[SpeechScope] = []
    previous: SpeechScope | None = None
    starts = [cue.sentence.span.start for cue in cues]
    for quote in quotes:
        first = bisect_left(starts, quote.start - LONGEST_SENTENCE)
        near = cues[first : bisect_right(starts, quote.end + 2)]
        cue = _cue_of_quote(text, quote, near)
        if cue is not None:
            scope = SpeechScope(quote, cue.speaker, "quote", cue.kind == "denied")
        elif previous is not None and previous.speaker is not None and _goes_on(text, previous.span, quote, near):
            scope = SpeechScope(quote, previous.speaker, "quote-goes-on")
        else:
            previous = None
            continue
        out.append(scope)
        previous = scope
    return out


def _cue_of_quote(text: str, quote: Span, cues: Sequence[Cue]) -> Cue | None:
    """The cue whose sentence touches the quotation, or a cue that ends the sentence before it with a colon."""
    best: Cue | None = None
    for cue in cues:
        sentence = cue.sentence.span
        touching = sentence.start <= quote.end + 2 and sentence.end >= quote.start - 2
        introduced = (
            sentence.end <= quote.start
            and quote.start - sentence.end < 6
            and text[sentence.start : quote.start].rstrip(' \n\t"“«').endswith(":")
        )
        if not touching and not introduced:
            continue
        if best is None or _distance(cue, quote) < _distance(best, quote):
            best = cue
    return best


def _distance(cue: Cue, quote: Span) -> int:
    at = cue.sentence.chunks[cue.at].span
    return at.start - quote.end if at.start >= quote.end else quote.start - at.end + 1


def _goes_on(text: str, before: Span, quote: Span, cues: Sequence[Cue]) -> bool:
    """Whether nothing but the end of the attributed sentence stands between two quotations."""
    between = text[before.end : quote.start]
    if not between.strip(' \n\t\r"“”«»'):
        return True
    if "\n" not in between:
        return False
    gap_sentences = [cue for cue in cues if before.end <= cue.sentence.chunks[cue.at].span.start < quote.start]
    opens_paragraph = text[max(0, quote.start - 40) : quote.start - 1].rstrip(" \t").endswith("\n")
    return opens_paragraph and len(gap_sentences) == 1 and between.strip(' \n\t\r"“”«»').count(". ") == 0
