"""Loads what is known of a script: how its letters sound, which words and endings its names have.

Every list is data under `scripts/<ISO 15924 code>/`; a new script is a new folder with the same two files. A letter of a
script that has no folder stands for itself, so such a name is compared with names of its own script only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from cenotaph.text.fold import fold

__all__ = ["LATIN", "Script", "load_scripts", "script_of"]

LATIN = "latn"


@dataclass(frozen=True, slots=True)
class Script:
    """Letters and name words of one script. Words are folded and levelled by `spell` as names are before they are looked up."""

    code: str
    letters: re.Pattern[str]
    roman: Mapping[str, str]
    spelling: Mapping[int, str]
    sound: Mapping[str, str]
    final_silent: frozenset[str]
    doubled_once: bool
    honorifics: frozenset[str]
    after_titles: frozenset[str]
    links: frozenset[str]
    kunya: frozenset[str]
    joins_next: frozenset[str]
    joins_previous: frozenset[str]
    article: str
    articles: frozenset[str]
    article_letters: tuple[str, ...]
    compounds: Mapping[str, str]
    broken: tuple[tuple[re.Pattern[str], str], ...]
    equivalents: Mapping[str, str]
    patronymic_suffixes: tuple[str, ...]
    family_suffixes: tuple[str, ...]

    def spell(self, word: str) -> str:
        """A folded word with the habits of writing levelled: one hamza, one ya; what a PDF broke is mended."""
        word = word.translate(self.spelling)
        for wrong, right in self.broken:
            word = wrong.sub(right, word)
        return word


def _load(code: str) -> Script:
    folder = files("cenotaph.text") / "scripts" / code
    letters = yaml.safe_load((folder / "letters.yaml").read_text(encoding="utf-8"))
    names = yaml.safe_load((folder / "names.yaml").read_text(encoding="utf-8"))
    spelling = str.maketrans(letters["spelling"])

    def word(listed: object) -> str:
        return fold(str(listed)).translate(spelling)

    def words(key: str) -> tuple[str, ...]:
        return tuple(word(listed) for listed in names.get(key) or ())

    def pairs(key: str) -> dict[str, str]:
        return {word(left): word(right) for left, right in (names.get(key) or {}).items()}

    return Script(
        code=code,
        letters=re.compile("[" + "".join(letters["range"]) + "]"),
        roman={str(letter): sound for letter, sound in letters["roman"].items()},
        spelling=spelling,
        sound={str(letter): sound for letter, sound in letters["sound"].items()},
        final_silent=frozenset(letters["final_silent"]),
        doubled_once=letters["doubled"] == "one",
        honorifics=frozenset(words("honorifics")),
        after_titles=frozenset(words("after_titles")),
        links=frozenset(words("links")),
        kunya=frozenset(words("kunya")),
        joins_next=frozenset(words("joins_next")),
        joins_previous=frozenset(words("joins_previous")),
        article=word(names["article"]),
        articles=frozenset(words("articles")),
        article_letters=words("article_letters"),
        compounds=pairs("compounds"),
        broken=tuple((re.compile(word(wrong)), word(right)) for wrong, right in (names.get("broken") or {}).items()),
        equivalents=pairs("equivalents"),
        patronymic_suffixes=words("patronymic_suffixes"),
        family_suffixes=words("family_suffixes"),
    )


@cache
def load_scripts() -> Mapping[str, Script]:
    """All scripts there are, by their ISO 15924 code in lower case."""
    folder = files("cenotaph.text") / "scripts"
    codes = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and len(entry.name) == 4)
    return {code: _load(code) for code in codes}


def script_of(text: str) -> str:
    """The code of the script that most letters of `text` are written in; "zyyy" when none is known (ISO 15924: undetermined)."""
    folded = fold(text)
    if folded.isascii():  # most lists are, and no other script has these letters
        return LATIN if load_scripts()[LATIN].letters.search(folded) else "zyyy"
    counts = {code: len(script.letters.findall(folded)) for code, script in load_scripts().items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "zyyy"
