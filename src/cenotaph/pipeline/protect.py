"""Keeps somebody or something out of every release, under whichever id the case knows them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from cenotaph.errors import DecisionRefused
from cenotaph.model import Decision
from cenotaph.protect import protect
from cenotaph.store import Case, DocumentStore, VictimListStore, VictimStore

__all__ = ["protect_in_case"]


def protect_in_case(case: Case, sensitivity: str, subject: str, words: Sequence[str], *, decided_by: str, why: str) -> Decision:
    """Protect a victim, a record, a document (`subject`), or words alone. A victim is protected by the record that was loaded
    first, which outlives every linking. Raises `DecisionRefused` for a subject that the case does not have.
    """
    with case.writing() as connection:
        return protect(
            connection, sensitivity, _known(connection, subject), words,
            decided_by=decided_by, decided_at=datetime.now(UTC).replace(microsecond=0), why=why,
        )  # fmt: skip


def _known(connection: Connection, subject: str) -> str:
    if not subject or VictimListStore(connection).exists(subject) or DocumentStore(connection).get(subject) is not None:
        return subject
    current = VictimStore(connection).current_id(subject)
    victim = VictimStore(connection).get(current) if current else None
    if victim is None:
        raise DecisionRefused("there is no such victim, record or document", where=subject)
    return victim.records[0]
