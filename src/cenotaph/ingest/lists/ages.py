"""An age as lists write it, in completed years: "34", "34,5", "8 months", "newborn", "<1", "2 yrs", "34 years old".

Whether somebody is a child decides what is published of them, so an infant whose age was dropped would be named. Refuses what
is no one age: "30s", "60+" and "25-30" are held as given.
"""

import re
from functools import cache

from cenotaph.ingest.lists.mapping import list_words
from cenotaph.text import fold, level_digits

__all__ = ["read_age"]

AGE = re.compile(r"(?P<below><\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>\D*)")
A_YEAR = {"years": 1.0, "months": 12.0, "weeks": 52.18, "days": 365.25}


def read_age(cell: str) -> int | None:
    """The completed years, None for what gives no one age. `<1` is below one year, and so none is completed."""
    text = fold(level_digits(cell)).strip().rstrip(".")
    if text in _units()["newborn"]:
        return 0
    found = AGE.fullmatch(text)
    if not found:
        return None
    number, unit = float(found["number"].replace(",", ".")), found["unit"].strip().rstrip(".")
    if found["below"]:
        return 0 if number <= 1 else None
    parts = next((parts for code, parts in A_YEAR.items() if unit in _units()[code]), A_YEAR["years"] if not unit else 0.0)
    return int(number / parts) if parts else None


@cache
def _units() -> dict[str, frozenset[str]]:
    return {code: frozenset(fold(str(word)) for word in words) for code, words in list_words()["ages"].items()}
