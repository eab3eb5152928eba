"""Finds words that must not be published in any text, however they are spaced, capitalised, marked, joined or coded, and takes
them out.

Words are compared as folded runs of letters and digits, so that `irena-quole.md`, `IRENA  QUOLE` and `Irena Quôle` are one name,
and so are `irenaquole` and `Irena%20Quole`. It does not know that a name in other letters is the same name: every form that must
not be published has to be given, and the forms in the lists are. Taking too much out is the error it prefers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cenotaph.protect.disguises import decoded, plain_word, unseen_class

__all__ = ["WITHHELD", "InTurn", "Needles", "name_forms", "word_run"]

WITHHELD = "[withheld]"
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed" + unseen_class()
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
CODED = re.compile(r"\S*%[0-9A-Fa-f]{2}\S*")
JOINED = 8  # letters of a name of several words written as one: a shorter one stands in ordinary words


def _aligned(text: str) -> list[str]:
    """The folded words of a text; what is nothing but marks is none. Plain ASCII needs no folding but of its capitals."""
    return WORD.findall(text.lower()) if text.isascii() else [key for word in WORD.findall(text) if (key := plain_word(word))]


def word_run(text: str) -> tuple[str, ...]:
    """The folded words of a text, as they are compared."""
    return tuple(_aligned(text))


def _places(text: str) -> list[tuple[int, int]]:
    """Where the words of `_aligned` stand."""
    return [match.span() for match in WORD.finditer(text) if plain_word(match.group())]


def name_forms(parts: Iterable[str], whole: Iterable[str]) -> set[tuple[str, ...]]:
    """The runs of words by which a person may be called: each of the `whole` names, and given and family name together and turned
    round from `parts` (given, father, grandfather, family). A name of one word is none: too many people have it.
    """
    found = {word_run(name) for name in whole}
    given = [word_run(part) for part in parts]
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
        self._runs: set[tuple[str, ...]] = set()
        self._lengths: dict[str, tuple[int, ...]] = {}  # of the runs that begin with a word, the longest first
        self._joined: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)  # runs written as one word, by length
        for run in runs:
            self.add(run)

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "Needles":
        """From phrases as people write them; a phrase of one word counts too."""
        return cls(word_run(phrase) for phrase in words)

    def add(self, run: tuple[str, ...]) -> None:
        """Add one run; an empty one is left out."""
        if not run or run in self._runs:
            return
        self._runs.add(run)
        there = self._lengths.get(run[0], ())
        if len(run) not in there:
            self._lengths[run[0]] = tuple(sorted((*there, len(run)), reverse=True))
        joined = "".join(run)
        if len(run) > 1 and len(joined) >= JOINED:
            self._joined[len(joined)].setdefault(joined, run)

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
        past = 0
        for start, end in sorted([*self._coded(text), *self._plain(text)]):
            if start >= past:
                yield start, end
                past = end

    def _plain(self, text: str) -> Iterator[tuple[int, int]]:
        keys = _aligned(text) if self._runs else []
        starts = self._starts(keys)
        places = _places(text) if starts else []
        for at in starts:
            length = self._at(keys, at)
            if length:
                yield places[at][0], places[at + length - 1][1]

    def _coded(self, text: str) -> Iterator[tuple[int, int]]:
        """Words with the codes of addresses that hold a run once they are read."""
        return (span for span, read in self._decoded(text) if self._holds_plainly(read))

    def _decoded(self, text: str) -> Iterator[tuple[tuple[int, int], str]]:
        """Where words with the codes of addresses stand, and what they read."""
        for match in CODED.finditer(text) if self._runs and "%" in text else ():
            yield match.span(), decoded(match.group())

    def _starts(self, keys: Sequence[str]) -> list[int]:
        shortest = min(self._joined, default=0)
        return [
            at for at, key in enumerate(keys) if key in self._lengths or shortest and len(key) >= shortest and self._in_one(key)
        ]

    def _at(self, keys: Sequence[str], at: int) -> int:
        """How many words the longest run has that begins there, 1 for one that is written as one word; 0 for none."""
        lengths = self._lengths.get(keys[at], ())
        longest = next((n for n in lengths if at + n <= len(keys) and tuple(keys[at : at + n]) in self._runs), 0)
        return longest or int(bool(self._in_one(keys[at])))

    def _in_one(self, key: str) -> tuple[str, ...]:
        """The run that stands in a word, its words written as one."""
        for length, joined in self._joined.items():
            for start in range(len(key) - length + 1):
                if key[start : start + length] in joined:
                    return joined[key[start : start + length]]
        return ()

    def runs_in(self, text: str) -> set[tuple[str, ...]]:
        """Every run that stands anywhere in `text`, also inside another."""
        return self._runs_plainly(text).union(*(self._runs_plainly(read) for _, read in self._decoded(text)))

    def _runs_plainly(self, text: str) -> set[tuple[str, ...]]:
        keys = word_run(text)
        starts = self._starts(keys)
        found = {keys[at : at + n] for at in starts for n in self._lengths.get(keys[at], ())} & self._runs
        return found | {run for at in starts if (run := self._in_one(keys[at]))}

    def redact(self, text: str) -> str:
        """`text` with every run replaced by `[withheld]`."""
        pieces, last = [], 0
        for start, end in self.find(text):
            pieces += [text[last:start], WITHHELD]
            last = end
        return "".join([*pieces, text[last:]]) if pieces else text

    def holds(self, text: str) -> bool:
        """Whether any run stands in `text`."""
        return self._holds_plainly(text) or any(True for _ in self._coded(text))

    def _holds_plainly(self, text: str) -> bool:
        keys = _aligned(text) if self._runs else []
        return any(self._at(keys, at) for at in self._starts(keys))

    def holds_within(self, text: str, end: re.Pattern[str]) -> bool:
        """Whether any run stands in `text` with nothing between its words that matches `end`."""
        return any(not end.search(text, first, last) for first, last in self.find(text))


class InTurn:
    """Several sets of needles, looked for one after the other; joining a large one with a small one for a text would copy it."""

    def __init__(self, *needles: Needles) -> None:
        self._needles = needles

    def redact(self, text: str) -> str:
        """`text` with every run of any of them replaced by `[withheld]`."""
        for one in self._needles:
            text = one.redact(text)
        return text

    def holds(self, text: str) -> bool:
        """Whether any run of any of them stands in `text`."""
        return any(one.holds(text) for one in self._needles)
