"""Records a person's decision and lets it take effect, both or neither."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from cenotaph.ledger import record_decision
from cenotaph.model import Decision
from cenotaph.pipeline.link import recluster
from cenotaph.pipeline.refresh import compute_incidents
from cenotaph.store import Case, IncidentStore, LedgerStore

__all__ = ["decide"]


def decide(
    case: Case, kind: str, subjects: Sequence[str], *, decided_by: str, why: str, details: Mapping[str, str] | None = None
) -> Decision:
    """Append the decision to the ledger and reconcile, or place the victims, under it. Raises `DecisionRefused` when it cannot
    be meant.
    """
    with case.writing() as connection:
        made = record_decision(
            connection,
            kind,
            subjects,
            decided_by=decided_by,
            decided_at=datetime.now(UTC).replace(microsecond=0),
            why=why,
            details=details,
        )
        if _about_victims(connection, made):
            recluster(connection)
        else:
            IncidentStore(connection).replace_all(compute_incidents(case, connection))
    return made


def _about_victims(connection: Connection, made: Decision) -> bool:
    kind = made.kind
    if kind == "revoke":
        kind = next(one.kind for one in LedgerStore(connection).all() if one.number == int(made.subjects[0]))
    return kind in ("same_victim", "different_victim")
