"""Finds words that must not be published in any text, however they are spaced, capitalised, marked, joined or coded, and takes
them out.

Words are compared as folded runs of letters and digits, so that `irena-quole.md`, `IRENA  QUOLE` and `Irena Quôle` are one name,
and so are `irenaquole` and `Irena%20Quole`. It does not know that a name in other letters is the same name: every form that must
not be published has to be given, and the forms in the lists are. Taking too much out is the error it prefers.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from cenotaph.protect.disguises import decoded, plain_word, unseen_class
from cenotaph.protect.marks import Marks

__all__ = ["WITHHELD", "Needles", "name_forms", "word_run"]

WITHHELD = "[withheld]"
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed" + unseen_class()
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
CODED = re.compile(r"\S*%[0-9A-Fa-f]{2}\S*")
REMEMBERED = 20_000  # words: nearly all of what pages repeat, in a few megabytes
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


@cache
def _longest_first(bits: int) -> tuple[int, ...]:
    """The lengths whose bits are set."""
    return tuple(n for n in range(bits.bit_length() - 1, 0, -1) if bits >> n & 1)


class Needles:
    """Runs of folded words that must not be published. They are held as marks: they can be looked for, and not be listed."""

    def __init__(self, runs: Iterable[tuple[str, ...]] = ()) -> None:
        marks, joined, led = array("q"), array("q"), array("q")
        lengths: dict[str, int] = defaultdict(int)  # a bit for each length: a million names have few first words, and few lengths
        self._joined_lengths: set[int] = set()
        for run in runs:
            if not run:
                continue
            marks.append(hash(run))
            lengths[run[0]] |= 1 << len(run)
            in_one = "".join(run)
            if len(run) > 1 and len(in_one) >= JOINED:
                joined.append(hash(in_one))
                led.append(hash(run))
                self._joined_lengths.add(len(in_one))
        self._seen: dict[str, int | None] = {}  # long words and the runs in them: a page has most of its words from its template
        self._runs = Marks(marks)
        self._joined = Marks(joined, led)  # runs written as one word
        self._lengths = {first: _longest_first(bits) for first, bits in lengths.items()}  # of the runs that begin so

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "Needles":
        """From phrases as people write them; a phrase of one word counts too."""
        return cls(word_run(phrase) for phrase in words)

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, run: object) -> bool:
        return hash(run) in self._runs

    @property
    def longest(self) -> int:
        """The words of the longest run."""
        return max((lengths[0] for lengths in self._lengths.values()), default=0)

    def without_those_in(self, texts: Iterable[str]) -> "Needles":
        """The same but for the runs that stand anywhere in these texts, also inside another."""
        gone: set[int] = set()
        for text in texts:
            gone |= self._marks_in(text)
        return self._made(self._runs.without(gone), self._joined.without(gone), self._lengths, self._joined_lengths)

    def joined(self, other: "Needles") -> "Needles":
        """Both together."""
        if not len(other):
            return self
        if not len(self):
            return other
        firsts = self._lengths.keys() | other._lengths.keys()
        both = ((first, {*self._lengths.get(first, ()), *other._lengths.get(first, ())}) for first in firsts)
        lengths = {first: _longest_first(sum(1 << n for n in found)) for first, found in both}
        runs, joined = self._runs.joined(other._runs), self._joined.joined(other._joined)
        return self._made(runs, joined, lengths, self._joined_lengths | other._joined_lengths)

    @classmethod
    def _made(cls, runs: Marks, joined: Marks, lengths: dict[str, tuple[int, ...]], joined_lengths: set[int]) -> "Needles":
        made = cls()
        made._runs, made._joined, made._lengths, made._joined_lengths = runs, joined, lengths, joined_lengths
        return made

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where any of the runs stands in `text`: start and end, in order, not overlapping."""
        past = 0
        for start, end in sorted([*self._coded(text), *self._plain(text)]):
            if start >= past:
                yield start, end
                past = end

    def _plain(self, text: str) -> Iterator[tuple[int, int]]:
        keys = _aligned(text) if len(self._runs) else []
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
        for match in CODED.finditer(text) if len(self._runs) and "%" in text else ():
            yield match.span(), decoded(match.group())

    def _starts(self, keys: Sequence[str]) -> list[int]:
        shortest = min(self._joined_lengths, default=0)
        return [
            at
            for at, key in enumerate(keys)
            if key in self._lengths or shortest and len(key) >= shortest and self._in_one(key) is not None
        ]

    def _at(self, keys: Sequence[str], at: int) -> int:
        """How many words the longest run has that begins there, 1 for one that is written as one word; 0 for none."""
        lengths = self._lengths.get(keys[at], ())
        longest = next((n for n in lengths if at + n <= len(keys) and hash(tuple(keys[at : at + n])) in self._runs), 0)
        return longest or int(self._in_one(keys[at]) is not None)

    def _in_one(self, key: str) -> int | None:
        """The mark of the run that stands in a word, its words written as one."""
        if key not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            parts = (key[at : at + length] for length in self._joined_lengths for at in range(len(key) - length + 1))
            self._seen[key] = next((mark for part in parts if (mark := self._joined.find(hash(part))) is not None), None)
        return self._seen[key]

    def _marks_in(self, text: str) -> set[int]:
        """The marks of every run that stands anywhere in `text`, also inside another."""
        return self._marks_plainly(text).union(*(self._marks_plainly(read) for _, read in self._decoded(text)))

    def _marks_plainly(self, text: str) -> set[int]:
        keys = word_run(text)
        starts = self._starts(keys)
        found = {hash(keys[at : at + n]) for at in starts for n in self._lengths.get(keys[at], ())}
        in_one = (self._in_one(keys[at]) for at in starts)
        return {mark for mark in found if mark in self._runs} | {mark for mark in in_one if mark is not None}

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
        keys = _aligned(text) if len(self._runs) else []
        return any(self._at(keys, at) for at in self._starts(keys))

    def holds_within(self, text: str, end: re.Pattern[str]) -> bool:
        """Whether any run stands in `text` with nothing between its words that matches `end`."""
        return any(not end.search(text, first, last) for first, last in self.find(text))
