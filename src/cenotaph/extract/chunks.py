"""Turns a sentence into a string of one-letter chunks that the clause patterns run over.

The alphabet is that of `symbols`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.doers import is_doer
from cenotaph.extract.groups import NounGroup, bare_single, read_noun_group, single_after_owner
from cenotaph.extract.heads import person_words
from cenotaph.extract.named_things import is_called_a_thing
from cenotaph.extract.symbols import (
    ADVERB,
    CLOSE,
    COMMA,
    DATE,
    END,
    NAME,
    OPEN,
    PARTICIPLE,
    PAST,
    PEOPLE,
    PEOPLE_OR_NAME,
    PEOPLE_OR_PLURAL,
    PLURAL,
    VICTIMS,
    WORD,
    letters,
)
from cenotaph.model import CountRange, Span
from cenotaph.text import DateMatch, Lexicon, Token, match_count
from cenotaph.text.lexicon import Entry

__all__ = ["Chunk", "all_capitals", "chunk_sentence", "dashed_symbols", "name_at", "symbols_of"]

HARM_SYMBOLS = {kind: letters(name) for kind, name in {
    "active": "active", "past": "past", "attributive": "past", "intransitive": "intransitive", "state": "state", "nominal": "act",
    "nominal_owned": "owned-act",
    "toll": "toll", "fate": "fate",
}.items()}  # fmt: skip
GRAMMAR_SYMBOLS = {kind: letters(name) for kind, name in {
    "parts": "including", "breakdown_heads": "the-dead-were", "partitive": "of-whom", "be": "be", "have": "have", "do": "have",
    "negators": "not", "modal": "modal", "possible": "modal", "hypothetical": "hypothetical", "fearing": "feared",
    "feared": "feared",
    "relatives": "relative", "conjunctions": "and", "of": "of", "by": "by", "agent_cues": "by", "prepositions": "preposition",
    "clause_openers": "end", "self": "self", "pronouns": "pronoun", "adverbs": "adverb", "determiners": "article",
    "possessive": "possessive", "anaphoric": "article", "indefinite": "article", "definite_single": "article",
}.items()}  # fmt: skip
MARKS = {",": COMMA, "(": OPEN, ")": CLOSE, "[": OPEN, "]": CLOSE}
MARKS |= dict.fromkeys(("،", "、"), COMMA)
MARKS |= dict.fromkeys((";", ":", ".", "?", "!", "--", "—", "–", "؛", "؟", "۔"), END)
QUOTATION_MARKS = '“”"„«»'
DASHES = frozenset(("-", "--", "—", "–"))
LONGEST_CLITIC = 2  # letters: 'd, 's, 'll
MOST_PARTICLES = 3  # "de la", "de los", "y de la"
MOST_NAME_WORDS = 7  # Arabic chains of five, with a title before and a particle between


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its symbol, the tokens [first, stop) it covers, its span, and what it holds. `name` is the name alone where
    the chunk begins with a description ("the 34-year-old teacher Ada Lund").
    """

    symbol: str
    first: int
    stop: int
    span: Span
    harm: str = ""
    kind: str = ""
    group: NounGroup | None = None
    name: Span | None = None
    date: DateMatch | None = None

    @property
    def is_plain_name(self) -> bool:
        """Whether it is a name without a count of people before it."""
        return self.symbol == NAME and (self.group is None or self.group.count is None)


def symbols_of(chunks: Sequence[Chunk]) -> str:
    """The symbols in a row, as the patterns see them."""
    return "".join(chunk.symbol for chunk in chunks)


def dashed_symbols(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> str:
    """The symbols in a row, dashes told from the ends of clauses."""
    symbols = symbols_of(chunks)
    if END not in symbols:
        return symbols
    return "".join(
        letters("dash") if symbol == END and tokens[chunk.first].text in DASHES else symbol
        for symbol, chunk in zip(symbols, chunks, strict=True)
    )


def chunk_sentence(tokens: Sequence[Token], lexicon: Lexicon, dates: Sequence[DateMatch]) -> list[Chunk]:
    """The chunks of one sentence. Quotation marks are left out: who speaks is not the business of the clause."""
    by_first = {date.first: date for date in dates}
    blocked = frozenset(k for date in dates for k in range(date.first, date.stop))
    capitals = all_capitals(tokens)
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        chunk = _chunk_at(tokens, at, lexicon, by_first, blocked, capitals)
        if chunk.symbol:
            chunks.append(_as_doer(chunk, chunks, tokens, lexicon))
        at = chunk.stop
    return chunks


def _as_doer(chunk: Chunk, before: Sequence[Chunk], tokens: Sequence[Token], lexicon: Lexicon) -> Chunk:
    """The chunk; a plain word where it stands behind a participle in the case of those who did it."""
    if not before or before[-1].symbol != PAST or chunk.symbol not in PEOPLE_OR_NAME:
        return chunk
    words = [token.lower for token in tokens[chunk.first : chunk.stop]]
    return replace(chunk, symbol=WORD, group=None, name=None) if is_doer(words, lexicon, named=chunk.symbol == NAME) else chunk


def all_capitals(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word is in capitals, so that a capital tells nothing of a name."""
    words = [token.text for token in tokens if token.is_word and len(token.text) > 2]
    return bool(words) and sum(word.isupper() for word in words) > 0.8 * len(words)


def _chunk_at(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, by_first: dict[int, DateMatch], blocked: frozenset[int], capitals: bool
) -> Chunk:
    def made(symbol: str, stop: int, **more: object) -> Chunk:
        return Chunk(symbol, at, stop, Span(tokens[at].start, tokens[stop - 1].end), **more)  # type: ignore[arg-type]

    if at in by_first:
        return made(DATE, by_first[at].stop, date=by_first[at])
    token = tokens[at]
    mark = _mark(token)
    if mark is not None:
        return made(mark, at + 1)
    grammar = lexicon.phrases("grammar").match(tokens, at)
    if grammar and grammar[0].kind in ("parts", "breakdown_heads"):
        return made(GRAMMAR_SYMBOLS[grammar[0].kind], grammar[1], kind=grammar[0].kind)
    named = name_at(tokens, at, lexicon, blocked, capitals)
    counted = _counted_chunk(tokens, at, named, lexicon, blocked, capitals)
    harm = lexicon.phrases("harms").match(tokens, at)
    if counted is not None and not (harm and _tells_more(counted, harm[1])):
        return counted
    if harm and harm[0].kind in HARM_SYMBOLS and (not grammar or harm[1] >= grammar[1]):
        return made(HARM_SYMBOLS[harm[0].kind], harm[1], harm=harm[0].value, kind=harm[0].kind)
    if harm and harm[0].kind in ("toll_verbs", "fate_unknown") and not grammar:
        return made(letters("toll-verb" if harm[0].kind == "toll_verbs" else "unknown"), harm[1], kind=harm[0].kind)
    if named:
        thing = is_called_a_thing(tokens, named, lexicon)
        return made(WORD, named) if thing else _named_chunk(tokens, at, named, lexicon, blocked)
    return _other_chunk(tokens, at, lexicon, blocked, grammar)


def _tells_more(counted: Chunk, stop: int) -> bool:
    """Whether a phrase of harm up to `stop` reads more than the people it begins with: "жертвами … стали", "sin hogar"."""
    nobody = counted.group is not None and counted.group.count is not None and counted.group.count.high == 0
    return stop > counted.stop if counted.symbol == PLURAL else nobody and stop >= counted.stop


def _mark(token: Token) -> str | None:
    """The symbol of a mark; "" for a quotation mark, which is no part of the clause, None for a word."""
    if token.text in MARKS:
        return MARKS[token.text]
    return END if "://" in token.text else "" if token.text in QUOTATION_MARKS else None


def _other_chunk(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], grammar: tuple[Entry, int] | None
) -> Chunk:
    """A word of grammar or of speech, one person without an article, an adverb, a participle, or another word."""

    def made(symbol: str, stop: int, kind: str = "", group: NounGroup | None = None) -> Chunk:
        return Chunk(symbol, at, stop, Span(tokens[at].start, tokens[stop - 1].end), kind=kind, group=group)

    token = tokens[at]
    speech = lexicon.phrases("speech").match(tokens, at)
    if grammar and (not speech or grammar[1] >= speech[1]):
        return made(_grammar_symbol(grammar[0].kind), grammar[1], kind=grammar[0].kind)
    if speech and speech[0].kind in ("said", "said_again", "denied", "according", "counting"):
        return made(letters("counts" if speech[0].kind == "counting" else "says"), speech[1], kind=speech[0].kind)
    bare = bare_single(tokens, at, lexicon, blocked)
    if bare is not None:
        return made(WORD, bare.stop, group=bare)
    if speech and speech[0].kind == "no_speech":
        return made(PARTICIPLE, speech[1])
    if _is_adverb(tokens, at, lexicon):
        return made(ADVERB, at + 1, kind="adverbs")
    if token.is_word and token.lower.endswith(tuple(lexicon.lists["grammar"]["participle_endings"])) and len(token.text) > 4:
        return made(PARTICIPLE, at + 1)
    return made(WORD, at + 1)


def _counted_chunk(
    tokens: Sequence[Token], at: int, named: int, lexicon: Lexicon, blocked: frozenset[int], capitals: bool
) -> Chunk | None:
    """A noun group with a number, and the name that may follow it; unless a name that begins here goes further."""
    group = read_noun_group(tokens, at, lexicon, blocked)
    if group is None or group.symbol == PLURAL and named >= group.stop:
        return None
    after = _name_after(tokens, group, lexicon, blocked, capitals)
    if after:
        whole = Span(group.span.start, tokens[after - 1].end)
        described = tokens[at].lower in lexicon.words("grammar", "determiners") or tokens[at].text[0].isdigit()
        name = Span(tokens[group.stop].start, whole.end) if described else None
        held = NounGroup(NAME, after, whole, group.count, group.groups, head=group.head)
        return Chunk(NAME, at, after, whole, group=held, name=name)
    symbol = VICTIMS if group.symbol == PEOPLE and group.head in lexicon.words("persons", "victim_heads") else group.symbol
    return Chunk(symbol, at, group.stop, group.span, harm=group.harm, group=group)


def _named_chunk(tokens: Sequence[Token], at: int, named: int, lexicon: Lexicon, blocked: frozenset[int]) -> Chunk:
    """A name, or what is called by the name of another, as in "Ada Lund's son", "a Venn College student"."""
    owned = _owned(tokens, named, lexicon, blocked) or _called_after(tokens, named, lexicon, blocked)
    if owned is None:
        span = Span(tokens[at].start, tokens[named - 1].end)
        return Chunk(NAME, at, named, span, group=_name_group(tokens, at, named, lexicon))
    span = Span(tokens[at].start, tokens[owned.stop - 1].end)
    group = NounGroup(PEOPLE, owned.stop, span, CountRange(1, 1), owned.groups, head=owned.head)
    return Chunk(PEOPLE, at, owned.stop, span, group=group)


def _is_adverb(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """By its ending; but "the assembly of …" is a noun: an article before it and nothing it could modify after it."""
    token = tokens[at]
    if (
        not token.is_word
        or token.is_capital
        and not token.text.isupper()
        or not token.lower.endswith(tuple(lexicon.lists["grammar"]["adverb_endings"]))
    ):
        return False
    before = tokens[at - 1].lower if at else ""
    after_article = before in lexicon.words("grammar", "determiners") or before in lexicon.words("grammar", "possessive")
    followed = at + 1 < len(tokens) and tokens[at + 1].is_word and lexicon.phrases("grammar").match(tokens, at + 1) is None
    return not after_article or followed


def _owned(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """After a name, "'s driver": one person, told by whose."""
    if at + 1 >= len(tokens) or tokens[at].lower not in lexicon.words("grammar", "possessive"):
        return None
    group = single_after_owner(tokens, at + 1, lexicon, blocked)
    return group if group is not None and not group.harm else None


def _called_after(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """Right after a name, one person of that place or house: "Venn College student", with no name of their own behind it."""
    if at >= len(tokens) or tokens[at].is_capital or tokens[at].lower not in person_words(lexicon).singular:
        return None
    group = single_after_owner(tokens, at, lexicon, blocked)
    named_too = group is not None and group.stop < len(tokens) and tokens[group.stop].is_capital
    return None if group is None or group.harm or named_too else group


def _grammar_symbol(kind: str) -> str:
    return GRAMMAR_SYMBOLS.get(kind, WORD)


def name_at(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], capitals: bool) -> int:
    """The index after a run of name words that begins at `at`, or 0."""
    stop = at
    inside = lexicon.words("names", "inside")
    while stop < len(tokens) and stop - at < MOST_NAME_WORDS and stop not in blocked:
        if stop > at + 1 and tokens[stop].lower == tokens[at].lower:
            break  # a heading and the line after it that begins with the same name
        if _name_word(tokens, stop, lexicon, capitals, first=stop == at):
            stop += 1
        elif (
            stop > at
            and (past := _past_particles(tokens, stop, inside))
            and _name_word(tokens, past, lexicon, capitals, first=False)
        ):
            stop = past + 1
        elif stop > at and _is_grade(tokens, stop) and _name_word(tokens, stop + 2, lexicon, capitals, first=False):
            stop += 3
        elif (
            stop > at
            and tokens[stop].text == "."
            and (len(tokens[stop - 1].text) == 1 or tokens[stop - 1].lower in lexicon.words("abbreviations", "never_final"))
        ):
            stop += 1
        else:
            break
    people = person_words(lexicon)
    if at == 0 and stop == 1 and not capitals and lexicon.lists["names"]["one_word_at_start"] != "true":
        listed = len(tokens) > 2 and tokens[1].lower in lexicon.words("grammar", "conjunctions") and tokens[2].is_capital
        return stop if listed else 0
    if capitals and stop > at and tokens[stop - 1].lower.endswith("s") and _is_counted(tokens, at, lexicon, blocked):
        return 0  # "EIGHT U.S. FLAGS": what is counted is no name, whatever it is
    only_titles = all(token.lower in people.singular for token in tokens[at:stop])
    return stop if stop > at and not (capitals and only_titles) else 0


def _past_particles(tokens: Sequence[Token], at: int, inside: frozenset[str]) -> int:
    """The index after the small words inside a name that begin at `at` ("de", "de la", "dit"), 0 where there are none or nothing
    follows.
    """
    stop = at
    while stop < min(len(tokens), at + MOST_PARTICLES) and tokens[stop].lower in inside and not tokens[stop].is_capital:
        stop += 1
    return stop if at < stop < len(tokens) else 0


def _is_grade(tokens: Sequence[Token], at: int) -> bool:
    """As in "Petty Officer 1st Class": a number that is part of a rank."""
    return (
        tokens[at].text.isdigit() and at + 2 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].is_word
    )


def _is_counted(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> bool:
    """Whether a number of two or more stands right before."""
    if not at or at - 1 in blocked:
        return False
    number = match_count(tokens, at - 1, lexicon)
    return number is not None and number.stop == at and number.count.high != 1


def _name_word(tokens: Sequence[Token], at: int, lexicon: Lexicon, capitals: bool, *, first: bool) -> bool:
    token = tokens[at]
    if not first and not capitals and _has_article(token, lexicon):
        return True
    if token.is_word and token.text[0].upper() == token.text[0].lower():
        return _caseless_name_word(token, lexicon, first=first)
    if not token.is_word or not token.is_capital or len(token.text) < 2 and first:
        return False
    people = person_words(lexicon)
    if lexicon.phrases("grammar").match(tokens, at) and not (
        not first and not capitals and token.lower in lexicon.words("names", "inside")
    ):
        return False
    if token.lower in lexicon.words("dates", "months") - lexicon.words(
        "dates", "ambiguous_months"
    ) or token.lower in lexicon.words("dates", "weekdays"):
        return False
    if lexicon.phrases("numerals").match(tokens, at) or lexicon.phrases("speech").match(tokens, at) and capitals:
        return False
    cue = lexicon.phrases("harms").match(tokens, at)
    if cue is not None and (capitals or cue[0].kind != "toll_verbs"):
        return False
    if token.lower in people.never and (first or capitals):
        return False
    if token.lower in people.plural and token.lower not in people.singular:
        return False
    if capitals:
        endings = tuple(lexicon.lists["names"]["never_endings"])
        return token.lower not in people.modifiers and not token.lower.endswith(endings)
    return not first or not _is_common(token.lower, lexicon.words("names", "common_capitals"))


def _caseless_name_word(token: Token, lexicon: Lexicon, *, first: bool) -> bool:
    """In a script without capitals a name begins with a listed given name, and goes on with words that no list holds."""
    if token.lower in lexicon.words("names", "given"):
        return True
    joined = token.lower[:1] in lexicon.words("names", "never_begins")
    return not first and not joined and not lexicon.knows(token.lower)


def _has_article(token: Token, lexicon: Lexicon) -> bool:
    """As in "al-Najjar": a name written together with its article."""
    article, joint, rest = token.text.partition("-")
    return bool(joint) and rest[:1].isupper() and article in lexicon.words("names", "articles")


def _is_common(word: str, common: frozenset[str]) -> bool:
    """Whether it is no name for all its capital: "It", and "I'd", "She's" with what is written together with it."""
    stem, _, rest = word.replace("’", "'").partition("'")
    return word in common or stem in common and 0 < len(rest) <= LONGEST_CLITIC


def _name_after(tokens: Sequence[Token], group: NounGroup, lexicon: Lexicon, blocked: frozenset[int], capitals: bool) -> int:
    """A name right after a single person's title or trade ("Mayor Ada Lund", "policeman Oro"): the index after it, or 0."""
    if group.symbol not in PEOPLE_OR_PLURAL or group.stop >= len(tokens) or group.count is not None and group.count.high != 1:
        return 0
    if group.symbol == PLURAL and group.head not in person_words(lexicon).singular:
        return 0
    return name_at(tokens, group.stop, lexicon, blocked, capitals)


def _name_group(tokens: Sequence[Token], at: int, stop: int, lexicon: Lexicon) -> NounGroup:
    from_titles: list[str] = []
    people = person_words(lexicon)
    for token in tokens[at:stop]:
        group = people.singular.get(token.lower, "")
        if group and token.lower not in lexicon.words("names", "name_titles"):
            from_titles.append(group)
    return NounGroup(NAME, stop, Span(tokens[at].start, tokens[stop - 1].end), None, tuple(dict.fromkeys(from_titles)))
