"""Adds a claim that a person found in a document and the reader did not: its words, what they come to, and who added it.

The claim is one like any other: it stands on words of the document, and its number, unit, groups and names are read from them by
the reader's own grammar. It is recorded with the decision that added it, both or neither; taking that decision back leaves the
claim out of every figure.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused, UnreadableFile
from cenotaph.extract import BY_PERSON, name_marked, read_marked
from cenotaph.ledger import record_decision
from cenotaph.model import Claim, DatedAs, DateInterval, Decision, DecisionKind, Document, PlacedAs, PlaceRef, Reason, Span
from cenotaph.steps.decide import let_take_effect
from cenotaph.store import Case, Record
from cenotaph.text import Lexicon, load_lexicon

__all__ = ["MarkedWords", "add_claim", "preview_claim"]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """What a person gives of a claim: `words` of the document that hold the number or the name, and the harm.

    `near` is about where the words begin, for words that stand there more than once; `speaker` is who says it, in words of the
    document too, and so is `place`; `date` is the day in EDTF (2009-03-14, 2009-03, 2009), which the text may give in any words.
    """

    words: str
    harm: str
    near: int = 0
    speaker: str = ""
    date: str = ""
    place: str = ""


def add_claim(case: Case, document_id: str, given: MarkedWords, *, decided_by: str, why: str, later: bool = False) -> Decision:
    """Add the claim that words of the document make. Raises `DecisionRefused` when they are not in the document, count and name
    nobody, or are a claim already, and `InvalidValue` for a date of another form.
    """
    with case.writing() as record:
        document, claim = _read(record, document_id, given, decided_by)
        record.claims.add(claim, document_id, f"{BY_PERSON}: {decided_by}")
        record.people.add(document_id, name_marked(document.text, claim, _lexicon(document.language), document.sha256))
        at = datetime.now(UTC).replace(microsecond=0)
        made = record_decision(record, DecisionKind.ADD, [claim.id], decided_by=decided_by, decided_at=at, why=why)
        let_take_effect(record, made, later=later)
    return made


def preview_claim(case: Case, document_id: str, given: MarkedWords, *, decided_by: str) -> tuple[Claim, str]:
    """The claim that would be added, and its quotation; nothing is recorded. Raises as `add_claim` does."""
    with case.reading() as record:
        document, claim = _read(record, document_id, given, decided_by)
    return claim, " ".join(claim.evidence.of(document.text).split())


def _read(record: Record, document_id: str, given: MarkedWords, decided_by: str) -> tuple[Document, Claim]:
    document = record.documents.get(document_id)
    if document is None:
        raise DecisionRefused("there is no such document", where=document_id)
    marked = _find(document.text, given.words, given.near)
    speaker = _find(document.text, given.speaker, marked.start) if given.speaker.strip() else None
    claim = read_marked(document.text, marked, given.harm, _lexicon(document.language), document.sha256, speaker)
    for row in record.claims.rows(document_id=document_id):
        if row.claim.harm == claim.harm and row.claim.victims.overlaps(claim.victims):
            raise DecisionRefused(f"these words are a claim of that harm already: {row.claim.count}", where=row.claim.id)
    placed = _place(document, given.place, claim.victims.start)
    return document, replace(claim, date=_date(given.date, decided_by), place=placed)


def _date(edtf: str, decided_by: str) -> DatedAs | None:
    if not edtf.strip():
        return None
    return DatedAs(None, DateInterval.from_edtf(edtf.strip()), True, Reason.of("given_by", by=decided_by))


def _place(document: Document, words: str, near: int) -> PlacedAs | None:
    if not words.strip():
        return None
    span = _find(document.text, words, near)
    return PlacedAs(span, PlaceRef(" ".join(words.split())))


def _lexicon(language: str) -> Lexicon:
    try:
        return load_lexicon(language)
    except (UnreadableFile, KeyError, FileNotFoundError, ValueError) as fault:
        raise DecisionRefused(f"numbers of the language {language} cannot be read yet") from fault


def _find(text: str, words: str, near: int) -> Span:
    """Where `words` stand in `text`, nearest to `near`; runs of blanks and line ends count as one blank."""
    wanted = words.split()
    if not wanted:
        raise DecisionRefused("no words were chosen")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted))
    found = min(pattern.finditer(text), key=lambda match: abs(match.start() - near), default=None)
    if found is None:
        raise DecisionRefused(f"these words do not stand in the document: {' '.join(wanted)[:200]}")
    return Span(found.start(), found.end())
