"""Reads the dateline a wire report opens with: "LEDRO, 16 NOV 89 (NORTH WIRE) -- ". It dates the report, not the harm."""

import re
from dataclasses import dataclass

from cenotaph.model import DateInterval, Span
from cenotaph.text.dates import find_dates, resolve_date
from cenotaph.text.lexicon import Lexicon

__all__ = ["Dateline", "find_dateline"]

SEARCHED = 1_500  # characters: a dateline stands before the first paragraph, after headline and byline
OPENING = re.compile(
    r"^[ \t]*(?P<place>[^\W\d_][^\n]{1,60}?)"
    r"(?:,\s*(?P<date>\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{2,4}|[^\W\d_]{3,9}\.?\s+\d{1,2}(?:,\s*\d{4})?))?"
    r"\s*(?:\((?P<agency>[^()\n]{2,60})\))?\s*(?:--+|–|—)\s*(?:\[[^\]\n]{1,30}\]\s*)*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Span of the whole dateline, the place, the agency if named, and the date if written."""

    span: Span
    place: str
    agency: str
    date: DateInterval | None


def find_dateline(text: str, lexicon: Lexicon) -> Dateline | None:
    """The first dateline in the opening of `text`, or None. It needs an agency or a date to count as one."""
    for found in OPENING.finditer(text, 0, min(len(text), SEARCHED)):
        if not found["date"] and not found["agency"]:
            continue
        if found["place"] != found["place"].upper() and not found["date"]:
            continue
        when = None
        if found["date"]:
            matches = find_dates([*lexicon.tokenise(found["date"] + " (")], lexicon)
            if matches:
                when = resolve_date(matches[0].words, None)[0]
        return Dateline(Span(found.start("place"), found.end()), found["place"], found["agency"] or "", when)
    return None
