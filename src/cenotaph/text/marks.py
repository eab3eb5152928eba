"""Finds what a text is known by: its names, the pairs of them, which place it says lies in which, the ages it gives.

A name is a word that the text never writes in lower case. In a text all in capitals, and in a script without capitals, every word
may be one: how rare a word is in the whole case tells then. No list of names is asked, so it serves every language with words.
"""

import re
from itertools import pairwise

from cenotaph.model import TextMarks
from cenotaph.text.fold import fold

__all__ = ["mark_text"]

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
SHORTEST = 3  # letters: shorter words tell too little
CAPITALS = 0.7  # of the words with a case, from which on a text is all in capitals
OLDEST = 110  # years; higher numbers in these places are no ages
AGE = re.compile(
    r"\b(\d{1,3})(?:[- ](?:years?|year-)[- ]?old\b|-летн)|,\s(\d{1,3})(?=[,.;)])|\bage[ds]?\s(\d{1,3})\b|\((\d{1,3})\)"
)
NAME = r"[A-Z][\w'’-]{1,30}(?:\s[A-Z][\w'’-]{1,30}){0,2}"
WITHIN = re.compile(rf"\b({NAME}),\s({NAME})")


def mark_text(*parts: str) -> TextMarks:
    """The marks of one text, given as title and body or in one part."""
    text = "\n".join(parts)
    words = WORD.findall(text)
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    shouted = sum(word[0].isupper() for word in cased) >= CAPITALS * len(cased)
    small = set() if shouted else {fold(word) for word in cased if word[0].islower()}

    def is_name(word: str) -> bool:
        return len(word) >= SHORTEST and not word.isdigit() and (shouted or word[0].isupper()) and fold(word) not in small

    names = frozenset(fold(word) for word in words if is_name(word))
    return TextMarks(
        names,
        frozenset(fold(word) for word in cased if len(word) > SHORTEST) - names,
        frozenset(f"{fold(a)} {fold(b)}" for a, b in pairwise(words) if is_name(a) and is_name(b)),
        frozenset((fold(a), fold(b)) for a, b in WITHIN.findall(text)),
        frozenset(int(next(filter(None, found))) for found in AGE.findall(text)) & frozenset(range(OLDEST)),
    )
