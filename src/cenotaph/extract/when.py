"""The document's own date, the date of each claim, and whether a number sums a period.

"said Sunday" dates the saying, never the harm. A missing year is inferred only from evidence, and the reason is kept.
"""

from collections.abc import Sequence

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.model import DatedAs, DateInterval, Span
from cenotaph.text import Dateline, Lexicon
from cenotaph.text.dates import DateWords, infer_report_day, resolve_date

__all__ = ["date_claims", "date_report"]


def date_report(text: str, sentences: Sequence[SentenceChunks], dateline: Dateline | None, published: DateInterval | None, lexicon: Lexicon) -> DatedAs | None:
    """The report's day: the dateline, else the publication date, else what an anniversary proves, else None."""
    if dateline is not None and dateline.date is not None:
        return DatedAs(dateline.span, dateline.date, False, "the dateline")
    if published is not None:
        return DatedAs(None, published, False, "the date of publication")
    found: list[tuple[DateWords, Span]] = [(c.date.words, c.span) for s in sentences for c in s.chunks if c.date is not None]
    years = sorted({words.year for words, _ in found if words.year is not None})
    proof = infer_report_day([words for words, _ in found], _anniversaries(sentences, lexicon), years)
    if proof is None:
        return None
    interval, why = proof
    span = next(s for w, s in found if (w.day, w.month) == (interval.start.day, interval.start.month))
    return DatedAs(span, interval, True, why)


def _anniversaries(sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> list[int]:
    """The n of each "n-th anniversary"."""
    words, suffixes = lexicon.words("dates", "anniversary"), lexicon.words("dates", "ordinal_suffixes")
    out = []
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if token.lower not in words or at == 0:
                continue
            before = at - 2 if sentence.tokens[at - 1].lower in suffixes and at > 1 else at - 1
            number = sentence.tokens[before].text
            ordinal = lexicon.lists["dates"]["ordinals"].get(number.lower)
            if number.isascii() and number.isdigit():
                out.append(int(number))
            elif ordinal is not None:
                out.append(ordinal)
    return out


def date_claims(text: str, sentences: Sequence[SentenceChunks], drafts: Sequence[Draft], report: DatedAs | None, lexicon: Lexicon) -> None:
    """Give each draft its date and scope."""
    day = report.interval if report is not None else None
    last: DatedAs | None = None
    for draft in drafts:
        if draft.scope == "incident" and _sums_a_period(draft, lexicon):
            draft.scope = "cumulative"
            draft.rules.append("period")
        whole = draft.part_of
        if whole is not None and whole.date is not None and whole.sentence is draft.sentence:
            draft.date = whole.date
        else:
            draft.date = _date_of(sentences, draft, day, last)
        if whole is not None and whole.scope == "cumulative" and whole.sentence is draft.sentence:
            draft.scope = "cumulative"
        if draft.date is not None and draft.date.interval is not None:
            last = draft.date


def _date_of(sentences: Sequence[SentenceChunks], draft: Draft, day: DateInterval | None, last: DatedAs | None) -> DatedAs | None:
    chunk = _nearest(draft.sentence, draft.victims)
    sentence = draft.sentence
    if chunk is None and draft.sentence.number > 0:
        sentence = sentences[draft.sentence.number - 1]
        candidates = _dates(sentence)
        chunk = candidates[-1] if candidates else None
    if chunk is None or chunk.date is None:
        return None
    if chunk.date.words.anaphor:
        if last is None:
            return DatedAs(chunk.span, None, False, "points back to a day that is not dated")
        return DatedAs(chunk.span, last.interval, True, f"points back to {last.interval.edtf if last.interval else ''}".strip())
    interval, inferred, why = resolve_date(chunk.date.words, day, context_year=_context_year(sentence, chunk, day))
    return DatedAs(chunk.span, interval, inferred, why)


def _dates(sentence: SentenceChunks) -> list[Chunk]:
    """The date chunks of a sentence that do not date the saying."""
    out = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.symbol != "d":
            continue
        before = at - 1
        while before >= 0 and sentence.chunks[before].symbol in "Dp":
            before -= 1
        if before >= 0 and sentence.chunks[before].symbol == "R":
            continue
        out.append(chunk)
    return out


def _nearest(sentence: SentenceChunks, victims: Span) -> Chunk | None:
    def distance(chunk: Chunk) -> int:
        return chunk.span.start - victims.end if chunk.span.start >= victims.end else victims.start - chunk.span.end

    full = [c for c in _dates(sentence) if c.date and c.date.words.ago is None] or _dates(sentence)
    return min(full, key=distance, default=None)


def _context_year(sentence: SentenceChunks, chunk: Chunk, day: DateInterval | None) -> tuple[int, str] | None:
    """A year that the same sentence proves: "thirty years ago" against a dated report, or a year written on its own."""
    for other in sentence.chunks:
        if other.date is None or other is chunk:
            continue
        words = other.date.words
        if words.ago is not None and words.ago[0] == "year" and day is not None:
            year = day.end.year - words.ago[1]
            return year, f"{words.ago[1]} years before the report of {day.edtf} is {year}"
        if words.year is not None and words.month is None:
            return words.year, f"the year {words.year} is written in the same sentence"
    return None


def _sums_a_period(draft: Draft, lexicon: Lexicon) -> bool:
    """A phrase like "since", "over the past", "in ten years of" in the claim's own clause."""
    sentence = draft.sentence
    clause = _clause(sentence, draft.victims)
    tokens = [token for token in sentence.tokens if clause.start <= token.start < clause.end]
    phrases = lexicon.phrases("dates")
    return any((found := phrases.match(tokens, k)) is not None and found[0].kind == "period" for k in range(len(tokens)))


def _clause(sentence: SentenceChunks, victims: Span) -> Span:
    start, end = sentence.span.start, sentence.span.end
    for chunk in sentence.chunks:
        if chunk.symbol in "zR":
            if chunk.span.end <= victims.start:
                start = chunk.span.end
            elif chunk.span.start >= victims.end:
                end = min(end, chunk.span.start)
    return Span(start, end)
