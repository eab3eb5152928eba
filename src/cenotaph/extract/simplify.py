"""Folds out of a row of symbols what stands between a group and its verb without changing who suffered: brackets, asides between
dashes, appositions, relative clauses, phrases of place and time. "A nurse who was at the gate, Ada Lund, was hurt" is a person
"was hurt".

Folding is for matching only: the spans stay those of the text. A relative clause that is folded out becomes a row of its own, with
whom it tells of before it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["DASH", "folded_rows", "simplify"]

DASH = "-"
ADVERBS = str.maketrans("", "", "Dad")
FOLDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\([^()]*\)",  # (in brackets)
        r"-[^-z]*-",  # - between dashes -
        r",?[pobt][wesM]*[wMUGCOB]s?[we]?",  # in the northern town of Ostra
        r",[wM]?,",  # , 34,
        r",?W[^zWTEIAxy]*[xyDmn]*[xTEIAwe][^zxyTEIA]*?,(?=[xyTEIAmnfR]|$)",  # , who was at the gate,
        r"W[xyDmn]*[xTEIAe]?[^zxyTEIA,]*(?=[xyTEIA]|$)",  # who was at the gate
        r",L?[^,zxyTEIAW]*,(?=[xyTEIAmnfRW]|$)",  # , a clerk of the court,
        r",?e[wMGUCB]*,?(?=[xyTEIA]|$)",  # armed with a stick
        r",?L[^zxyTEIA]*,?(?=[xyTEIA]|$)",  # including two clerks
    )
)
LISTED = re.compile(r"(?:,|,?c)[wMGBCKUO]s?w?")  # and two others
ROW_FOLDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\([^()]*\)",
        r"-[^-z]*-",
        r"(?<![NYTQ])[pobt]a?[Dwesd]*[wdMU](?![GBCK])",
        r"(?<=[GMCBU]),[wMd](?:,|(?=[xyzTEIA]))",
        r"(?<=[GMCBUw]),?W[^zW]{1,14}?,(?=[Ddyn]*[xyTEIAmnf])",
        r"(?<=[GMCBUw])W[DdyxmnfOaG]*[xTEIAew][^zxyTEIA,]{0,8}(?=[xyI])",
        r"(?<=[GMCBU]),[Da]*[^,zxyTEIAWcR]{1,8},(?=[Ddyn]*[xyTEIAmnf])",
        r"(?<=[GMCBU]),?e[wMd]{0,4},?(?=[xyIA])",
        r"(?<=[GMCBU])d(?=[xyTEIA])",
    )
)
RELATIVE = re.compile(r",?W")
MOST_ROUNDS = 3  # a phrase within a phrase within a phrase
LONGEST_ROW = 120  # chunks: beyond that a sentence is a list or a table


@lru_cache(maxsize=20_000)
def simplify(symbols: str) -> str:
    """What is left of the symbols between a group and its verb; further members of one list become "+"."""
    row = symbols.translate(ADVERBS)
    for _ in range(MOST_ROUNDS):
        before = row
        for fold in FOLDS:
            row = fold.sub("", row)
        row = LISTED.sub("+", row)
        if row == before:
            break
    return re.sub(r"(.)\1+", r"\1", row)


def folded_rows(symbols: str) -> Iterator[list[int]]:
    """The rows that folding leaves of a sentence, each as indices into `symbols`: the main clause, and every relative clause after
    whom it tells of. Nothing where there is nothing to fold.
    """
    kept = list(range(len(symbols)))
    if len(kept) > LONGEST_ROW:
        return
    row = symbols
    for _ in range(MOST_ROUNDS):
        before = row
        for fold in ROW_FOLDS:
            while found := fold.search(row):
                start, stop = found.span()
                if stop == start:
                    break
                if RELATIVE.match(row, start) and start:
                    inner = start + (row[start] == ",") + 1
                    yield [kept[start - 1], *kept[inner:stop]]
                kept = kept[:start] + kept[stop:]
                row = row[:start] + row[stop:]
        if row == before:
            break
    if len(row) < len(symbols):
        yield kept
