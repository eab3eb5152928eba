"""The people a document names: every place where a name stands, put together by whom it means.

A full name opens somebody; a surname alone, or a given name alone, means the last one opened before who bears it. Says nothing of
what became of anybody, nor whether a name is a person's at all: that is for `people`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from cenotaph.extract.chunks import name_at
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.model import Span
from cenotaph.text import Lexicon, Token, fold

__all__ = ["Appearance", "Somebody", "find_headlines", "find_somebodies", "in_capitals", "is_aged", "trim_name"]

LONG = 4  # letters of a word that headlines capitalise
MOSTLY = 0.7  # of its long words, from which on a line capitalises as headlines do
OPENING, CLOSING = ("“", '"', "‘", "'", "(", "«"), ("”", '"', "’", "'", ")", "»")  # around a nickname
MOST_SOMEBODIES = 400  # names of one document that are looked at: bounds the time in a text of names only


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a name stands: tokens [first, stop) of its sentence, and the words of the name, folded, without titles."""

    sentence: SentenceChunks
    first: int
    stop: int
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        """Where the name stands, titles left out."""
        return Span(self.sentence.tokens[self.first].start, self.sentence.tokens[self.stop - 1].end)


@dataclass(slots=True, eq=False)
class Somebody:
    """All appearances of one name, in text order; the fullest is what it is called by."""

    appearances: list[Appearance] = field(default_factory=list)
    _fullest: Appearance | None = None

    def add(self, one: Appearance) -> None:
        """Another appearance, the last so far."""
        self.appearances.append(one)
        if self._fullest is not None and len(one.words) > len(self._fullest.words):
            self._fullest = one

    def sort(self) -> None:
        """Put the appearances in text order."""
        self.appearances.sort(key=lambda one: one.span.start)
        self._fullest = None

    @property
    def fullest(self) -> Appearance:
        """The first appearance of the most words; remembered, for it is asked for with every name of a text."""
        if self._fullest is None:
            self._fullest = max(self.appearances, key=lambda one: len(one.words))
        return self._fullest

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the fullest name, folded."""
        return self.fullest.words


def in_capitals(sentences: Sequence[SentenceChunks]) -> bool:
    """Whether a whole text is in capitals, so that they tell of no name."""
    return sum(sentence.capitals for sentence in sentences) > MOSTLY * len(sentences)


def find_headlines(sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> frozenset[int]:
    """The numbers of the lines that capitalise whatever they can, as headlines do; none where the whole text is in capitals."""
    if in_capitals(sentences):
        return frozenset()
    common = _common_words(lexicon)
    return frozenset(sentence.number for sentence in sentences if _is_headline(sentence.tokens, common))


def _is_headline(tokens: Sequence[Token], common: frozenset[str]) -> bool:
    """Whether most long words have capitals, and among them one that is no name: a row of names has none such."""
    long = [token.text[0].isupper() for token in tokens if len(token.text) >= LONG and token.text[0].isalpha()]
    if len(long) < 3 or sum(long) <= MOSTLY * len(long):
        return False
    return any(token.text[0].isupper() and token.lower in common for token in tokens[1:])


@cache
def _common_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that only a headline capitalises: of harm, for people, of grammar."""
    people = person_words(lexicon)
    words = lexicon.phrases("harms").first_words() | people.singular.keys() | people.plural.keys()
    words |= lexicon.words("grammar", "be") | lexicon.words("places", "prepositions") | lexicon.words("naming", "identify")
    return frozenset(words) - lexicon.words("known_names", "given")


def find_somebodies(sentences: Sequence[SentenceChunks], headlines: frozenset[int], lexicon: Lexicon) -> list[Somebody]:
    """Whoever the document names by two words or more outside of its `headlines`, in the order of their first full name."""
    found = [one for sentence in sentences for one in _names_in(sentence, lexicon)]
    somebodies: list[Somebody] = []
    by_word: dict[str, list[Somebody]] = defaultdict(list)
    for one in found:
        if len(one.words) < 2 or one.sentence.number in headlines:
            continue
        home = next((s for s in reversed(by_word[one.words[-1]]) if _is_one(s.words, one.words)), None)
        if home is None:
            if len(somebodies) >= MOST_SOMEBODIES:
                break
            home = Somebody()
            somebodies.append(home)
        home.add(one)
        for word in one.words:
            if home not in by_word[word]:
                by_word[word].append(home)
    for one in found:
        if len(one.words) == 1 or one.sentence.number in headlines:
            _take_short(one, by_word)
    for somebody in somebodies:
        somebody.sort()
    return somebodies


def _take_short(one: Appearance, by_word: dict[str, list[Somebody]]) -> None:
    """A surname or a given name alone, or a name in a headline, means the last bearer named before it, else the first after."""
    bearers = [s for s in by_word.get(one.words[-1], ()) if s.words[-1] == one.words[-1] or s.words[0] == one.words[-1]]
    if len(one.words) > 1:
        bearers = [s for s in bearers if _is_one(s.words, one.words)]
    before = [s for s in bearers if s.appearances[0].span.start < one.span.start]
    if before or bearers:
        (before[-1] if before else bearers[0]).add(one)


def _is_one(known: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: one inside the other, or one surname and one given name or initial."""
    if set(known) <= set(other) or set(other) <= set(known):
        return True
    return known[-1] == other[-1] and (
        known[0] == other[0] or min(len(known[0]), len(other[0])) == 1 and known[0][0] == other[0][0]
    )


def _names_in(sentence: SentenceChunks, lexicon: Lexicon) -> Iterator[Appearance]:
    tokens = sentence.tokens
    blocked = frozenset(k for date in sentence.dates for k in range(date.first, date.stop))
    done = 0
    for at in [k for k, token in enumerate(tokens) if token.text[0].isupper()]:
        if at < done or at in blocked:
            continue
        stop = name_at(tokens, at, lexicon, blocked, sentence.capitals)
        if stop and not sentence.capitals:
            stop = _past_surname(tokens, at, stop, lexicon)
        made = trim_name(sentence, at, stop, lexicon) if stop else None
        if made is not None:
            yield made
            stop = max(stop, made.stop)
        done = stop


def _past_surname(tokens: Sequence[Token], at: int, stop: int, lexicon: Lexicon) -> int:
    """Past a surname that is a word of another kind too, behind a given name: "Ada Burns", "Ivo Young"; and past a nickname that
    stands between the two: "Ada “Fay” Lund".
    """
    given = lexicon.words("known_names", "given")
    if stop - at == 1 and tokens[at].lower in given and stop < len(tokens) and _could_be_surname(tokens[stop]):
        return stop + 1
    closed = stop + 2
    marked = closed + 1 < len(tokens) and tokens[stop].text in OPENING and tokens[closed].text in CLOSING
    if marked and tokens[stop + 1].is_capital and _could_be_surname(tokens[closed + 1]):
        return closed + 2
    return stop


def _could_be_surname(token: Token) -> bool:
    return token.is_word and token.is_capital and not token.text.isupper() and len(token.text) > 1


@cache
def _titles(lexicon: Lexicon, *, two: bool) -> frozenset[str]:
    """Titles, offices and trades, which stand before a name and are none of it; of two words the first may be a given name
    ("Hunter Lund").
    """
    offices = lexicon.words("names", "name_titles") | lexicon.words("naming", "officials")
    found = offices | person_words(lexicon).singular.keys()
    return found - lexicon.words("known_names", "given") if two else found


def trim_name(sentence: SentenceChunks, first: int, stop: int, lexicon: Lexicon) -> Appearance | None:
    """The name in a run of capitalised words: without the titles and trades before it, with "Jr." behind its comma."""
    tokens, titles = sentence.tokens, _titles(lexicon, two=stop - first == 2)
    suffixes = lexicon.words("naming", "suffixes")
    opens = [k for k in range(first, stop) if tokens[k].lower in titles or is_aged(tokens[k].lower, lexicon)]
    first = max([first, *(k + 1 for k in opens if k < stop - 1)]) if opens != [first] or stop - first > 1 else stop
    while first < stop and not tokens[first].is_word:
        first += 1
    cut = next((k for k in range(first + 1, stop) if tokens[k].lower in lexicon.words("naming", "outside")), stop)
    stop = cut if cut - first > 1 else stop
    if first >= stop:
        return None
    if stop + 1 < len(tokens) and tokens[stop].text == "," and tokens[stop + 1].lower in suffixes:
        stop += 2
    if stop < len(tokens) and tokens[stop].lower in suffixes:
        stop += 1
    if stop < len(tokens) and tokens[stop].text == "." and tokens[stop - 1].lower in suffixes:
        stop += 1
    words = tuple(fold(token.text) for token in tokens[first:stop] if token.is_word and token.lower not in suffixes)
    return Appearance(sentence, first, stop, words) if words else None


def is_aged(word: str, lexicon: Lexicon) -> bool:
    """As in "Thirty-one-year-old Ada Lund"."""
    return "-" in word and any(word.endswith(f"-{age}") for age in person_words(lexicon).ages if "-" in age)
