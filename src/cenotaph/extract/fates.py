"""The days of a person's fate that are not the day of the harm: missing since, found on, died on.

A date counts where its word ("missing", "found", "died") stands in the sentence that names the person, and no other such word
stands nearer to the date. Only days that the words give whole are taken: whatever has to be inferred is the business of `when`.
"""

from collections.abc import Sequence

from cenotaph.extract.appearances import Somebody
from cenotaph.model import PersonField
from cenotaph.text import Lexicon, Token
from cenotaph.text.dates import resolve_date

__all__ = ["find_fate_dates"]

FIELDS = ("missing_date", "found_date", "death_date")
REACH = 8  # tokens between a word of fate and its day


def find_fate_dates(somebody: Somebody, lexicon: Lexicon) -> list[PersonField]:
    """At most one day of each kind, the first that is said."""
    found: dict[str, PersonField] = {}
    for one in somebody.appearances:
        tokens = one.sentence.tokens
        for date in one.sentence.dates:
            field = _nearest(tokens, date.first, date.stop, lexicon)
            interval, inferred, _ = resolve_date(date.words, None)
            if field and interval is not None and not inferred and field not in found:
                found[field] = PersonField(field, date.span, interval.edtf)
    return list(found.values())


def _nearest(tokens: Sequence[Token], first: int, stop: int, lexicon: Lexicon) -> str:
    """The field whose word stands nearest to the tokens of a date, before it rather than after it."""
    distances = [
        (first - at if at < first else at - stop + 1 + REACH / 2, field)
        for field in FIELDS
        for at in range(max(0, first - REACH), min(len(tokens), stop + REACH // 2))
        if tokens[at].lower in lexicon.words("naming", field)
    ]
    return min(distances)[1] if distances else ""
