"""Keeps somebody or something out of every release, and records consent, under whichever id the case knows them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused
from cenotaph.model import Decision, DecisionKind
from cenotaph.protect import erase_words, protect
from cenotaph.release.gather_ids import held_id
from cenotaph.steps.decide import decide
from cenotaph.store import Case, Record

__all__ = ["consent_in_case", "erase_in_case", "protect_in_case"]


def protect_in_case(case: Case, sensitivity: str, subject: str, words: Sequence[str], *, decided_by: str, why: str) -> Decision:
    """Protect a victim, a record, a document (`subject`), or words alone. A victim is protected by the record that was loaded
    first, which outlives every linking. Raises `DecisionRefused` for a subject that the case does not have.
    """
    with case.writing() as record:
        return protect(
            record, sensitivity, _known(record, subject), words,
            decided_by=decided_by, decided_at=datetime.now(UTC).replace(microsecond=0), why=why,
        )  # fmt: skip


def erase_in_case(case: Case, number: int, *, decided_by: str, why: str) -> Decision:
    """Forget the words of a decision to protect. Raises `DecisionRefused` while they are needed."""
    with case.writing() as record:
        now = datetime.now(UTC).replace(microsecond=0)
        return erase_words(record, number, decided_by=decided_by, decided_at=now, why=why)


def consent_in_case(
    case: Case, subjects: Sequence[str], answers: Mapping[str, str], of: str, *, decided_by: str, why: str
) -> Decision:
    """Record what `of` (the witness, the family, the person) said to each purpose about documents, records, or victims, who are
    all their records. Raises `DecisionRefused` for a subject that the case does not have, a purpose or an answer that there is
    not.
    """
    with case.reading() as record:
        found = [entry for subject in subjects for entry in _records_of(record, subject)]
    return decide(case, DecisionKind.CONSENT, found, decided_by=decided_by, why=why, details={**answers, "of": of})


def _records_of(record: Record, subject: str) -> Sequence[str]:
    held = held_id(record, subject)
    current = record.victims.current_id(held) if held.startswith("vic-") else None
    victim = record.victims.get(current) if current else None
    return victim.records if victim else (held,)


def _known(record: Record, asked: str) -> str:
    subject = held_id(record, asked)
    if not subject or record.lists.exists(subject) or record.documents.get(subject) is not None:
        return subject
    current = record.victims.current_id(subject)
    victim = record.victims.get(current) if current else None
    if victim is None:
        raise DecisionRefused("there is no such victim, record or document", where=asked)
    return victim.records[0]
