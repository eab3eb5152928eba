"""Who a pronoun or a bare surname means: the nearest mention before it that says more.

"he" never means "demonstrators"; a surname nobody wrote out before stays as it stands.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.extract.symbols import NAME
from cenotaph.model import Span
from cenotaph.text import Lexicon

__all__ = ["Mentions"]

MOST_BEARERS = 8  # mentions of a surname that are compared
MOST_LOOKED_AT = 200  # earlier names, the latest first: bounds the time in a text of names only


class Mentions:
    """The speakers named so far, and the names of the document by their words."""

    def __init__(self, text: str, sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> None:
        self._text = text
        self._sentences = sentences
        self._lexicon = lexicon
        self._joins = lexicon.words("grammar", "conjunctions")
        self._capitals = text.isupper()
        self._speakers: dict[str, list[Span]] = defaultdict(list)
        self._cut: dict[Span, list[str]] = {}
        self._with_word: dict[str, list[int]] | None = None
        self.last: Span | None = None
        self._person: Span | None = None

    def remember(self, speaker: Span | None, sentence: SentenceChunks) -> None:
        """A speaker has been named in `sentence` (or, for a pronoun, before it)."""
        if speaker is None:
            return
        self.last = speaker
        inside = [chunk for chunk in sentence.chunks if speaker.holds(chunk.span)]
        if not inside or any(c.symbol == NAME or c.group is not None and c.group.count is not None for c in inside):
            self._person = speaker
        for word in set(self._words(speaker)):
            if not self._speakers[word] or self._speakers[word][-1] != speaker:
                self._speakers[word].append(speaker)

    def of_pronoun(self, *, personal: bool) -> Span | None:
        """The last speaker, or for "he" and "she" the last who may be one person."""
        return self._person if personal else self.last

    def full(self, speaker: Span | None) -> Span | None:
        """The nearest earlier mention that says more of the same name, else the speaker as it stands.

        A surname that two people bear is that of the one who has spoken; where neither has, it stays a surname.
        """
        if speaker is None:
            return None
        words = self._words(Span(speaker.start, speaker.start + max(1, len(speaker.of(self._text).partition(",")[0]))))
        size = len(words)
        if size == 1 and not self._may_be_surname(speaker):
            return speaker
        described = size == 2 and words[0] in self._lexicon.words("grammar", "anaphoric")
        if described:
            words = words[1:]
        if len(words) != 1:
            return speaker
        spoke = next(self._fuller(reversed(self._speakers[words[0]]), words[0], size, speaker), None)
        if described:
            return spoke or speaker
        named = list(islice(self._fuller(self._names(words[0], speaker), words[0], size, speaker), MOST_BEARERS))
        if self._are_several(named):
            return spoke or speaker
        found = [span for span in (spoke, *named[:1]) if span is not None]
        return max(found, key=lambda span: (span.end, -span.start), default=speaker)

    def _are_several(self, names: Sequence[Span]) -> bool:
        """Whether names that share a surname are of several people: none of two given names is the other's."""
        given = [set(self._words(span)[:-1]) for span in names]
        return any(not (one & other) for n, one in enumerate(given) for other in given[:n] if one and other)

    def _may_be_surname(self, speaker: Span) -> bool:
        """Whether one word could be a person's or body's name: "police" says all it says, and so does "ISIL"."""
        word = speaker.of(self._text).strip(" .,")
        if not word[:1].isupper() or word.isupper() and len(word) > 1 and not self._capitals:
            return False
        people = person_words(self._lexicon)
        return word.lower() not in people.plural and word.lower() not in people.singular

    def _fuller(self, latest_first: Iterator[Span], word: str, size: int, speaker: Span) -> Iterator[Span]:
        """The mentions before the speaker that hold the word and say more, the latest first."""
        for span in islice(latest_first, MOST_LOOKED_AT):
            words = self._words(span)
            if span.end <= speaker.start and len(words) > size and word in words and not self._joins.intersection(words):
                yield span

    def _names(self, word: str, speaker: Span) -> Iterator[Span]:
        """Names before the speaker that hold the word, the latest first."""
        if self._with_word is None:
            self._with_word = defaultdict(list)
            for number, sentence in enumerate(self._sentences):
                for lower in {token.lower for token in sentence.tokens if token.is_capital}:
                    self._with_word[lower].append(number)
        for number in reversed(self._with_word.get(word, [])):
            sentence = self._sentences[number]
            if sentence.span.start < speaker.start:
                for chunk in reversed(sentence.chunks):
                    if chunk.symbol == NAME:
                        yield chunk.span

    def _words(self, span: Span) -> list[str]:
        words = self._cut.get(span)
        if words is None:
            words = self._cut[span] = self._cut_anew(span)
        return words

    def _cut_anew(self, span: Span) -> list[str]:
        titles = self._lexicon.words("names", "name_titles")
        if self._lexicon.has_clitics:
            cut = self._lexicon.tokenise(self._text, span.start, span.end)
            return [token.lower for token in cut if token.is_word and token.lower not in titles]
        plain = span.of(self._text).replace(".", " ").replace(",", " ").lower()
        return [word for word in plain.split() if word not in titles]
