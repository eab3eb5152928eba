"""Names that stand beside each other share what is said of them.

"Ada Lund, 34, Ivo Brandt and Edda Venn were killed" says it of all three, and a heading ("The victims:") of the names on the
lines below it.
"""

from collections.abc import Sequence
from functools import cache

from cenotaph.extract.appearances import Appearance, Somebody, in_capitals, is_aged
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.text import Lexicon, Token

__all__ = ["NameRows"]

BARE = 5  # words and marks beside the names of a line that does nothing but name people
LONGEST_BETWEEN = 12  # tokens between two names of one row: an age, a trade and a home


class NameRows:
    """The rows that the names of a document stand in."""

    def __init__(
        self,
        sentences: Sequence[SentenceChunks],
        somebodies: Sequence[Somebody],
        headlines: frozenset[int],
        lexicon: Lexicon,
    ) -> None:
        self._sentences = sentences
        self._lexicon = lexicon
        self.capitals = in_capitals(sentences)
        self._headlines = headlines
        self._ends: dict[int, tuple[int, int]] = {}
        self._mates: dict[int, tuple[Appearance, ...]] = {}
        self._between = _words_between(lexicon)
        by_sentence: dict[int, list[Appearance]] = {}
        for somebody in somebodies:
            for one in somebody.appearances:
                by_sentence.setdefault(one.sentence.number, []).append(one)
        for found in by_sentence.values():
            self._put_in_rows(sorted(found, key=lambda one: one.first))
        self._bare = {
            number
            for number, found in by_sentence.items()
            if len(sentences[number].tokens) - sum(one.stop - one.first for one in found) <= BARE
        }

    def in_headline(self, one: Appearance) -> bool:
        """Whether a name stands in a headline."""
        return one.sentence.number in self._headlines

    def row_of(self, one: Appearance) -> tuple[int, int]:
        """The tokens [first, stop) of its sentence that the row takes; those of the name where it stands alone."""
        return self._ends[id(one)]

    def row_with(self, one: Appearance) -> tuple[Appearance, ...]:
        """All names of its row, itself among them."""
        return self._mates.get(id(one), (one,))

    def heading_of(self, one: Appearance) -> SentenceChunks | None:
        """The line above lines that only name people, this one among them."""
        number = one.sentence.number
        if number not in self._bare:
            return None
        while number in self._bare:
            number -= 1
        return self._sentences[number] if number >= 0 else None

    def after(self, one: Appearance) -> SentenceChunks | None:
        """The sentence after the one that names somebody."""
        number = one.sentence.number + 1
        return self._sentences[number] if number < len(self._sentences) else None

    def _put_in_rows(self, found: Sequence[Appearance]) -> None:
        row: list[Appearance] = []
        homes = [one for one in found if self._is_where(one)]
        self._ends.update({id(one): (one.first, one.stop) for one in homes})
        for one in [*(one for one in found if one not in homes), None]:
            if row and (one is None or not self._goes_on(row[-1], one)):
                self._ends.update({id(member): (row[0].first, row[-1].stop) for member in row})
                self._mates.update({id(member): tuple(row) for member in row})
                row = []
            if one is not None:
                row.append(one)

    def _is_where(self, one: Appearance) -> bool:
        """Whether a name tells where somebody lives or something happened: "of Venn Drive"."""
        before = one.sentence.tokens[one.first - 1].lower if one.first else ""
        return before in self._lexicon.words("grammar", "of") or before in self._lexicon.words("places", "locative")

    def _goes_on(self, before: Appearance, after: Appearance) -> bool:
        """Whether nothing but marks, ages, trades and homes stands between two names."""
        between = before.sentence.tokens[before.stop : after.first]
        joins = self._lexicon.words("grammar", "conjunctions")
        if len(between) > LONGEST_BETWEEN or not any(token.text in (",", ";") or token.lower in joins for token in between):
            return False
        return all(map(self._may_stand_between, between))

    def _may_stand_between(self, token: Token) -> bool:
        return not token.is_word or token.is_capital or token.lower in self._between or is_aged(token.lower, self._lexicon)


@cache
def _words_between(lexicon: Lexicon) -> frozenset[str]:
    people, parts = person_words(lexicon), lexicon.lists["persons"]["age_parts"]
    grammar = [lexicon.words("grammar", kind) for kind in ("conjunctions", "determiners", "of")]
    places = lexicon.words("places", "locative") | lexicon.words("naming", "homes")
    return frozenset().union(*grammar, places, people.ages, people.singular, parts, lexicon.words("naming", "officials"))
