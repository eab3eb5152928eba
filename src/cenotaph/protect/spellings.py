"""Finds how texts spell the names of people who must not be named: in other letters, in the cases of a language, with a name left
out or put in between, in another order, by an initial.

A name is found where its given name and another of its names stand together, each sounding as it does in the name, with no more
than two names between that are not its own. Comparing runs of letters is the obvious way; it lets "Lusia M. Ternaz" and a
spelling of another alphabet through. Where two people could be meant it takes the words for the protected one: too much is taken
out rather than too little. It does not find a name that stands alone, unless a document calls its bearer by more elsewhere: many
bear it.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from sys import intern

from cenotaph.protect.disguises import REMEMBERED, UNSEEN, bare_forms, plain_word
from cenotaph.protect.marks import Marks
from cenotaph.protect.words import word_run
from cenotaph.text import parse_name, skeleton_of
from cenotaph.text.name_compare import compare_words
from cenotaph.text.script import load_scripts

__all__ = ["NameSpellings", "name_words"]

WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ.][^\W\d_]+)*\.?")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.|[^\W\d_]")
APART = re.compile(r"[-'’ʼ]")
BREAK = re.compile(r"[^\s,،]")
ALIKE = 0.9  # compare_words: one sound, or one skeleton with vowels that a script may leave out
BETWEEN = 2  # names that may stand between the names of a bearer, such as a middle name that the list does not have
LONGEST = 7  # words of a text that are looked at as one name


def name_words(written: str) -> tuple[str, ...]:
    """The words of a name, levelled over scripts; compounds are one word."""
    return parse_name(written).words


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a text: from where to where, and its given and other name as written."""

    start: int
    end: int
    given: str
    other: str


class NameSpellings:
    """The names of people who must not be named, by how they sound. Of those that are also `initialled`, an initial of the given
    name beside another name is enough.
    """

    def __init__(self, names: Iterable[str], initialled: Iterable[str] = ()) -> None:
        givens: dict[str, tuple[str, ...]] = {}
        others: dict[str, tuple[str, ...]] = {}
        named, initialled_ones = array("q"), array("q")
        by_initial = frozenset(initialled)
        for written in chain(names, by_initial):
            given, *rest = (intern(word) for word in name_words(UNSEEN.sub("", written)) or ("",))
            pairs = [hash((given, other)) for other in rest]
            named.extend(pairs)
            if written in by_initial:
                initialled_ones.extend(pairs)
            if rest:
                _file(givens, given, _keys(given) | ({f"initial {given[:1]}"} if written in by_initial else set()))
            for other in rest:
                _file(others, other, _keys(other))
        self._givens, self._others = givens, others  # words of names by how they sound
        self._named, self._initialled = Marks(named), Marks(initialled_ones)  # a given and another word of one name
        self._sounds = givens.keys() | others.keys()

    def __bool__(self) -> bool:
        return len(self._named) > 0

    def runs_in(self, text: str) -> set[tuple[str, ...]]:
        """The runs of folded words by which `text` calls any of them."""
        seen = UNSEEN.sub("", text)
        return {word_run(seen[one.start : one.end]) for one in self._found(seen)}

    def alone_in(self, text: str, *, others: bool = False) -> set[str]:
        """The given names, and with `others` every name, as `text` writes them anywhere, of those whom it calls by more than one
        of their names.
        """
        seen = UNSEEN.sub("", text)
        parts = (part for one in self._found(seen) for part in ((one.given, one.other) if others else (one.given,)))
        called = {part for part in parts if not INITIALS.fullmatch(part)}
        wanted = {form for part in called for form in _forms(part)}
        if not wanted:
            return called
        written = {match.group() for match in WORD.finditer(seen)}
        return called | {word for word in written if _may_be_a_name(word) and any(_alike(word, form) for form in wanted)}

    def _found(self, text: str) -> Iterator[_Found]:
        tokens = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
        sounds = [_sounds(written) for _, _, written in tokens]
        for at, here in enumerate(sounds):
            if not here & self._sounds:
                continue
            between = 0
            for n in range(at + 1, min(at + LONGEST, len(tokens))):
                if BREAK.search(text, tokens[n - 1][1], tokens[n][0]) or between > BETWEEN:
                    break
                for given, other in ((at, n), (n, at)):
                    if self._are_of_one(tokens[given][2], tokens[other][2]):
                        yield _Found(tokens[at][0], tokens[n][1], tokens[given][2], tokens[other][2])
                        break
                if not sounds[n] and tokens[n][2] not in _particles():
                    break
                between += bool(sounds[n])

    def _are_of_one(self, given: str, other: str) -> bool:
        by_initial = INITIALS.fullmatch(given) is not None
        pairs = self._initialled if by_initial else self._named
        givens = {word for sound in _sounds(given) for word in self._givens.get(sound, ())}
        others = {word for sound in _sounds(other) for word in self._others.get(sound, ())}
        first = [word for word in givens if by_initial or _alike(given, word)]
        return any(hash((one, two)) in pairs for two in others if _alike(other, two) for one in first) if first else False


def _file(held: dict[str, tuple[str, ...]], word: str, keys: Iterable[str]) -> None:
    for key in keys:
        there = held.get(key, ())
        if word not in there:
            held[key] = (*there, word)


@lru_cache(maxsize=REMEMBERED)
def _forms(written: str) -> tuple[str, ...]:
    """The levelled words that a word of a text may be: as it stands, or a part of it that a hyphen or an apostrophe sets off."""
    parts = [written.strip("."), *(part for part in APART.split(written.strip(".")) if len(part) > 2)]
    words = (name_words(plain_word(part)) for part in parts)
    return tuple(dict.fromkeys(found[0] for found in words if len(found) == 1))


@lru_cache(maxsize=REMEMBERED)
def _keys(word: str) -> frozenset[str]:
    """What a word of a name is looked up by: its sound, and itself without endings."""
    return frozenset({skeleton_of(word), *(f"stem {form}" for form in bare_forms(word))}) - {""}


@lru_cache(maxsize=REMEMBERED)
def _sounds(written: str) -> frozenset[str]:
    """What a word of a text is looked up by, if it may be a name; nothing for any other."""
    if not _may_be_a_name(written):
        return frozenset()
    if INITIALS.fullmatch(written):
        return frozenset({f"initial {plain_word(written[0])}"})
    return frozenset(key for form in _forms(written) for key in _keys(form))


def _may_be_a_name(written: str) -> bool:
    """Whether a word has a capital, or is of a script without capitals."""
    return any(letter.isupper() for letter in written) or not written[0].islower()


@cache
def _particles() -> frozenset[str]:
    """Small words that stand inside names."""
    latin = load_scripts()["latn"]
    return frozenset(latin.articles) | frozenset(latin.links) | frozenset(latin.joins_next)


@lru_cache(maxsize=REMEMBERED)
def _alike(written: str, name: str) -> bool:
    """Whether a word of a text is a word of a name, in whatever case."""
    return any(
        min(len(form), len(name)) > 1 and (compare_words(form, name) >= ALIKE or bool(bare_forms(form) & bare_forms(name)))
        for form in _forms(written)
    )
