"""Folds out of a row of symbols what stands between a group and its verb without changing who suffered: brackets, asides between
dashes, appositions, relative clauses, phrases of place and time. "A nurse who was at the gate, Ada Lund, was hurt" is a person
"was hurt".

Folding is for matching only: the spans stay those of the text.
"""

import re
from functools import lru_cache

__all__ = ["DASH", "simplify"]

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
MOST_ROUNDS = 3  # a phrase within a phrase within a phrase


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
