"""Records that something is kept out of the public record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from cenotaph.errors import DecisionRefused
from cenotaph.ledger import record_decision
from cenotaph.model import Decision, stable_id
from cenotaph.store import KeptWords, ProtectionStore
from cenotaph.vocabulary import load_vocabulary

__all__ = ["protect"]


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
