"""Rows of a table as a document's text has them, "Place: Market | Killed: 31 | Source: Ministry of Health": a claim a number.

Every cell is read by its own heading: the grammar of sentences would read over the bars. The whole row is the evidence, for a
number without its headings says nothing. Refuses a row that sums up others, which would count its people twice, a number whose
heading tells of two harms or of none, and any place or speaker but the row's own.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.extract.clauses import HARM_KINDS
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.model import TABLE_ROW_RULE, ClaimScope, CountRange, DatedAs, PlacedAs, PlaceRef, Span
from cenotaph.text import CELLS_APART, Lexicon, find_dates, match_count, match_form
from cenotaph.text.dates import resolve_date

__all__ = ["Cell", "heading_harm", "named_cell", "read_table_rows", "row_cells"]

LONGEST_ROW, LONGEST_HEADING = 5_000, 80  # characters: what is longer is no row of a table, or no heading
BRACKETS = ("(", "[")
KINDS = frozenset(HARM_KINDS) - {"counted_zero"}  # "casualties" are dead or hurt, and a heading does not say which


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its heading, and where its words stand."""

    name: str
    value: Span


def read_table_rows(
    text: str, sentences: Sequence[SentenceChunks], drafts: list[Draft], report: DatedAs | None, lexicon: Lexicon
) -> list[Draft]:
    """The drafts with those inside rows of tables replaced by what the rows say, in text order; `report` is the text's day."""
    if CELLS_APART not in text or not lexicon.lists.get("tables") or not sentences:
        return drafts
    starts = [sentence.span.start for sentence in sentences]
    lines: list[Span] = []
    made: list[Draft] = []
    for line in _lines(text):
        cells = row_cells(text, line)
        if not cells:
            continue
        lines.append(line)
        made += _drafts(text, line, cells, sentences[max(bisect_right(starts, line.start) - 1, 0)], report, lexicon)
    begins = [line.start for line in lines]
    kept = [draft for draft in drafts if not _is_in(draft.victims, lines, begins)]
    return sorted([*kept, *made], key=lambda draft: (draft.victims.start, draft.evidence.start))


def _lines(text: str) -> Iterator[Span]:
    """The lines with a bar in them."""
    at = 0
    for words in text.split("\n"):
        if CELLS_APART in words and len(words) <= LONGEST_ROW:
            yield _stripped(text, Span(at, at + len(words)))
        at += len(words) + 1


def row_cells(text: str, line: Span) -> list[Cell]:
    """The cells of a line that have a heading and something behind it."""
    cells, at = [], line.start
    for words in line.of(text).split(CELLS_APART):
        heading, colon, value = words.partition(": ")
        if colon and value.strip() and 0 < len(heading.strip()) <= LONGEST_HEADING:
            cells.append(Cell(heading.strip(), _stripped(text, Span(at + len(heading) + 2, at + len(words)))))
        at += len(words) + len(CELLS_APART)
    return cells


def _is_in(span: Span, lines: Sequence[Span], begins: Sequence[int]) -> bool:
    at = bisect_right(begins, span.end) - 1
    return at >= 0 and lines[at].overlaps(span)


def _drafts(
    text: str, line: Span, cells: Sequence[Cell], sentence: SentenceChunks, report: DatedAs | None, lexicon: Lexicon
) -> list[Draft]:
    totals = lexicon.words("tables", "total")
    if any(match_form(cell.value.of(text)).strip(" :.") in totals for cell in cells):
        return []
    place, source = named_cell(cells, lexicon, "place"), named_cell(cells, lexicon, "source")
    date = _date(text, line, report, lexicon)
    made = []
    for cell in cells:
        harm = heading_harm(cell.name, lexicon)
        count = _count(cell.value.of(text), lexicon) if harm else None
        if count is None or count.high == 0:
            continue
        draft = Draft(sentence, 0, harm, count, cell.value, line, _groups(cell.name, lexicon), date=date, rules=[TABLE_ROW_RULE])
        if source is not None:
            draft.speaker, draft.speaker_chain = source.value, (source.value,)
        if place is not None:
            draft.place = PlacedAs(place.value, PlaceRef(" ".join(place.value.of(text).split())))
        if named_cell(cells, lexicon, "period") is not None:
            draft.scope = ClaimScope.CUMULATIVE
        made.append(draft)
    _set_parts(made)
    return made


def _date(text: str, line: Span, report: DatedAs | None, lexicon: Lexicon) -> DatedAs | None:
    """The first day that the row gives."""
    for found in find_dates(lexicon.tokenise(text, line.start, line.end), lexicon):
        interval, inferred, why = resolve_date(found.words, report.interval if report is not None else None)
        if interval is not None:
            return DatedAs(found.span, interval, inferred, why)
    return None


def _set_parts(drafts: Sequence[Draft]) -> None:
    """Numbers of children, women or soldiers are parts of the one number of the same harm that names no group."""
    for harm in {draft.harm for draft in drafts}:
        wholes = [draft for draft in drafts if draft.harm == harm and not draft.groups]
        if len(wholes) != 1 or wholes[0].count.low is None:
            continue
        for draft in drafts:
            if draft.harm == harm and draft.groups and (draft.count.high or 0) <= wholes[0].count.low:
                draft.part_of = wholes[0]


def _groups(heading: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The groups of people that a heading names ("children killed")."""
    people = person_words(lexicon)
    words = [token.lower for token in lexicon.tokenise(heading)]
    found = [people.plural.get(word) or people.singular.get(word) or "" for word in words]
    return tuple(dict.fromkeys(group for group in found if group))


def named_cell(cells: Sequence[Cell], lexicon: Lexicon, kind: str) -> Cell | None:
    """The first cell whose heading is one of a list."""
    wanted = lexicon.words("tables", kind)
    return next((cell for cell in cells if match_form(cell.name) in wanted), None)


def _count(words: str, lexicon: Lexicon) -> CountRange | None:
    """The number that a cell is, also with what a bracket adds ("45 (3 children)"); None for a share, a decimal or a sentence."""
    tokens = lexicon.tokenise(words)
    found = match_count(tokens, 0, lexicon) if tokens else None
    if found is None or found.stop < len(tokens) and tokens[found.stop].text not in BRACKETS:
        return None
    return found.count


def heading_harm(heading: str, lexicon: Lexicon) -> str:
    """The harm that a heading names; none where it names two, or something that happens to no people."""
    tokens = lexicon.tokenise(heading)
    if any(token.lower in lexicon.words("tables", "rate") for token in tokens):
        return ""
    phrases = lexicon.phrases("harms", HARM_KINDS)
    found: set[str] = set()
    at = 0
    while at < len(tokens):
        match = phrases.match(tokens, at)
        if match is not None and match[0].kind in KINDS and isinstance(match[0].value, str):
            found.add(match[0].value)
        at = match[1] if match is not None else at + 1
    return found.pop() if len(found) == 1 else ""


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
