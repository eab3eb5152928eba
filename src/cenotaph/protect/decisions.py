"""Records that something is kept out of the public record, and what people consented to."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from cenotaph.errors import DecisionRefused
from cenotaph.ledger import record_decision
from cenotaph.model import Decision, stable_id
from cenotaph.store import KeptWords, ProtectionStore
from cenotaph.vocabulary import load_vocabulary

__all__ = ["lift", "protect", "record_consent"]

ANSWERS = ("given", "refused", "withdrawn")


def protect(
    connection: Connection,
    sensitivity: str,
    subject: str,
    words: Sequence[str],
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
) -> Decision:
    """Keep `words` (names, a place: each form that might be published), and the name of the `subject`, out of every release.

    The ledger gets the id of the words, not the words. Raises `DecisionRefused` when neither words nor a subject are given.
    """
    load_vocabulary("sensitivity").check(sensitivity)
    phrases = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in words if phrase.strip()))
    if not phrases and not subject:
        raise DecisionRefused("give the words to keep out, or whom or what they are about")
    kept = KeptWords(stable_id("p", sensitivity, subject, *phrases), subject, phrases)
    ProtectionStore(connection).put(kept)
    return record_decision(
        connection, "protect", [kept.id], decided_by=decided_by, decided_at=decided_at, why=why, details={"as": sensitivity}
    )


def lift(connection: Connection, made: Decision, *, erase: bool = False) -> None:
    """After a protection was revoked: with `erase`, forget its words too."""
    if erase:
        ProtectionStore(connection).erase(made.subjects[0])


def record_consent(
    connection: Connection,
    subjects: Sequence[str],
    answers: Mapping[str, str],
    of: str,
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
) -> Decision:
    """Record what `of` (the witness, the family, the person) consented to about documents or records: purpose to given, refused
    or withdrawn. Raises `DecisionRefused` when there is no answer, or one of another kind.
    """
    for purpose, answer in answers.items():
        load_vocabulary("consent_purpose").check(purpose)
        if answer not in ANSWERS:
            raise DecisionRefused(f"consent is {', '.join(ANSWERS)}, not {answer!r}")
    if not answers:
        raise DecisionRefused("say to what: store, publish, advocacy or court")
    details = {**answers, "of": of}
    return record_decision(
        connection, "consent", subjects, decided_by=decided_by, decided_at=decided_at, why=why, details=details
    )
