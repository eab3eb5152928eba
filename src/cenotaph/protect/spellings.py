"""Finds how texts spell the names of people who must not be named: in other letters, with a name left out or put in between, in
another order.

A name is found where its given name and another of its names stand together, each sounding as it does in the name, with no more
than two names between that are not its own. Comparing runs of letters is the obvious way; it lets "Lusia M. Ternaz" and a
spelling of another alphabet through. Where two people could be meant it takes the words for the protected one: too much is taken
out rather than too little. It does not find a given name that stands alone, unless it is told that a document speaks of its
bearer: many bear it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from cenotaph.protect.words import word_run
from cenotaph.text import parse_name, skeleton_of
from cenotaph.text.name_compare import compare_words
from cenotaph.text.script import load_scripts

__all__ = ["NameSpellings", "name_words"]

WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ.][^\W\d_]+)*\.?")
BREAK = re.compile(r"[^\s,،]")
ALIKE = 0.9  # compare_words: one sound, or one skeleton with vowels that a script may leave out
BETWEEN = 2  # names that may stand between the names of a bearer, such as a middle name that the list does not have
LONGEST = 7  # words of a text that are looked at as one name


def name_words(written: str) -> tuple[str, ...]:
    """The words of a name, levelled over scripts; compounds are one word."""
    return parse_name(written).words


@lru_cache(maxsize=200_000)
def _level(word: str) -> str:
    words = name_words(word.strip("."))
    return words[0] if len(words) == 1 else ""


class NameSpellings:
    """The names of people who must not be named, by how they sound."""

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for written in names:
            given, *others = name_words(written) or ("",)
            for other in others:
                self._pairs[skeleton_of(given), skeleton_of(other)].add((given, other))
        self._sounds = frozenset(sound for pair in self._pairs for sound in pair)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def runs_in(self, text: str) -> set[tuple[str, ...]]:
        """The runs of folded words by which `text` calls any of them."""
        return {word_run(text[start:end]) for start, end, _ in self._found(text)}

    def given_names_in(self, text: str) -> set[str]:
        """The given names, as `text` writes them, of those whom it calls by more than one of their names."""
        return {given for _, _, given in self._found(text)}

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        tokens = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
        sounds = [_sound(written) for _, _, written in tokens]
        for at, sound in enumerate(sounds):
            if sound not in self._sounds:
                continue
            between = 0
            for n in range(at + 1, min(at + LONGEST, len(tokens))):
                if BREAK.search(text, tokens[n - 1][1], tokens[n][0]) or between > BETWEEN:
                    break
                for given, other in ((at, n), (n, at)):
                    pairs = self._pairs.get((sounds[given], sounds[other]), ())
                    words = _level(tokens[given][2]), _level(tokens[other][2])
                    if any(_same(words[0], pair[0]) and _same(words[1], pair[1]) for pair in pairs):
                        yield tokens[at][0], tokens[n][1], tokens[given][2]
                        break
                if not sounds[n] and tokens[n][2] not in _particles():
                    break
                between += bool(sounds[n])


@lru_cache(maxsize=200_000)
def _sound(written: str) -> str:
    """How a word sounds that may be a name: that has a capital, or is of a script without capitals; "" for any other."""
    named = any(letter.isupper() for letter in written) or not written[0].islower()
    return skeleton_of(_level(written)) if named else ""


@cache
def _particles() -> frozenset[str]:
    """Small words that stand inside names."""
    latin = load_scripts()["latn"]
    return frozenset(latin.articles) | frozenset(latin.links) | frozenset(latin.joins_next)


@lru_cache(maxsize=200_000)
def _same(first: str, second: str) -> bool:
    return bool(first) and min(len(first), len(second)) > 1 and compare_words(first, second) >= ALIKE
