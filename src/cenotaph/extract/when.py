"""The document's own date, the date of each claim, and whether a number sums a period.

"said Sunday" dates the saying, never the harm. A missing year is inferred only from evidence, and the reason is kept.
"""

from collections.abc import Sequence

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.clauses import tells_harm
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.entry_days import entry_days
from cenotaph.extract.symbols import ADVERB_OR_PREPOSITION, DATE, HARMS_AND_CASUALTY, SAYS, SPEECH_OR_END
from cenotaph.model import ClaimScope, DatedAs, DateInterval, Reason, Span
from cenotaph.text import Dateline, Lexicon
from cenotaph.text.dates import DateWords, infer_report_day, resolve_date

__all__ = ["date_claims", "date_report"]

LEAD = 600  # characters: what a report tells first is its news
PRECISE = 7  # days: a week, within which a number has its day
MANY = 100  # people of whom is told that they "have been killed": 17 of 18 such claims of gold texts were a period's
VERY_MANY = 1_000  # people without place and day: there all 16 were


def date_report(
    sentences: Sequence[SentenceChunks], dateline: Dateline | None, published: DateInterval | None, lexicon: Lexicon
) -> DatedAs | None:
    """The report's day: the dateline, else the publication date, else what an anniversary proves, else None."""
    if dateline is not None and dateline.date is not None:
        return DatedAs(dateline.span, dateline.date, False, Reason.of("dateline"))
    if published is not None:
        return DatedAs(None, published, False, Reason.of("publication"))
    found: list[tuple[DateWords, Span]] = [(date.words, date.span) for sentence in sentences for date in sentence.dates]
    proof = infer_report_day([words for words, _ in found], _anniversaries(sentences, lexicon))
    if proof is None:
        return None
    interval, why = proof
    span = next(s for w, s in found if (w.day, w.month) == (interval.start.day, interval.start.month))
    return DatedAs(span, interval, True, why)


def _anniversaries(sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The n of each "n-th anniversary", with each year written in its sentence or the one before."""
    out = []
    for number, sentence in enumerate(sentences):
        nths = [nth for at in range(len(sentence.tokens)) if (nth := _nth_anniversary(sentence, at, lexicon)) is not None]
        near = sentences[max(0, number - 1) : number + 1] if nths else ()
        years = {date.words.year for s in near for date in s.dates if date.words.year is not None}
        out += [(nth, year) for nth in nths for year in sorted(years)]
    return out


def _nth_anniversary(sentence: SentenceChunks, at: int, lexicon: Lexicon) -> int | None:
    if at == 0 or sentence.tokens[at].lower not in lexicon.words("dates", "anniversary"):
        return None
    suffixed = at > 1 and sentence.tokens[at - 1].lower in lexicon.words("dates", "ordinal_suffixes")
    number = sentence.tokens[at - 2 if suffixed else at - 1].lower
    if number.isascii() and number.isdigit():
        return int(number)
    ordinal: int | None = lexicon.lists["dates"]["ordinals"].get(number)
    return ordinal


def date_claims(sentences: Sequence[SentenceChunks], drafts: Sequence[Draft], report: DatedAs | None, lexicon: Lexicon) -> None:
    """Give each draft its date and scope."""
    last: DatedAs | None = None
    entries = entry_days(sentences, report)
    for draft in drafts:
        whole = draft.part_of
        if whole is not None and whole.date is not None and whole.sentence is draft.sentence:
            draft.date = whole.date
        else:
            draft.date = _date_of(sentences, draft, entries.get(draft.sentence.number, report), last, lexicon)
        inherits = whole is not None and whole.scope == ClaimScope.CUMULATIVE and whole.sentence is draft.sentence
        period = "" if inherits else _period_rule(draft, lexicon)
        if inherits or period:
            draft.scope = ClaimScope.CUMULATIVE
            draft.rules.append(period or "period")
        if draft.date is not None and draft.date.interval is not None:
            last = draft.date
    _repeat_periods(drafts)


def _date_of(
    sentences: Sequence[SentenceChunks], draft: Draft, report: DatedAs | None, last: DatedAs | None, lexicon: Lexicon
) -> DatedAs | None:
    day = report.interval if report is not None else None
    own = report.span if report is not None and report.inferred else None
    number = draft.sentence.number
    for at in (number, number - 1, number + 1):
        if not 0 <= at < len(sentences) or abs(sentences[at].paragraph - draft.sentence.paragraph) > 1:
            continue
        if at != number and last is not None and not _tells_harm(sentences[at]):
            continue
        if not sentences[at].dates:
            continue
        chunk = _nearest(sentences[at], draft.victims, lexicon, own)
        if chunk is None or chunk.date is None or at > number and chunk.date.words.anaphor:
            continue
        if chunk.date.words.anaphor:
            back = last.interval if last is not None else None
            return DatedAs(
                chunk.span,
                back,
                back is not None,
                Reason.of("points_back", day=back.edtf) if back else Reason.of("points_back_undated"),
            )
        interval, inferred, why = resolve_date(chunk.date.words, day, context_year=_context_year(sentences[at], chunk, day))
        return DatedAs(chunk.span, interval, inferred, why)
    return None


def _tells_harm(sentence: SentenceChunks) -> bool:
    """A neighbouring sentence about something else ("Researchers visited in April") must not date a harm."""
    return tells_harm(sentence.tokens, sentence.lexicon) and any(chunk.symbol in HARMS_AND_CASUALTY for chunk in sentence.chunks)


def _dates(sentence: SentenceChunks, lexicon: Lexicon) -> list[Chunk]:
    """The date chunks of a sentence that do not date the saying or the paper."""
    acts = lexicon.words("speech", "dated_acts")
    out = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.symbol != DATE:
            continue
        before = at - 1
        while before >= 0 and sentence.chunks[before].symbol in ADVERB_OR_PREPOSITION:
            before -= 1
        if before >= 0 and (
            sentence.chunks[before].symbol == SAYS or sentence.tokens[sentence.chunks[before].first].lower in acts
        ):
            continue
        out.append(chunk)
    return out


def _nearest(sentence: SentenceChunks, victims: Span, lexicon: Lexicon, own: Span | None = None) -> Chunk | None:
    """The date nearest to the victims. `own` is the day of the ceremony or report itself, which dates no harm."""

    def distance(chunk: Chunk) -> int:
        return chunk.span.start - victims.end if chunk.span.start >= victims.end else victims.start - chunk.span.end

    dates = [chunk for chunk in _dates(sentence, lexicon) if chunk.span != own]
    full = [chunk for chunk in dates if chunk.date and chunk.date.words.ago is None] or dates
    return min(full, key=distance, default=None)


def _context_year(sentence: SentenceChunks, chunk: Chunk, day: DateInterval | None) -> tuple[int, Reason] | None:
    """A year that the same sentence proves: "thirty years ago" against a dated report, or a year written on its own."""
    for other in sentence.chunks:
        if other.date is None or other is chunk:
            continue
        words = other.date.words
        if words.ago is not None and words.ago[0] == "year" and day is not None:
            year = day.end.year - words.ago[1]
            return year, Reason.of("years_before_report", years=words.ago[1], report=day.edtf, year=str(year))
        if words.year is not None and words.month is None:
            return words.year, Reason.of("year_in_sentence", year=str(words.year))
    return None


def _repeat_periods(drafts: Sequence[Draft]) -> None:
    """A headline that gives the number of a period total says the same total."""
    totals = {(draft.harm, draft.count) for draft in drafts if draft.scope == ClaimScope.CUMULATIVE}
    for draft in drafts:
        if draft.scope == ClaimScope.INCIDENT and (draft.harm, draft.count) in totals and (draft.count.low or 0) > 1:
            draft.scope = ClaimScope.CUMULATIVE
            draft.rules.append("period-repeated")


def _period_rule(draft: Draft, lexicon: Lexicon) -> str:
    """Why the number sums a period, or "": a phrase like "since" or "over the past … months" in the claim's clause, or a
    month or year as the only date of a clause that names no place ("403 people were killed in November").
    """
    if draft.count.high == 0:
        return ""
    clause = _clause(draft.sentence, draft.victims)
    tokens = [token for token in draft.sentence.tokens if clause.start <= token.start < clause.end]
    phrases = lexicon.phrases("dates", ("period", "period_open"))
    units = lexicon.words("dates", "period_units")
    for at in range(len(tokens)):
        found = phrases.match(tokens, at)
        if found is None:
            continue
        entry, stop = found
        if entry.kind == "period" or entry.kind == "period_open" and any(t.lower in units for t in tokens[stop : stop + 3]):
            return "period"
    if _is_of_more_than_a_day(draft, lexicon):
        return "period-of-many"
    placed = draft.place is not None and draft.sentence.span.holds(draft.place.span)
    chunk = _nearest(draft.sentence, draft.victims, lexicon)
    if placed or chunk is None or chunk.date is None or not clause.holds(chunk.span) or draft.count.high == 1:
        return ""
    words = chunk.date.words
    coarse = words.day is None and (words.month is not None or words.year is not None)
    return "period-without-place" if coarse or words.relative is not None and words.relative[0] in ("month", "year") else ""


def _is_of_more_than_a_day(draft: Draft, lexicon: Lexicon) -> bool:
    """As in "more than 70,000 people have died": many, told in passing with no day, and with no place or as what has been."""
    lowest, day = draft.count.lowest, draft.date.interval if draft.date is not None else None
    if lowest < MANY or draft.sentence.span.start < LEAD or day is not None and day.days <= PRECISE:
        return False
    if lowest >= VERY_MANY and draft.place is None:
        return True
    have = lexicon.words("grammar", "have")
    return any(token.lower in have for token in draft.sentence.tokens if draft.evidence.holds(Span(token.start, token.end)))


def _clause(sentence: SentenceChunks, victims: Span) -> Span:
    start, end = sentence.span.start, sentence.span.end
    for chunk in sentence.chunks:
        if chunk.symbol in SPEECH_OR_END:
            if chunk.span.end <= victims.start:
                start = chunk.span.end
            elif chunk.span.start >= victims.end:
                end = min(end, chunk.span.start)
    return Span(start, end)
