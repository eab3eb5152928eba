"""Adds a claim that a person found in a document and the reader did not: its words, what they come to, and who added it.

The claim is one like any other: it stands on words of the document, and its number, unit, groups and names are read from them by
the reader's own grammar; what a person says otherwise is mended in the same breath, and stands as mended. It is recorded with the
decisions that added and mended it, all or none; taking the first back leaves the claim out of every figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused
from cenotaph.extract import BY_PERSON, read_marked, take_marked
from cenotaph.ledger import record_decision
from cenotaph.model import (
    Claim,
    CountRange,
    DatedAs,
    DateInterval,
    Decision,
    DecisionKind,
    Document,
    PlacedAs,
    PlaceRef,
    Reason,
    Span,
    apply_edit,
)
from cenotaph.steps.claim_form import Check, GivenFields, check_claim, edit_of, find_words
from cenotaph.steps.decide import let_take_effect
from cenotaph.steps.naming import lexicon_of, name_people
from cenotaph.store import Case, Record

__all__ = ["MarkedWords", "SeenClaim", "add_claim", "preview_claim", "see_claim"]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """What a person gives of a claim: `words` of the document that hold the number or the name, and the harm.

    `near` is about where the words begin, for words that stand there more than once; `speaker` is who says it, in words of the
    document too, and so is `place`; `date` is the day in EDTF (2009-03-14, 2009-03, 2009), which the text may give in any words.
    `more` is what else the person says of it, where it is not what the words come to.
    """

    words: str
    harm: str
    near: int = 0
    speaker: str = ""
    date: str = ""
    place: str = ""
    more: GivenFields = field(default_factory=lambda: GivenFields({}))


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim before it is recorded: as it would stand, its quotation, and what to look at again."""

    claim: Claim
    quote: str
    checks: tuple[Check, ...]


def add_claim(case: Case, document_id: str, given: MarkedWords, *, decided_by: str, why: str, later: bool = False) -> Decision:
    """Add the claim that words of the document make. Raises `DecisionRefused` when they are not in the document, count and name
    nobody and no number or name is given, or are a claim already, and `InvalidValue` for a date of another form.
    """
    with case.writing() as record:
        document, claim, edit = _read(record, document_id, given, decided_by)
        record.claims.add(claim, document_id, f"{BY_PERSON}: {decided_by}")
        name_people(record, document, apply_edit(claim, edit))
        at = datetime.now(UTC).replace(microsecond=0)
        made = last = record_decision(record, DecisionKind.ADD, [claim.id], decided_by=decided_by, decided_at=at, why=why)
        if edit:
            last = record_decision(
                record, DecisionKind.EDIT, [claim.id], decided_by=decided_by, decided_at=at, why=why, details=edit
            )
        let_take_effect(record, last, later=later)
    return made


def preview_claim(case: Case, document_id: str, given: MarkedWords, *, decided_by: str) -> SeenClaim:
    """The claim that would be added; nothing is recorded. Raises as `add_claim` does."""
    with case.reading() as record:
        document, claim, edit = _read(record, document_id, given, decided_by)
        return see_claim(record, document, apply_edit(claim, edit))


def see_claim(record: Record, document: Document, claim: Claim) -> SeenClaim:
    """A claim of the document as it would stand, with what to look at again."""
    standing = record.standing
    wholes = {row.claim.id: standing.mended(row.claim) for row in record.claims.rows(document_id=document.id)}
    checks = check_claim(claim, document.text, _said_on(record, document.id), lexicon_of(document.language), wholes)
    return SeenClaim(claim, " ".join(claim.evidence.of(document.text).split()), tuple(checks))


def _said_on(record: Record, document_id: str) -> DateInterval | None:
    """The day of a document."""
    row = next(record.documents.rows(ids=[document_id]))
    said = row["report_date"] or row["published"]
    return DateInterval.from_edtf(said) if said else None


def _read(record: Record, document_id: str, given: MarkedWords, decided_by: str) -> tuple[Document, Claim, Mapping[str, str]]:
    document = record.documents.get(document_id)
    if document is None:
        raise DecisionRefused("there is no such document", where=document_id)
    marked = find_words(document.text, given.words, given.near)
    speaker = find_words(document.text, given.speaker, marked.start) if given.speaker.strip() else None
    claim = _claim(document, marked, given, speaker)
    for row in record.claims.rows(document_id=document_id):
        if row.claim.harm == claim.harm and row.claim.victims.overlaps(claim.victims):
            raise DecisionRefused(f"these words are a claim of that harm already: {row.claim.count}", where=row.claim.id)
    placed = _place(document, given.place, claim.victims.start)
    claim = replace(claim, date=_date(given.date, decided_by), place=placed)
    edit = edit_of(claim, document.text, given.more)
    apply_edit(claim, edit)
    return document, claim, edit


def _claim(document: Document, marked: Span, given: MarkedWords, speaker: Span | None) -> Claim:
    """What the reader makes of the words; where it makes nothing of them, the words with the number or the names that are
    given.
    """
    lexicon = lexicon_of(document.language)
    said = given.more.values
    helped = any(said.get(name, "").strip() for name in ("low", "high", "names"))
    if lexicon is None and not helped:
        raise DecisionRefused(f"numbers of the language {document.language} cannot be read yet", remedy="say the number yourself")
    try:
        if lexicon is not None:
            return read_marked(document.text, marked, given.harm, lexicon, document.sha256, speaker)
    except DecisionRefused:
        if not helped:
            raise
    words = " ".join(speaker.of(document.text).split()) if speaker is not None else ""
    named = len([line for line in said.get("names", "").splitlines() if line.strip()])
    count = CountRange(named, named) if named else CountRange(1, None)
    return replace(take_marked(marked, given.harm, document.sha256, count, speaker), speaker_text=words)


def _date(edtf: str, decided_by: str) -> DatedAs | None:
    if not edtf.strip():
        return None
    return DatedAs(None, DateInterval.from_edtf(edtf.strip()), True, Reason.of("given_by", by=decided_by))


def _place(document: Document, words: str, near: int) -> PlacedAs | None:
    if not words.strip():
        return None
    span = find_words(document.text, words, near)
    return PlacedAs(span, PlaceRef(" ".join(words.split())))
