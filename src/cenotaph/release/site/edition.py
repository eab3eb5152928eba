"""The site in one language: what its pages say in it, and where they lie.

The first language of a release lies at the top of the site, so that addresses are short and stay; each other one in a folder of
its own. Words of others (quotations, titles, names, the statement of method) are shown as they are, in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import CountRange, PublicPerson, group_digits, word_count
from cenotaph.release.statement import Statement
from cenotaph.text import script_of
from cenotaph.vocabulary import load_vocabulary
from cenotaph.vocabulary.languages import RIGHT_TO_LEFT, load_translations

__all__ = ["OWN_WORDS", "UNKNOWN_IN_LABELS", "Edition", "editions_of"]

OWN_WORDS = " (its own words)"  # after the name of a document that nobody else is quoted in
UNKNOWN_IN_LABELS = ("place not known", "place not shown", "date not known")
SCRIPTS = {"ar": "arab", "ru": "cyrl", "uk": "cyrl"}  # of the others it is Latin


@dataclass(frozen=True, slots=True)
class Edition:
    """`language` is its code, `folder` where its pages lie from the top of the site ("" or "es/"); `wordings` are sentences of
    the program by the English one that stands in the record, and by language.
    """

    language: str
    folder: str
    wordings: Mapping[str, Mapping[str, str]]

    @property
    def direction(self) -> str:
        """Which way its lines run: ltr or rtl."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, sentence: str) -> str:
        """A sentence of the record that the program made, in this language; as it is where it is somebody's words."""
        return self.wordings.get(sentence, {}).get(self.language, sentence)

    def translate(self, words: str) -> str:
        """Fixed words of the program in this language."""
        return load_translations("cenotaph.release.site", self.language).gettext(words) if words else ""

    def term(self, vocabulary: str, code: str) -> str:
        """What a code is called; the code in words where the vocabulary lacks it."""
        known = load_vocabulary(vocabulary)
        return self.translate(known[code].label) if code in known else self.words(code)

    def words(self, code: str) -> str:
        """A code that no vocabulary has, in words."""
        return self.translate(code.replace("_", " ").replace("-", " "))

    def label(self, label: str) -> str:
        """The label of an incident: a place and a day, each of which may be words for what is not known."""
        for words in UNKNOWN_IN_LABELS:
            label = label.replace(words, self.translate(words))
        return label

    def origin(self, origin: str) -> str:
        """Who says something: a name, or fixed words of the program for somebody who is not named."""
        if origin.endswith(OWN_WORDS):
            return origin.removesuffix(OWN_WORDS) + self.translate(OWN_WORDS)
        return self.translate(origin)

    def number(self, number: int | None) -> str:
        """A number with its thousands set apart; words for one that is not known."""
        return self.translate("not known") if number is None else group_digits(number, self.language)

    def count(self, count: CountRange) -> str:
        """A number as somebody said it."""
        return word_count(count, self.language)

    def fill(self, words: str, **shown: str) -> str:
        """Fixed words of the program in this language, with what they show put in."""
        return self.translate(words) % shown

    def span(self, low: int | None, high: int | None, *, more: bool = False) -> str:
        """A range of figures; `more` where its highest is no bound."""
        if low is None and high is None:
            return self.number(None)
        if high is None or high == low:
            return self.fill("%(low)s or more", low=self.number(low)) if more or high is None else self.number(low)
        shown = {"low": self.number(low), "high": self.number(high)}
        return self.fill("%(low)s to %(high)s or more" if more else "%(low)s to %(high)s", **shown)

    def name_of(self, person: PublicPerson) -> str:
        """The name of a person that readers of this language read first; "" where it is withheld."""
        return self.names([person.name, *person.other_names])[0]

    def names(self, names: Sequence[str]) -> list[str]:
        """The names of one person, those in the letters that readers of this language read first."""
        script = SCRIPTS.get(self.language, "latn")
        return sorted(names, key=lambda name: script_of(name) != script)


def editions_of(statement: Statement, wordings: Mapping[str, Mapping[str, str]]) -> list[Edition]:
    """One for each language of the statement, in its order."""
    return [Edition(code, f"{code}/" if at else "", wordings) for at, code in enumerate(statement.languages)]
