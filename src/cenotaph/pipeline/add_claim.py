"""Adds a claim that a person found in a document and the reader did not: its words, its number as they say it, and who added it.

The claim is one like any other: it stands on words of the document, and its number is read from them by the same grammar. It is
recorded with the decision that added it, both or neither; taking that decision back leaves the claim out of every figure.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused, UnreadableFile
from cenotaph.ledger import record_decision
from cenotaph.model import Claim, CountRange, DatedAs, DateInterval, Decision, Document, PlacedAs, PlaceRef, Span, stable_id
from cenotaph.pipeline.decide import let_take_effect
from cenotaph.store import Case, ClaimStore, DocumentStore
from cenotaph.text import Lexicon, load_lexicon, read_count

__all__ = ["add_claim"]

BY_PERSON = "person"


def add_claim(
    case: Case, document_id: str, words: str, harm: str, *, decided_by: str, why: str, near: int = 0, speaker: str = "",
    date: str = "", place: str = "", later: bool = False,
) -> Decision:  # fmt: skip
    """Add the claim that `words` of the document make, beginning with their number ("43 people had been killed").

    `near` is about where the words begin, for words that stand there more than once; `speaker` is who says it, in words of the
    document too, and so is `place`; `date` is the day in EDTF (2009-03-14, 2009-03, 2009), which the text may give in any words.
    Raises `DecisionRefused` when the words are not in the document, begin with no number, or are a claim already, and
    `InvalidValue` for a date of another form.
    """
    with case.writing() as connection:
        document = DocumentStore(connection).get(document_id)
        if document is None:
            raise DecisionRefused("there is no such document", where=document_id)
        claim = _claim(document, words, harm, near, speaker)
        claim = replace(claim, date=_date(date, decided_by), place=_place(document, place, claim.victims.start))
        if ClaimStore(connection).exists(claim.id):
            raise DecisionRefused("these words are a claim of that harm already", where=claim.id)
        ClaimStore(connection).add(claim, document_id, f"{BY_PERSON}: {decided_by}")
        at = datetime.now(UTC).replace(microsecond=0)
        made = record_decision(connection, "add", [claim.id], decided_by=decided_by, decided_at=at, why=why)
        let_take_effect(case, connection, made, later=later)
    return made


def _claim(document: Document, words: str, harm: str, near: int, speaker: str) -> Claim:
    victims = _find(document.text, words, near)
    count = _count(document.language, victims.of(document.text))
    said_by = _find(document.text, speaker, victims.start) if speaker.strip() else None
    return Claim(
        id=stable_id("c", document.sha256, victims.start, victims.end, harm),
        evidence=victims,
        victims=victims,
        harm=harm,
        count=count,
        speaker=said_by,
        speaker_text=" ".join(said_by.of(document.text).split()) if said_by else "",
        rules=(BY_PERSON,),
    )


def _date(edtf: str, decided_by: str) -> DatedAs | None:
    if not edtf.strip():
        return None
    return DatedAs(None, DateInterval.from_edtf(edtf.strip()), True, f"given by {decided_by}, who added the claim")


def _place(document: Document, words: str, near: int) -> PlacedAs | None:
    if not words.strip():
        return None
    span = _find(document.text, words, near)
    return PlacedAs(span, PlaceRef(" ".join(words.split())))


def _count(language: str, words: str) -> CountRange:
    count = read_count(" ".join(words.split()), _lexicon(language))
    if count is None:
        raise DecisionRefused("the words begin with no number that can be read", remedy="choose them from the number on")
    return count


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
