"""Whom a sentence may tell of: every group, name, number or pronoun that a harm could have befallen.

Wide on purpose: what is taken in here is only weighed later. Refuses plurals without any number, which count nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.homes import says_where
from cenotaph.extract.symbols import AND, CASUALTY, COMMA, COMMA_OR_AND, COMMA_OR_END, NAME, NUMBER, PRONOUN, VICTIMS, WORD
from cenotaph.model import CountRange, Span

__all__ = ["Unit", "find_units"]

LONGEST_LIST = 12  # names of one list that are taken as one


@dataclass(frozen=True, slots=True)
class Unit:
    """Possible victims: the chunks [first, last], the words, the number, and what kind of words they are."""

    first: int
    last: int
    span: Span
    count: CountRange
    kind: str
    groups: tuple[str, ...] = ()
    names: tuple[Span, ...] = ()
    harm: str = ""
    definite: bool = False
    partitive: bool = False
    head: str = ""
    antecedent: Span | None = None


def find_units(sentence: SentenceChunks, before: Sequence[Unit]) -> list[Unit]:
    """The units of a sentence in text order; `before` are those of the sentences before it, for "they"."""
    chunks = sentence.chunks
    units: list[Unit] = []
    for at in range(len(chunks)):
        if says_where(sentence, at):
            continue
        names = _name_list(sentence, at)
        if len(names) > 1:
            span = chunks[names[0]].span.join(chunks[names[-1]].span)
            spans = tuple(chunks[k].name or chunks[k].span for k in names)
            units.append(Unit(names[0], names[-1], span, CountRange(len(names), len(names)), "names", names=spans))
        unit = _unit(sentence, at) or _pronoun(sentence, at, [*before, *units])
        if unit is not None:
            units.append(unit)
    return units


def _name_list(sentence: SentenceChunks, at: int) -> list[int]:
    """Plain names joined by commas and a conjunction, from `at` on: "Ada Lund, 24, Bo Oro, 30, and Cy Tull"."""
    chunks = sentence.chunks
    if not chunks[at].is_plain_name or at and chunks[at - 1].symbol in COMMA_OR_AND and at > 1 and chunks[at - 2].is_plain_name:
        return []
    names, joined, index = [at], False, at + 1
    while index + 1 < len(chunks) and len(names) < LONGEST_LIST:
        index = _past_age(sentence, index)
        if index + 1 >= len(chunks):
            break
        step = index + 1
        if chunks[index].symbol in COMMA_OR_END and chunks[step].symbol == AND:
            step += 1
        if not _joins(sentence, index) or step >= len(chunks) or not chunks[step].is_plain_name:
            break
        joined = joined or chunks[step - 1].symbol == AND
        names.append(step)
        index = step + 1
    return names if joined else []


def _past_age(sentence: SentenceChunks, at: int) -> int:
    """The index after ", 75" behind a name."""
    chunks = sentence.chunks
    aged = at + 1 < len(chunks) and chunks[at].symbol == COMMA and sentence.tokens[chunks[at + 1].first].text.isdigit()
    return at + 2 if aged else at


def _joins(sentence: SentenceChunks, at: int) -> bool:
    chunk = sentence.chunks[at]
    return chunk.symbol in COMMA_OR_AND or sentence.tokens[chunk.first].text == ";"


def _unit(sentence: SentenceChunks, at: int) -> Unit | None:
    chunk = sentence.chunks[at]
    group = chunk.group
    if chunk.symbol == NAME:
        groups = group.groups if group is not None else ()
        return Unit(
            at, at, chunk.span, CountRange(1, 1), "name", groups, (chunk.name or chunk.span,), head=group.head if group else ""
        )
    if group is None or group.count is None:
        return None
    kind = {NUMBER: "number", CASUALTY: "casualty", VICTIMS: "victims", WORD: "bare"}.get(chunk.symbol, "")
    kind = kind or ("single" if group.count.high == 1 and group.count.low == 1 else "people")
    return Unit(at, at, chunk.span, group.count, kind, group.groups, (), group.harm, group.definite, group.partitive, group.head)


def _pronoun(sentence: SentenceChunks, at: int, before: Sequence[Unit]) -> Unit | None:
    """One person for "he"; for "they" as many as the last group that was counted."""
    chunk = sentence.chunks[at]
    if chunk.symbol != PRONOUN:
        return None
    word = sentence.tokens[chunk.first].lower
    if word in sentence.lexicon.words("grammar", "pronouns_one"):
        return Unit(at, at, chunk.span, CountRange(1, 1), "pronoun", head=word)
    if word in sentence.lexicon.words("grammar", "pronouns_many"):
        for unit in reversed(before):
            if unit.count.low is not None and unit.count.high is not None and unit.count.low > 1 and unit.kind != "pronoun":
                return Unit(at, at, chunk.span, unit.count, "pronoun", unit.groups, head=word, antecedent=unit.span)
    return None
