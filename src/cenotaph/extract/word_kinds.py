"""The kinds of the words around a name: what they mean for whose name it is, never which words they are.

Kinds are the lists of `naming.yaml`, words of harm and of speech, and the small words of grammar. A word of none of them is a
word, so that what is learned from one kind of report holds on another.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from cenotaph.extract.draft import SentenceChunks
from cenotaph.model import Harm
from cenotaph.text import Lexicon, Token

__all__ = ["DIED", "WordKinds"]

DIED, HARMED = "died", "harmed"
NAMING = ("identify", "victim", "mourning", "accused", "officials", "byline", "kin", "hurt", "person", "place")
GRAMMAR = (
    ("be", "grammar", "be"), ("'s", "grammar", "possessive"), ("who", "grammar", "relatives"), ("and", "grammar", "conjunctions"),
    ("by", "grammar", "by"), ("of", "grammar", "of"), ("prep", "places", "prepositions"), ("pronoun", "grammar", "pronouns"),
    ("own", "naming", "owners"), ("the", "grammar", "determiners"),
)  # fmt: skip
MARKS = ",.:;()-"


class WordKinds:
    """The kinds of the tokens of a document's sentences, each worked out once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases = lexicon.phrases("harms")
        self._begins = self._phrases.first_words()
        self._listed = _listed_kinds(lexicon)
        self._rows: dict[int, list[tuple[str, ...] | None]] = {}

    def of(self, sentence: SentenceChunks, at: int) -> tuple[str, ...]:
        """The kinds of the token at `at`; at least one."""
        row = self._rows.setdefault(sentence.number, [None] * len(sentence.tokens))
        kinds = row[at]
        if kinds is None:
            kinds = row[at] = self._kinds(sentence.tokens, at)
        return kinds

    def _kinds(self, tokens: Sequence[Token], at: int) -> tuple[str, ...]:
        token = tokens[at]
        kinds = self._listed.get(token.lower) or self._by_shape(token.lower)
        if token.lower in self._begins:
            harm = self._phrases.match(tokens, at)
            if harm is not None:
                kinds = (*kinds, DIED if harm[0].value == Harm.KILLED else HARMED)
        return kinds or ("Word" if token.is_capital else "word",)

    @staticmethod
    def _by_shape(word: str) -> tuple[str, ...]:
        if word[0].isdigit():
            return ("number",)
        if not word[0].isalnum():
            return (word if word in MARKS else "mark",)
        return ()


@cache
def _listed_kinds(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The kinds of every listed word: all that `naming.yaml` gives it, speech, and the first that grammar does."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind in NAMING:
        for word in lexicon.words("naming", kind):
            kinds[word].append(kind)
    for word in lexicon.words("speech", "said"):
        kinds[word].append("said")
    small: dict[str, str] = {}
    for kind, name, listed in GRAMMAR:
        for word in lexicon.words(name, listed):
            small.setdefault(word, kind)
    for word, kind in small.items():
        kinds[word].append(kind)
    return {word: tuple(found) for word, found in kinds.items()}
