"""Settles which of two readings of the same people stands, where both cannot: the outcome of a shot, a name beside what it is."""

import re
from collections import defaultdict
from collections.abc import Sequence

from cenotaph.extract.draft import Draft
from cenotaph.extract.pairs import OUTCOMES
from cenotaph.extract.symbols import COMMA, NAME, PEOPLE, compile_names

__all__ = ["settle_appositions", "settle_outcomes"]

LESS = 0.3  # probability that the less likely reading keeps at most: it is shown as possible, and never counted
BEHIND = re.compile(compile_names("(?:<comma>[<word><date>])?<comma>(?=<people>)"))  # , 52, before "a clerk"


def settle_outcomes(drafts: Sequence[Draft]) -> None:
    """Of "shot" the victim was either hurt or killed: the likelier of the two takes the probability of both."""
    by_cue: dict[tuple[int, int, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.cue >= 0 and draft.harm in OUTCOMES:
            by_cue[draft.sentence.number, draft.victim, draft.cue].append(draft)
    for same in by_cue.values():
        if len(same) == len(OUTCOMES):
            less, more = sorted(same, key=lambda draft: draft.probability or 0.0)
            _give(less, more, min(1.0, (less.probability or 0.0) + (more.probability or 0.0)))


def settle_appositions(drafts: Sequence[Draft]) -> None:
    """Of "Ada Lund, 52, a clerk, was killed" and "the clerk, Ada Lund, was killed" the name: one person, told twice."""
    by_cue: dict[tuple[int, int, str], dict[int, Draft]] = defaultdict(dict)
    for draft in drafts:
        if draft.cue >= 0 and draft.count.high == 1:
            by_cue[draft.sentence.number, draft.cue, draft.harm][draft.victim] = draft
    for same in by_cue.values():
        for at, named in same.items():
            chunks, row = named.sentence.chunks, named.sentence.row
            if row[at] != NAME:
                continue
            behind = BEHIND.match(row, at + 1)
            described = same.get(behind.end()) if behind else None
            group = chunks[at - 2].group if at > 1 and row[at - 1] == COMMA and row[at - 2] == PEOPLE else None
            if described is None and group is not None and group.definite:
                described = same.get(at - 2)
            if described is not None and not described.names:
                _give(described, named, max(described.probability or 0.0, named.probability or 0.0))


def _give(less: Draft, more: Draft, probability: float) -> None:
    more.probability = probability
    less.probability = min(less.probability or 0.0, LESS)
