"""Finds words that must not be published in any text, however they are spaced, capitalised, marked or joined, and takes them out.

Words are compared as folded runs of letters and digits, so that `irena-quole.md`, `IRENA  QUOLE` and `Irena Quôle` are one name.
It does not know that a name in other letters is the same name: every form that must not be published has to be given, and the
forms in the lists are. Taking too much out is the error it prefers.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cenotaph.text import fold

__all__ = ["WITHHELD", "Needles", "name_forms"]

WITHHELD = "[withheld]"
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufeff"
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
UNSEEN = re.compile("[\u0640\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    return fold(UNSEEN.sub("", word))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for word in WORD.findall(text) if (key := _key(word)))


def name_forms(parts: Iterable[str], whole: Iterable[str]) -> set[tuple[str, ...]]:
    """The runs of words by which a person may be called: each of the `whole` names, and given and family name together and turned
    round from `parts` (given, father, grandfather, family). A name of one word is none: too many people have it.
    """
    found = {_keys(name) for name in whole}
    given = [_keys(part) for part in parts]
    present = [part for part in given if part]
    if len(present) > 1:
        found |= {present[0] + present[-1], present[-1] + present[0], sum(present, ())}
        if len(present) > 2:
            found.add(present[0] + present[1])
            found.add(present[0] + present[1] + present[-1])
    return {form for form in found if len(form) > 1}


class Needles:
    """Runs of folded words that must not be published."""

    def __init__(self, runs: Iterable[tuple[str, ...]] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._runs: set[tuple[str, ...]] = set()
        for run in runs:
            self.add(run)

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "Needles":
        """From phrases as people write them; a phrase of one word counts too."""
        return cls(_keys(phrase) for phrase in words)

    def add(self, run: tuple[str, ...]) -> None:
        """Add one run; an empty one is left out."""
        if not run or run in self._runs:
            return
        self._runs.add(run)
        runs = self._by_first.setdefault(run[0], [])
        runs.append(run)
        runs.sort(key=len, reverse=True)

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, run: object) -> bool:
        return run in self._runs

    def without(self, runs: Iterable[tuple[str, ...]]) -> "Needles":
        """The same but for these runs."""
        return Needles(self._runs - set(runs))

    def joined(self, other: "Needles") -> "Needles":
        """Both together."""
        return Needles(self._runs | other._runs)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where any of the runs stands in `text`: start and end, in order, not overlapping."""
        if not self._runs or not text:
            return
        words = [(match.start(), match.end(), _key(match.group())) for match in WORD.finditer(text)]
        words = [word for word in words if word[2]]
        at = 0
        while at < len(words):
            run = self._at(words, at)
            if run:
                yield words[at][0], words[at + run - 1][1]
            at += run or 1

    def _at(self, words: list[tuple[int, int, str]], at: int) -> int:
        for run in self._by_first.get(words[at][2], ()):
            if len(run) <= len(words) - at and all(words[at + n][2] == key for n, key in enumerate(run)):
                return len(run)
        return 0

    def runs_in(self, text: str) -> set[tuple[str, ...]]:
        """Every run that stands anywhere in `text`, also inside another."""
        keys = _keys(text)
        return {run for at, key in enumerate(keys) for run in self._by_first.get(key, ()) if keys[at : at + len(run)] == run}

    def redact(self, text: str) -> str:
        """`text` with every run replaced by `[withheld]`."""
        pieces, last = [], 0
        for start, end in self.find(text):
            pieces += [text[last:start], WITHHELD]
            last = end
        return "".join([*pieces, text[last:]]) if pieces else text

    def holds(self, text: str) -> bool:
        """Whether any run stands in `text`."""
        return next(self.find(text), None) is not None
