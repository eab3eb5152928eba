"""Lines that are nothing but a day and an hour, as above the entries of a live page or in a diary: what follows was said then.

Refuses a line without a year that nothing tells, and any line that says more.
"""

from collections.abc import Sequence

from cenotaph.extract.draft import SentenceChunks
from cenotaph.model import DatedAs, Reason
from cenotaph.text.dates import resolve_date

__all__ = ["entry_days"]

LONGEST_DAY_LINE = 14  # words, numbers and marks: a weekday, a day twice, an hour and its zone
OTHER_WORDS = 2  # beside the day: "Posted", "Updated", "BST"


def entry_days(sentences: Sequence[SentenceChunks], report: DatedAs | None) -> dict[int, DatedAs]:
    """The day from which "today" is counted in each sentence below such a line, by the number of the sentence. `report` is the
    day of the document, by which a missing year is told.
    """
    days: dict[int, DatedAs] = {}
    now: DatedAs | None = None
    for sentence in sentences:
        if sentence.dates and _is_day_line(sentence):
            first = sentence.dates[0]
            interval, _, _ = resolve_date(first.words, report.interval if report is not None else None)
            if interval is not None and interval.days == 1:
                now = DatedAs(first.span, interval, False, Reason.of("dateline"))
        if now is not None:
            days[sentence.number] = now
    return days


def _is_day_line(sentence: SentenceChunks) -> bool:
    """Whether a sentence holds a day and no other words but two: "Posted", "BST"."""
    if len(sentence.tokens) > LONGEST_DAY_LINE:
        return False
    inside = [date.span for date in sentence.dates]
    others = [t for t in sentence.tokens if t.is_word and not any(span.start <= t.start < span.end for span in inside)]
    return len(others) <= OTHER_WORDS and not sentence.lexicon.phrases("harms").any_in(others)
