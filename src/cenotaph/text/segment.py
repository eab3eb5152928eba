"""Sentences, paragraphs and quotations, as spans. Rules and an abbreviation list; no model.

A splitter that stops at every full stop cuts "Feb. 25" and "Mr. Ames" in two; one that needs a capital after the stop
misses nothing in running text but fails in all capitals, where the abbreviation list has to decide.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cenotaph.model import Span
from cenotaph.text.lexicon import Lexicon

__all__ = ["LONGEST_SENTENCE", "Sentence", "find_quotes", "split_sentences"]

FULL = 0.75  # of the longest line of a paragraph: one that has room for the next word below it was ended on purpose
LISTED = 0.5  # of the lines: where as many have room for the next word, nothing is wrapped
GOES_ON = frozenset(",;،—–-(")
LONGEST_SENTENCE = 2_000  # characters: what is longer is a table or a list that never ends a sentence

BREAK = re.compile(r"\n[ \t\r\f\v]*\n|\n(?=[ \t]{2,}\S)|\n(?=[-•*] )")
STOP = re.compile(r"[.!?…؟۔।]+[\"”’»)\]]*(?=\s|$)")
VISIBLE = re.compile(r"\S")
LAST_WORD = re.compile(r"(\w+(?:\.\w+)*)\.$")
QUOTE_MARKS = re.compile(r"[“”„«»\"]")
CLOSES_LOW = "“"  # after „ it closes, as German, Ukrainian and Russian print have it; elsewhere it opens


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span and the number of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        """Its span in the text."""
        return Span(self.start, self.end)


def split_sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of `text`, in order, without the white space around them."""
    short = lexicon.words("abbreviations", "never_final")
    sentences: list[Sentence] = []
    number = 0
    for begin, finish in _paragraphs(text):
        at = begin
        for stop in STOP.finditer(text, begin, finish):
            if _is_abbreviation(text, stop, short):
                continue
            _append(sentences, text, at, stop.end(), number)
            at = stop.end()
        _append(sentences, text, at, finish, number)
        number += 1
    return sentences


def _paragraphs(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for gap in BREAK.finditer(text):
        out += _lines(text, at, gap.start())
        at = gap.end()
    return out + _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch cut at each line that ended before it was full, as headlines and lists have it; wrapped lines go on."""
    lines = text[start:end].split("\n")
    longest = max(map(len, lines))
    needed = [len(line) + 1 + len((after.split(maxsplit=1) or [""])[0]) for line, after in pairwise(lines)]
    listed = sum(length <= longest for length in needed) >= LISTED * len(needed)
    out, begin, at = [], start, start
    for length, (line, after) in zip(needed, pairwise(lines), strict=True):
        at += len(line) + 1
        ended = listed or length <= longest * FULL
        if ended and after.strip() and not after.lstrip()[0].islower() and line.rstrip()[-1:] not in GOES_ON:
            out.append((begin, at - 1))
            begin = at
    return [span for span in (*out, (begin, end)) if text[slice(*span)].strip()]


def _append(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = _space_before(text, start, start + LONGEST_SENTENCE)
        sentences.append(Sentence(start, cut, paragraph))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        sentences.append(Sentence(start, end, paragraph))


def _space_before(text: str, start: int, end: int) -> int:
    """Where to cut a text that never ends a sentence: the last white space, so that no step sees more than it can bear."""
    for at in range(end, start + LONGEST_SENTENCE // 2, -1):
        if text[at].isspace():
            return at
    return end


def _is_abbreviation(text: str, stop: re.Match[str], short: frozenset[str]) -> bool:
    if stop.group() != ".":
        return False
    word = LAST_WORD.search(text, max(0, stop.start() - 24), stop.end())
    if word is None:
        return False
    last = word.group(1).lower()
    if last in short or last.rpartition(".")[2] in short and "." in last:
        return True
    visible = VISIBLE.search(text, stop.end())
    following = visible.group() if visible else ""
    return len(last) == 1 and last.isalpha() and following.isalpha() or "." in last and following.islower()


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Spans between quotation marks, marks left out.

    A quotation left open ends with its paragraph, as print has it; where another one opens first, the closing mark was
    lost, and only the sentence it opened in is taken.
    """
    starts = [s.start for s in sentences]
    paragraph_end = {s.paragraph: s.end for s in sentences}
    quotes: list[Span] = []
    opened: int | None = None
    for mark in QUOTE_MARKS.finditer(text):
        if opened is not None:
            sentence = sentences[max(bisect_right(starts, opened) - 1, 0)]
            limit = paragraph_end[sentence.paragraph]
            if mark.start() >= limit:
                _close(quotes, opened, limit)
                opened = None
            elif _opens(text, mark) and not (mark.group() == CLOSES_LOW and text[opened - 1] == "„"):
                _close(quotes, opened, min(sentence.end, mark.start()))
                opened = mark.end()
                continue
            else:
                _close(quotes, opened, mark.start())
                opened = None
                continue
        if sentences and mark.group() not in "”»" and (mark.group() != '"' or _opens(text, mark)):
            opened = mark.end()
    if opened is not None:
        sentence = sentences[max(bisect_right(starts, opened) - 1, 0)]
        _close(quotes, opened, paragraph_end[sentence.paragraph])
    return quotes


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark begins a quotation: an opening form, or a straight one with space before it and none after."""
    if mark.group() != '"':
        return mark.group() in "“„«"
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([") and bool(after) and not after.isspace()


def _close(quotes: list[Span], start: int, end: int) -> None:
    if end > start:
        quotes.append(Span(start, end))
