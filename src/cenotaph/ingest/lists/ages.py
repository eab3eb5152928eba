"""An age as lists write it, in completed years: "34", "34,5", "8 months", "newborn", "<1", "34 years old", "30s", "60+", "25-30".

Whether somebody is a child decides what is published of them, so an infant whose age was dropped would be named. Refuses what
is no age ("adult", "old"): it is held as given.
"""

import re
from functools import cache, lru_cache

from cenotaph.ingest.lists.words import list_words
from cenotaph.text import fold, level_digits

__all__ = ["read_age"]

AGE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>\D*)")
BELOW = re.compile(r"(?:<|under|below|less than|menos de|moins de|до|младше)\s*(?P<number>\d+)(?:\s*(?P<unit>\D*))?")
FROM = re.compile(r"(?:>=|≥|over|above|más de|mas de|plus de|старше)?\s*(?P<number>\d+)\s*(?P<plus>\+)?(?:\s*(?P<unit>\D*))?")
RANGE = re.compile(r"(?P<low>\d{1,3})\s*(?:-|–|—|to|a|à)\s*(?P<high>\d{1,3})\s*(?P<unit>\D*)")
DECADE = re.compile(r"(?:in (?:his|her|their) )?(?P<number>\d0)\s*['’]?s")
A_YEAR = {"years": 1.0, "months": 12.0, "weeks": 52.18, "days": 365.25}


@lru_cache(maxsize=1000)  # a list has few ages, over and over
def read_age(cell: str) -> tuple[int, int | None] | None:
    """The lowest and the highest number of completed years, equal for one age, the highest None where there is no bound; None
    for what is no age. `<1` is below one year, and so none is completed.
    """
    text = fold(level_digits(cell)).strip().rstrip(".")
    if text in _units()["newborn"]:
        return 0, 0
    decade = DECADE.fullmatch(text)
    if decade:
        return int(decade["number"]), int(decade["number"]) + 9
    found = RANGE.fullmatch(text)
    if found and int(found["low"]) <= int(found["high"]) and _parts(found["unit"]):
        parts = _parts(found["unit"])
        return int(int(found["low"]) / parts), int(int(found["high"]) / parts)
    found = BELOW.fullmatch(text)
    if found and _parts(found["unit"]):
        return 0, max(0, int((int(found["number"]) - 1) / _parts(found["unit"])))
    found = AGE.fullmatch(text)
    if found and _parts(found["unit"]):
        age = int(float(found["number"].replace(",", ".")) / _parts(found["unit"]))
        return age, age
    found = FROM.fullmatch(text)
    if found and (found["plus"] or not text[0].isdigit()) and _parts(found["unit"]) == 1.0:
        return int(found["number"]), None
    return None


def _parts(unit: str | None) -> float:
    """How many of the unit make a year, 0.0 for what is no unit of time."""
    word = (unit or "").strip().rstrip(".")
    return next((parts for code, parts in A_YEAR.items() if word in _units()[code]), 0.0) if word else 1.0


@cache
def _units() -> dict[str, frozenset[str]]:
    return {code: frozenset(fold(str(word)) for word in words) for code, words in list_words()["ages"].items()}
