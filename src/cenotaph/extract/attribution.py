"""Who says it: reporting cues, quotations and their order, as sieves with the most precise first.

A claim that no sieve reaches is the document's own. Hidden sources ("reportedly", "according to reports") stay hidden:
they are no speaker. An unattributed sentence after an attributed one is not given its speaker, unless one quotation
holds both or a run of quotations goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.model import Span
from cenotaph.text import Lexicon

__all__ = ["Speech", "SpeechScope", "attribute", "phrase_after", "phrase_before"]

BOUNDARY = "zRrLJH"
QUOTE_ENDS = '”»"'
LONGEST_NAME = 14
CUE_KINDS = ("said", "denied", "according", "counting")


@dataclass(frozen=True, slots=True)
class SpeechScope:
    """A stretch of text that one speaker says. `speaker` None: the source is hidden."""

    span: Span
    speaker: Span | None
    rule: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """All scopes of a document; quotations come before clauses, smaller scopes before larger ones."""

    quoted: tuple[SpeechScope, ...]
    clauses: tuple[SpeechScope, ...]

    def at(self, span: Span) -> list[SpeechScope]:
        """The scopes that hold `span`, nearest first."""
        holding = [scope for scope in self.quoted if scope.span.holds(span)]
        around = sorted((s for s in self.clauses if s.span.holds(span)), key=lambda s: s.span.end - s.span.start)
        return holding + around


@dataclass(frozen=True, slots=True)
class _Cue:
    sentence: SentenceChunks
    at: int
    kind: str
    speaker: Span | None
    left: int
    right: int
    inverted: bool


def attribute(
    text: str, sentences: Sequence[SentenceChunks], quotes: Sequence[Span], drafts: Sequence[Draft], lexicon: Lexicon
) -> Speech:
    """Give every draft its speaker, chain and denial; returns the scopes for other steps."""
    cues = _find_cues(text, sentences, quotes, lexicon)
    speech = Speech(tuple(_quote_scopes(text, quotes, cues)), tuple(scope for cue in cues for scope in _clause_scopes(cue)))
    for draft in drafts:
        scopes = speech.at(draft.victims)
        if not scopes:
            continue
        nearest = scopes[0]
        draft.rules.append(nearest.rule)
        draft.speaker = nearest.speaker
        draft.speaker_chain = tuple(dict.fromkeys(s.speaker for s in scopes if s.speaker is not None))
        if nearest.denied:
            draft.status = "denied"
    return speech


_Before = tuple[Span | None, Span | None]
"""The last speaker named, and the last one who may be one person."""


def _may_be_one(sentences: Sequence[SentenceChunks], speaker: Span) -> bool:
    """Whether "he" or "she" can mean this speaker: a name or one person in it, not "demonstrators"."""
    for sentence in sentences:
        if sentence.span.holds(speaker):
            inside = [chunk for chunk in sentence.chunks if speaker.holds(chunk.span)]
            return any(c.symbol == "M" or c.group is not None and c.group.count is not None for c in inside) or not inside
    return True


def _find_cues(text: str, sentences: Sequence[SentenceChunks], quotes: Sequence[Span], lexicon: Lexicon) -> list[_Cue]:
    cues: list[_Cue] = []
    last: Span | None = None
    person: Span | None = None
    speech = lexicon.phrases("speech", CUE_KINDS)
    for sentence in sentences:
        if not speech.any_in(sentence.tokens):
            continue
        for at, chunk in enumerate(sentence.chunks):
            if chunk.symbol not in "Rr" or any(quote.holds(chunk.span) for quote in quotes):
                continue
            cue = _read_cue(text, sentence, at, (last, person), lexicon)
            if cue is None:
                continue
            cue = replace(cue, speaker=_full_mention(text, cue.speaker, sentences, [c.speaker for c in cues], lexicon))
            cues.append(cue)
            if cue.speaker is not None:
                last = cue.speaker
                person = cue.speaker if _may_be_one(sentences, cue.speaker) else person
    return cues


def _read_cue(text: str, sentence: SentenceChunks, at: int, before: _Before, lexicon: Lexicon) -> _Cue | None:
    chunks = sentence.chunks
    kind = chunks[at].kind
    if kind == "according":
        first, stop = at + 1, _right_end(sentence, at + 1)
        if first >= stop:
            return None
        return _Cue(sentence, at, kind, _speaker(sentence, first, stop, before, lexicon), at, stop, True)
    if _passive(chunks, at):
        return None
    stop = _right_end(sentence, at + 1)
    if _inverted(text, sentence, at, stop):
        return _Cue(sentence, at, kind, _speaker(sentence, at + 1, stop, before, lexicon), at, stop, True)
    shared = _shared_subject(sentence, at, before[0])
    if shared is not None:
        return _Cue(sentence, at, kind, shared, at, at + 1, False)
    left = _left_start(sentence, at)
    if at and sentence.tokens[chunks[at].first - 1].lower in lexicon.words("speech", "first_person"):
        return None
    if left < at and any(chunks[k].symbol in "GUMOCwKW" for k in range(left, at)):
        return _Cue(sentence, at, kind, _speaker(sentence, left, at, before, lexicon), left, at + 1, False)
    if stop > at + 1 and (at == 0 or chunks[at - 1].symbol in ",z)"):
        return _Cue(sentence, at, kind, _speaker(sentence, at + 1, stop, before, lexicon), at, stop, True)
    return None


def _shared_subject(sentence: SentenceChunks, at: int, last: Span | None) -> Span | None:
    """As in "Venn named the victims and said …": a cue right after "and" has the speaker of the cue before it in the sentence."""
    index = at - 1
    while index >= 0 and sentence.chunks[index].symbol == "D":
        index -= 1
    if index < 1 or sentence.chunks[index].symbol != "c" or last is None or not sentence.span.holds(last):
        return None
    return last


def _inverted(text: str, sentence: SentenceChunks, at: int, stop: int) -> bool:
    """As in "…, said Ada Lund": the cue stands after a quotation or a comma, and its subject ends the clause."""
    chunks = sentence.chunks
    if stop <= at + 1 or at == 0:
        return False
    if text[: chunks[at].span.start].rstrip()[-1:] in QUOTE_ENDS:
        return chunks[at + 1].symbol != "O" or stop == len(chunks) or chunks[stop].symbol in "z,"
    ends = stop >= len(chunks) or chunks[stop].symbol in "zpd," and not any(c.symbol in "xyTEIA" for c in chunks[stop:])
    return chunks[at - 1].symbol == "," and ends and any(c.symbol in "MUGw" for c in chunks[at + 1 : stop])


def _passive(chunks: Sequence[Chunk], at: int) -> bool:
    """As in "it was reported", "is said to be": the source is not named."""
    index = at - 1
    while index >= 0 and chunks[index].symbol == "D":
        index -= 1
    return index >= 0 and chunks[index].symbol == "x"


def _left_start(sentence: SentenceChunks, at: int) -> int:
    """The first chunk of the noun phrase that ends just before the cue."""
    chunks = sentence.chunks
    index = at - 1
    while index >= 0 and chunks[index].symbol in "Dydn":
        index -= 1
    if index >= 0 and chunks[index].symbol == ")":
        index = _before_bracket(sentence, index)
    if index >= 0 and chunks[index].symbol == ",":
        opening = index - 1
        while opening >= 0 and chunks[opening].symbol not in ",z":
            opening -= 1
        if opening <= 0 or chunks[opening].symbol == "z" or index - opening > LONGEST_NAME:
            return index + 1
        index = opening - 1
        aside = True
    else:
        aside = False
    first = index + 1
    while index >= 0 and first - index <= LONGEST_NAME:
        symbol = chunks[index].symbol
        if symbol in BOUNDARY or symbol in "xyTEIANYQ" and not aside or symbol == "," or symbol == "W" and index < at - 1:
            break
        if symbol == "c" and any(c.symbol in "xyTEIAKe" for c in chunks[:index]):
            break
        if symbol == "d" and index == 0:
            break
        index -= 1
    start = index + 1
    while start < at and chunks[start].symbol in "Ddcp,":
        start += 1
    return start


def phrase_before(sentence: SentenceChunks, at: int) -> Span | None:
    """The noun phrase that ends just before the chunk `at`."""
    while at > 0 and sentence.chunks[at - 1].symbol in "xyDdn":
        at -= 1
    return _phrase(sentence, _left_start(sentence, at), at)


def phrase_after(sentence: SentenceChunks, at: int) -> Span | None:
    """The noun phrase that begins at the chunk `at`."""
    return _phrase(sentence, at, _right_end(sentence, at))


def _phrase(sentence: SentenceChunks, first: int, stop: int) -> Span | None:
    if first >= stop or not any(chunk.symbol in "GUMOw" for chunk in sentence.chunks[first:stop]):
        return None
    return sentence.chunks[first].span.join(sentence.chunks[stop - 1].span)


def _before_bracket(sentence: SentenceChunks, at: int) -> int:
    """The chunk before the bracket that closes at `at`."""
    index = at
    while index > 0 and at - index < LONGEST_NAME and sentence.chunks[index].symbol != "(":
        index -= 1
    return index - 1 if sentence.chunks[index].symbol == "(" else at


def _right_end(sentence: SentenceChunks, at: int) -> int:
    """The index after the noun phrase that begins at `at`: a name with its titles, "a spokesman for the army"."""
    chunks = sentence.chunks
    index = at
    seen = False
    while index < len(chunks) and index - at < LONGEST_NAME:
        symbol = chunks[index].symbol
        if symbol in "GUMOCKwe":
            seen = True
        elif symbol in "op" and seen and index + 1 < len(chunks) and chunks[index + 1].symbol in "aMUGwC":
            if symbol == "p" and chunks[index + 1].symbol in "aw" and any(c.symbol == "M" for c in chunks[at:index]):
                break
        elif (
            symbol == "a"
            or symbol in "("
            or symbol == ")"
            or symbol == "s"
            or symbol == "c"
            and seen
            and index + 1 < len(chunks)
            and chunks[index + 1].symbol in "aMUG"
        ):
            pass
        else:
            break
        index += 1
    while index > at and chunks[index - 1].symbol in "opcaD(":
        index -= 1
    return index if seen else at


def _speaker(sentence: SentenceChunks, first: int, stop: int, before: _Before, lexicon: Lexicon) -> Span | None:
    """The speaker's span; a pronoun stands for the last one named; None where the source is hidden."""
    chunks = sentence.chunks[first:stop]
    while chunks and chunks[-1].symbol in "Dydn,":
        chunks = chunks[:-1]
    while chunks and chunks[0].symbol in "Dcp,":
        chunks = chunks[1:]
    if not chunks:
        return None
    span = chunks[0].span.join(chunks[-1].span)
    words = [token.lower for token in sentence.tokens if span.start <= token.start < span.end]
    if " ".join(words) in lexicon.words("speech", "hidden") and words[0] not in lexicon.words("speech", "pronouns"):
        return None
    if words and all(word in lexicon.words("speech", "pronouns") or word in ("who", "which") for word in words):
        personal = words[0] in lexicon.words("speech", "pronouns_person")
        return (before[1] if personal else before[0]) or (span if personal else None)
    return span


def _full_mention(
    text: str, speaker: Span | None, sentences: Sequence[SentenceChunks], earlier: Sequence[Span | None], lexicon: Lexicon
) -> Span | None:
    """For a surname alone ("Mr Lund"), the nearest earlier mention that says more of the same name."""
    if speaker is None:
        return None
    titles = lexicon.words("names", "name_titles")
    words = [w for w in speaker.of(text).partition(",")[0].replace(".", " ").lower().split() if w not in titles]
    size = len(words)
    named = [span for span in earlier if span is not None]
    described = len(words) == 2 and words[0] in lexicon.words("grammar", "anaphoric")
    if described:
        words = words[1:]
    if len(words) != 1:
        return speaker
    spans = named if described else named + _name_mentions(sentences, words[0], speaker)
    fuller = []
    for span in spans:
        names = [w for w in span.of(text).replace(".", " ").replace(",", " ").lower().split() if w not in titles]
        if span.end <= speaker.start and len(names) > size and words[0] in names:
            fuller.append(span)
    return max(fuller, key=lambda span: (span.end, -span.start), default=speaker)


def _name_mentions(sentences: Sequence[SentenceChunks], name: str, speaker: Span) -> list[Span]:
    """The names before the speaker that hold the word `name`."""
    before = (s for s in sentences if s.span.start < speaker.start and any(token.lower == name for token in s.tokens))
    return [chunk.span for sentence in before for chunk in sentence.chunks if chunk.symbol == "M"]


def _clause_scopes(cue: _Cue) -> list[SpeechScope]:
    chunks, span = cue.sentence.chunks, cue.sentence.span
    denied = cue.kind == "denied"
    if cue.kind == "according":
        return [SpeechScope(span, cue.speaker, "according-to")]
    name_start = chunks[cue.left].span.start
    after = chunks[max(cue.right, cue.at + 1) - 1].span.end
    content_left = any(c.symbol in "GBKMUCTEIANwe" for c in chunks[: cue.left])
    tail = [c.symbol for c in chunks[max(cue.right, cue.at + 1) :] if c.symbol not in "dDzpaw,o"]
    final = not any(symbol in "GBKCTEIANYQLx" for symbol in tail)
    comma_before = cue.left > 0 and chunks[cue.left - 1].symbol in ",z"
    next_at = max(cue.right, cue.at + 1)
    aside = content_left and comma_before and next_at < len(chunks) and chunks[next_at].symbol in ",z"
    out: list[SpeechScope] = []
    if cue.inverted or aside or content_left and comma_before and final:
        if name_start > span.start:
            out.append(SpeechScope(Span(span.start, name_start), cue.speaker, "said-after", denied))
        if not final and after < span.end:
            out.append(SpeechScope(Span(after, span.end), cue.speaker, "said-between", denied))
    elif after < span.end:
        out.append(SpeechScope(Span(after, span.end), cue.speaker, "denied-before" if denied else "said-before", denied))
    return out


def _quote_scopes(text: str, quotes: Sequence[Span], cues: Sequence[_Cue]) -> list[SpeechScope]:
    out: list[SpeechScope] = []
    previous: SpeechScope | None = None
    for quote in quotes:
        cue = _cue_of_quote(text, quote, cues)
        if cue is not None:
            scope = SpeechScope(quote, cue.speaker, "quote", cue.kind == "denied")
        elif previous is not None and previous.speaker is not None and _goes_on(text, previous.span, quote, cues):
            scope = SpeechScope(quote, previous.speaker, "quote-goes-on")
        else:
            previous = None
            continue
        out.append(scope)
        previous = scope
    return out


def _cue_of_quote(text: str, quote: Span, cues: Sequence[_Cue]) -> _Cue | None:
    """The cue whose sentence touches the quotation, or a cue that ends the sentence before it with a colon."""
    best: _Cue | None = None
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


def _distance(cue: _Cue, quote: Span) -> int:
    at = cue.sentence.chunks[cue.at].span
    return at.start - quote.end if at.start >= quote.end else quote.start - at.end + 1


def _goes_on(text: str, before: Span, quote: Span, cues: Sequence[_Cue]) -> bool:
    """Whether nothing but the end of the attributed sentence stands between two quotations."""
    between = text[before.end : quote.start]
    if not between.strip(' \n\t\r"“”«»'):
        return True
    if "\n" not in between:
        return False
    gap_sentences = [cue for cue in cues if before.end <= cue.sentence.chunks[cue.at].span.start < quote.start]
    opens_paragraph = text[: quote.start - 1].rstrip(" \t").endswith("\n")
    return opens_paragraph and len(gap_sentences) == 1 and between.strip(' \n\t\r"“”«»').count(". ") == 0
