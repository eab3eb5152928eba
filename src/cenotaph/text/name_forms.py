"""What a word of a name is compared by: its spelling, its sound and its skeleton.

- *spelling*: the word in its own script, folded, with habits of writing levelled (hamza, dotless ya).
- *sound*: the same in one small alphabet for all scripts: vowels a i u, consonants as in `scripts/latn/letters.yaml`. Arabic
  leaves short vowels out, so the sound of the Arabic word is what is left of the Latin one when some vowels are struck:
  a subsequence. Two sounds *agree* when one is a subsequence of the other.
- *skeleton*: the consonants of the sound, after a vowel mark where the word begins with a vowel.

Romanising by one table and comparing the letters is the obvious way and is wrong: it makes vowel-less Arabic that no Latin
spelling comes near, and one of several romanisations of Cyrillic.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from cenotaph.text.names import parse_name
from cenotaph.text.script import LATIN, Script, load_scripts, script_of

__all__ = ["name_found", "name_skeletons", "romanise", "skeleton_of", "sound_of", "strip_article"]

VOWELS = "aiu"
DOUBLED = re.compile(r"(.)\1+")
DOUBLED_VOWEL = re.compile(r"([aiu])\1+")


class _Letters:
    """A table of letters, and groups of them, with what each becomes."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        longest_first = sorted((key for key in table if key), key=lambda key: (-len(key), key))
        self._pieces = re.compile("|".join([*map(re.escape, longest_first), "."]), re.DOTALL)

    def units(self, word: str) -> list[str]:
        """The word in pieces, the longest that the table has at each place, each as what it becomes."""
        return [self._table.get(piece, piece) for piece in self._pieces.findall(word)]


@cache
def _roman(code: str) -> _Letters:
    return _Letters(load_scripts()[code].roman)


@cache
def _sounds(code: str) -> _Letters:
    return _Letters({**load_scripts()[LATIN].sound, **load_scripts()[code].sound})


@lru_cache(maxsize=100_000)
def romanise(word: str) -> str:
    """A folded word in Latin letters, for reading: `халид` gives `khalid`, `خالد` gives `khald`. Latin stays as it is."""
    script = load_scripts().get(script_of(word))
    return "".join(_roman(script.code).units(word)) if script else word


def strip_article(word: str, script: Script) -> str:
    """The word without its article, where at least two consonants are left: `النجار` and `alnajjar`, but not `الاء`."""
    for article in script.article_letters:
        found = re.match(f"{article[0]}+{article[1:]}", word)
        if found and len(_consonants(_sound(word[found.end() :], script))) >= 2:
            return word[found.end() :]
    return word


def _sound(word: str, script: Script) -> str:
    latin = load_scripts()[LATIN].sound
    if (
        len(word) > 2
        and word[-1] in script.final_silent
        and not word.endswith(tuple(letters for letters in latin if len(letters) > 1))
    ):
        word = word[:-1]
    sounds = _sounds(script.code)
    if script.code == LATIN:
        units = sounds.units(word)
    else:
        units = ["".join(sounds.units(unit)) for unit in _roman(script.code).units(word)]
    kept = "".join(unit for unit in units if unit.isalnum())
    return DOUBLED.sub(r"\1", kept) if script.doubled_once else DOUBLED_VOWEL.sub(r"\1", kept)


def _consonants(sound: str) -> str:
    return "".join(letter for letter in sound if letter not in VOWELS)


@lru_cache(maxsize=200_000)
def sound_of(word: str) -> str:
    """The sound of a folded, levelled word without its article; see the module. A word of an unknown script is itself."""
    script = load_scripts().get(script_of(word))
    if script is None:
        return word
    for compound, short in script.compounds.items():
        if word.startswith(compound) and len(word) > len(compound):
            word = short + word[len(compound) :]
            break
    return _sound(strip_article(word, script), script)


@lru_cache(maxsize=200_000)
def skeleton_of(word: str) -> str:
    """The consonants of `sound_of(word)`, in order, with `a` before them where the word begins with a vowel."""
    sound = sound_of(word)
    return ("a" if sound[:1] in VOWELS else "") + _consonants(sound) if sound else ""


def name_found(wanted: str, name: str) -> bool:
    """Whether every word of `wanted` sounds like a word of `name`, whatever the scripts: `khalid` is found in `خالد حسن`."""
    return name_skeletons(wanted) <= name_skeletons(name)


@lru_cache(maxsize=200_000)
def name_skeletons(name: str) -> frozenset[str]:
    """How each word of a name sounds, in any script: what a search by name goes by."""
    return frozenset(skeleton_of(word) for word in parse_name(name).words)
