"""Reporting cues and the noun phrases beside them: "the mayor said", "said the mayor", "according to the mayor"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.mentions import Mentions
from cenotaph.extract.symbols import (
    ADVERB,
    ADVERB_OR_DATE,
    AFTER_AND,
    AFTER_NOUN,
    AFTER_PREPOSITION,
    AFTER_SPEECH,
    AND,
    ANY_VERB,
    ARTICLE,
    ARTICLE_OR_WORD,
    BE,
    BE_GROUP,
    BEFORE_NOUN,
    BEFORE_SPEAKER,
    CLAUSE_VERBS,
    CLOSE,
    COMMA,
    COMMA_END_CLOSE,
    COMMA_OR_END,
    COORDINATED_VERBS,
    DATE,
    END,
    HARMED_SUBJECT,
    HAVE_GROUP,
    HAVE_GROUP_COMMA,
    HAVE_OR_ADVERB,
    NAME,
    NOUN_JOINTS,
    NOUN_PHRASE,
    NOUNS,
    OF,
    OF_OR_PREPOSITION,
    OF_WORD_POSSESSIVE,
    OPEN,
    PARTICIPLE,
    PEOPLE,
    PERSON_WORDS,
    PERSONS_COUNTED,
    PERSONS_OR_PRONOUN,
    PREPOSITION,
    PREPOSITION_OF_BY,
    PRONOUN,
    RELATIVE,
    SAYS,
    SHORT_SUBJECT,
    SHORT_VERB_GROUP,
    SPEECH,
    SPEECH_BOUNDARY,
    SUBJECT,
    VERBS,
    WORD,
    compile_names,
    letters,
)
from cenotaph.model import Span
from cenotaph.text import Lexicon

__all__ = ["Cue", "find_cues", "phrase_after", "phrase_before"]

QUOTE_ENDS = '”»"'
REACH_OF_PREPOSITION = 3  # chunks between a preposition and its noun: "contrary to initial estimates"
LONGEST_NAME = 14  # chunks: a speaker with title, office and body, as agencies introduce them
CUE_KINDS = ("said", "said_again", "denied", "according", "counting")
NO_SUBJECT = letters("end preposition adverb date")
BEFORE_SUBJECT = re.compile(compile_names("<article>?<date>|<adverb>|<preposition><article>?<word>(?=[<article><people><name>])"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its sentence and chunk, its kind, its speaker, and where the speaker's phrase lies."""

    sentence: SentenceChunks
    at: int
    kind: str
    speaker: Span | None
    left: int
    right: int
    inverted: bool


def find_cues(text: str, sentences: Sequence[SentenceChunks], quotes: Sequence[Span], lexicon: Lexicon) -> list[Cue]:
    """The cues of a document outside quotations, in order, each with its speaker: a full mention where one can be found."""
    cues: list[Cue] = []
    mentions = Mentions(text, sentences, lexicon)
    quote_starts = [quote.start for quote in quotes]
    speech = lexicon.phrases("speech", CUE_KINDS)
    for sentence in sentences:
        if not speech.any_in(sentence.tokens):
            continue
        for at, chunk in enumerate(sentence.chunks):
            if chunk.symbol not in SPEECH or _quoted(chunk.span, quotes, quote_starts):
                continue
            cue = _read_cue(text, sentence, at, mentions)
            if cue is None:
                continue
            cue = replace(cue, speaker=mentions.full(cue.speaker))
            cues.append(cue)
            mentions.remember(cue.speaker, sentence)
    return cues


def _quoted(span: Span, quotes: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and quotes[at].holds(span)


def _read_cue(text: str, sentence: SentenceChunks, at: int, mentions: Mentions) -> Cue | None:
    chunks, lexicon = sentence.chunks, sentence.lexicon
    kind = chunks[at].kind
    if _is_noun(sentence, at) or _accuses_nobody(sentence, at):
        return None
    if kind in ("according", "said_again"):
        return _source(sentence, at, mentions)
    if _passive(sentence, at):
        return None
    inside = _speaks_inside(sentence, at)
    if inside is not None:
        return Cue(sentence, at, kind, _speaker(sentence, *inside, mentions), at, inside[1], True)
    stop = _right_end(sentence, at + 1)
    if lexicon.lists["speech"].get("subject_follows") == "true" and not _is_listened_to(sentence, at):
        if stop > at + 1:
            return Cue(sentence, at, kind, _speaker(sentence, at + 1, stop, mentions), at, stop, False)
        if mentions.last is not None and sentence.span.holds(mentions.last) or _says_that(sentence, at):
            return Cue(sentence, at, kind, mentions.last, at, at + 1, False)
    first = _subject_behind(sentence, at)
    behind = _right_end(sentence, first)
    if _inverted(text, sentence, at, first, behind):
        return Cue(sentence, at, kind, _speaker(sentence, first, behind, mentions), at, behind, True)
    shared = _shared_subject(sentence, at, mentions.last)
    if shared is not None:
        return Cue(sentence, at, kind, shared, at, at + 1, False)
    left = _left_start(sentence, at)
    last = _at_the_end(sentence, left, at)
    if last is not None:
        return Cue(sentence, at, kind, _speaker(sentence, last, at, mentions), last, at + 1, True)
    verbs = _verbs_between(sentence, left, at)
    if verbs is not None:
        subject = phrase_before(sentence, verbs)
        return Cue(sentence, at, kind, subject, _left_start(sentence, verbs), at + 1, False) if subject else None
    if at and sentence.tokens[chunks[at].first - 1].lower in lexicon.words("speech", "first_person"):
        return None
    if left < at and any(chunks[k].symbol in SUBJECT for k in range(left, at)):
        return Cue(sentence, at, kind, _speaker(sentence, left, at, mentions), left, at + 1, False)
    if stop > at + 1 and not _is_listened_to(sentence, at) and (at == 0 or chunks[at - 1].symbol in COMMA_END_CLOSE):
        return Cue(sentence, at, kind, _speaker(sentence, at + 1, stop, mentions), at, stop, True)
    return _without_subject(sentence, at, mentions) if left >= at else None


def _without_subject(sentence: SentenceChunks, at: int, mentions: Mentions) -> Cue | None:
    """As in "Añadió que …" and "…, añadió.": whoever spoke last, in a language whose verbs stand alone."""
    chunks = sentence.chunks
    if sentence.lexicon.lists["speech"].get("drops_subject") != "true":
        return None
    if _says_that(sentence, at):
        return Cue(sentence, at, chunks[at].kind, mentions.last, at, at + 1, False)
    if at and chunks[at - 1].symbol == COMMA and (at + 1 == len(chunks) or chunks[at + 1].symbol in NO_SUBJECT):
        return Cue(sentence, at, chunks[at].kind, mentions.last, at, at + 1, True)
    return None


def _source(sentence: SentenceChunks, at: int, mentions: Mentions) -> Cue | None:
    """As in "according to the ministry", "selon lui"; and "по его словам", which is whoever spoke last."""
    chunks = sentence.chunks
    if chunks[at].kind == "said_again":
        return Cue(sentence, at, "said", mentions.of_pronoun(personal=True), at, at + 1, True)
    first = _after_according(sentence, at)
    stop = first + 1 if first < len(chunks) and chunks[first].symbol == PRONOUN else _right_end(sentence, first)
    if first >= stop:
        return None
    return Cue(sentence, at, chunks[at].kind, _speaker(sentence, first, stop, mentions), at, stop, True)


def _after_according(sentence: SentenceChunks, at: int) -> int:
    """Where the source begins behind "according to": behind the verb of "وفق ما أعلنت", the preposition of "как сообщили в"."""
    following = sentence.chunks[at + 1 : at + 2]
    if following and (following[0].symbol == SAYS or _is_inside_of(sentence, following[0])):
        return at + 2
    return at + 1


def _speaks_inside(sentence: SentenceChunks, at: int) -> tuple[int, int] | None:
    """The chunks of the house in which several speak: "…, сообщили в полиции"."""
    chunks = sentence.chunks
    if (
        at + 2 >= len(chunks)
        or not _is_inside_of(sentence, chunks[at + 1])
        or at
        and chunks[at - 1].symbol not in COMMA_END_CLOSE
    ):
        return None
    stop = _right_end(sentence, at + 2)
    return (at + 2, stop) if stop > at + 2 else None


def _is_inside_of(sentence: SentenceChunks, chunk: Chunk) -> bool:
    return sentence.said(chunk) in sentence.lexicon.words("speech", "impersonal_in")


def _subject_behind(sentence: SentenceChunks, at: int) -> int:
    """Where the subject behind a verb of speech begins: past a day and a listener ("informó el lunes a la prensa el alcalde")."""
    chunks = sentence.chunks
    first = at + 1
    while first < len(chunks):
        symbols = "".join(chunk.symbol for chunk in chunks[first : first + 4])
        found = BEFORE_SUBJECT.match(symbols)
        if found is None:
            break
        first += found.end()
    return first


def _says_that(sentence: SentenceChunks, at: int) -> bool:
    """Whether what was said follows at once, as in "Añadió que …": who says it is whoever spoke last."""
    after = at + 1
    while after < len(sentence.chunks) and sentence.chunks[after].symbol in ADVERB_OR_DATE:
        after += 1
    if after >= len(sentence.chunks):
        return False
    return sentence.tokens[sentence.chunks[after].first].lower in sentence.lexicon.words("speech", "complementisers")


def _at_the_end(sentence: SentenceChunks, left: int, at: int) -> int | None:
    """Where the subject of a cue begins that ends its clause with no comma before it: "the raid killed nine an NGO said"."""
    chunks = sentence.chunks
    after = at + 1
    while after < len(chunks) and chunks[after].symbol in ADVERB_OR_DATE:
        after += 1
    if after < len(chunks) and chunks[after].symbol not in COMMA_OR_END:
        return None
    if left and chunks[left - 1].symbol in COMMA_OR_END or not any(c.symbol in CLAUSE_VERBS for c in chunks[:at]):
        return None
    first = at
    while first and chunks[first - 1].symbol in HAVE_OR_ADVERB:
        first -= 1
    seen = False
    while first > 0:
        symbol = chunks[first - 1].symbol
        if symbol in PERSONS_OR_PRONOUN and seen and chunks[first].symbol not in OF_WORD_POSSESSIVE:
            break
        if symbol not in SHORT_SUBJECT:
            break
        seen = seen or symbol in NOUNS
        first -= 1
        if symbol in (ARTICLE, PEOPLE):
            break
    return first if seen and first and first < at else None


def _is_noun(sentence: SentenceChunks, at: int) -> bool:
    """As in "amid reports that", "the claims": no verb, and so nobody's."""
    word = sentence.tokens[sentence.chunks[at].first].lower
    alone = sentence.chunks[at].stop - sentence.chunks[at].first == 1
    if not alone or word not in sentence.lexicon.words("speech", "nouns") or not at:
        return False
    before = at - 1
    while before > 0 and at - before < REACH_OF_PREPOSITION and sentence.chunks[before].symbol == WORD:
        before -= 1
    return sentence.chunks[at - 1].symbol == ARTICLE or sentence.chunks[before].symbol in PREPOSITION_OF_BY


def _accuses_nobody(sentence: SentenceChunks, at: int) -> bool:
    """As in "two accused clerks": a participle, and so no speech."""
    word = sentence.tokens[sentence.chunks[at].first].lower
    after = sentence.chunks[at + 1 : at + LONGEST_NAME]
    return word in sentence.lexicon.words("speech", "needs_of") and not any(chunk.symbol == OF for chunk in after)


def _is_listened_to(sentence: SentenceChunks, at: int) -> bool:
    """As in "told AFP": who stands after the verb listens."""
    chunk = sentence.chunks[at]
    words = sentence.said(chunk)
    return words in sentence.lexicon.words("speech", "listener")


def _verbs_between(sentence: SentenceChunks, left: int, at: int) -> int | None:
    """Where the verb stands that governs the cue, as in "the front has called us to report": what lies between holds no speaker.
    None where the cue is the verb of its own subject.
    """
    chunks, lexicon = sentence.chunks, sentence.lexicon
    if left >= at or sentence.tokens[chunks[at].first - 1].lower not in lexicon.words("grammar", "infinitive"):
        return None
    verb = left
    while verb > 0 and chunks[verb - 1].symbol in SHORT_VERB_GROUP:
        verb -= 1
    if verb < left:
        return verb
    return next((k for k in range(left, at) if chunks[k].symbol in ANY_VERB), None)


def _shared_subject(sentence: SentenceChunks, at: int, last: Span | None) -> Span | None:
    """As in "Venn named the victims and said …": a cue right after "and" has the speaker of the cue before it."""
    index = at - 1
    while index >= 0 and sentence.chunks[index].symbol == ADVERB:
        index -= 1
    if index < 1 or sentence.chunks[index].symbol != AND or last is None or not sentence.span.holds(last):
        return None
    return last


def _inverted(text: str, sentence: SentenceChunks, at: int, first: int, stop: int) -> bool:
    """As in "…, said Ada Lund": the cue stands after a quotation or a comma, and its subject ends the clause."""
    chunks = sentence.chunks
    if stop <= first or at == 0 or _is_listened_to(sentence, at):
        return False
    if text[max(0, chunks[at].span.start - 8) : chunks[at].span.start].rstrip()[-1:] in QUOTE_ENDS:
        return chunks[first].symbol != PRONOUN or stop == len(chunks) or chunks[stop].symbol in COMMA_OR_END
    ends = stop >= len(chunks) or chunks[stop].symbol in AFTER_SPEECH and not any(c.symbol in VERBS for c in chunks[stop:])
    return chunks[at - 1].symbol == COMMA and ends and any(c.symbol in PERSON_WORDS for c in chunks[first:stop])


def _passive(sentence: SentenceChunks, at: int) -> bool:
    """As in "it was reported", "is said to be", "se registraron": the source is not named."""
    chunks = sentence.chunks
    index = at - 1
    while index >= 0 and chunks[index].symbol == ADVERB:
        index -= 1
    return index >= 0 and (
        chunks[index].symbol == BE or sentence.said(chunks[index]) in sentence.lexicon.words("speech", "reflexive")
    )


def _left_start(sentence: SentenceChunks, at: int) -> int:
    """The first chunk of the noun phrase that ends just before the cue."""
    chunks = sentence.chunks
    index = at - 1
    while index >= 0 and chunks[index].symbol in HAVE_GROUP:
        index -= 1
    if index >= 0 and chunks[index].symbol == CLOSE:
        index = _before_bracket(sentence, index)
    if index >= 0 and chunks[index].symbol == COMMA:
        opening = index - 1
        while opening >= 0 and chunks[opening].symbol not in COMMA_OR_END:
            opening -= 1
        if opening <= 0 or chunks[opening].symbol == END or index - opening > LONGEST_NAME:
            return index + 1
        index = opening - 1
        aside = True
    else:
        aside = False
    first = index + 1
    while index >= 0 and first - index <= LONGEST_NAME:
        symbol = chunks[index].symbol
        if (
            symbol in SPEECH_BOUNDARY
            or symbol in HARMED_SUBJECT
            and not aside
            or symbol == COMMA
            or symbol == RELATIVE
            and index < at - 1
        ):
            break
        if symbol == AND and any(c.symbol in COORDINATED_VERBS for c in chunks[:index]):
            break
        if symbol == DATE and index == 0:
            break
        index -= 1
    start = index + 1
    while start < at and chunks[start].symbol in BEFORE_NOUN:
        start += 1
    return start


def phrase_before(sentence: SentenceChunks, at: int) -> Span | None:
    """The noun phrase that ends just before the chunk `at`."""
    while at > 0 and sentence.chunks[at - 1].symbol in BE_GROUP:
        at -= 1
    return _phrase(sentence, _left_start(sentence, at), at)


def phrase_after(sentence: SentenceChunks, at: int) -> Span | None:
    """The noun phrase that begins at the chunk `at`."""
    return _phrase(sentence, at, _right_end(sentence, at))


def _phrase(sentence: SentenceChunks, first: int, stop: int) -> Span | None:
    if first >= stop or not any(chunk.symbol in NOUNS for chunk in sentence.chunks[first:stop]):
        return None
    return sentence.chunks[first].span.join(sentence.chunks[stop - 1].span)


def _before_bracket(sentence: SentenceChunks, at: int) -> int:
    """The chunk before the bracket that closes at `at`."""
    index = at
    while index > 0 and at - index < LONGEST_NAME and sentence.chunks[index].symbol != OPEN:
        index -= 1
    return index - 1 if sentence.chunks[index].symbol == OPEN else at


def _right_end(sentence: SentenceChunks, at: int) -> int:
    """The index after the noun phrase that begins at `at`: a name with its titles, "a spokesman for the army"."""
    chunks = sentence.chunks
    index = at
    seen = False
    while index < len(chunks) and index - at < LONGEST_NAME:
        symbol = chunks[index].symbol
        if symbol in NOUN_PHRASE:
            seen = True
        elif symbol in OF_OR_PREPOSITION and seen and index + 1 < len(chunks) and chunks[index + 1].symbol in AFTER_PREPOSITION:
            if (
                symbol == PREPOSITION
                and chunks[index + 1].symbol in ARTICLE_OR_WORD
                and any(c.symbol == NAME for c in chunks[at:index])
            ):
                break
        elif symbol in NOUN_JOINTS or (
            symbol == AND and seen and index + 1 < len(chunks) and chunks[index + 1].symbol in AFTER_AND
        ):
            pass
        else:
            break
        index += 1
    while index > at and chunks[index - 1].symbol in AFTER_NOUN:
        index -= 1
    return index if seen else at


def _speaker(sentence: SentenceChunks, first: int, stop: int, mentions: Mentions) -> Span | None:
    """The speaker's span; a pronoun stands for the last one named; None where the source is hidden."""
    chunks, lexicon = sentence.chunks[first:stop], sentence.lexicon
    while chunks and chunks[-1].symbol in HAVE_GROUP_COMMA:
        chunks = chunks[:-1]
    while chunks and chunks[0].symbol in BEFORE_SPEAKER:
        chunks = chunks[1:]
    if not chunks or chunks[0].symbol == PARTICIPLE and not any(c.symbol in PERSONS_COUNTED for c in chunks):
        return None  # a run of verbs and what goes with them holds nobody who speaks
    span = chunks[0].span.join(chunks[-1].span)
    words = [token.lower for token in sentence.tokens if span.start <= token.start < span.end]
    if " ".join(words) in lexicon.words("speech", "hidden") and words[0] not in lexicon.words("speech", "pronouns"):
        return None
    if words and all(word in lexicon.words("speech", "pronouns") or word in ("who", "which") for word in words):
        personal = words[0] in lexicon.words("speech", "pronouns_person")
        return mentions.of_pronoun(personal=personal) or (span if personal else None)
    return span
