"""Recomputes what depends on all documents: near-copies and incidents, in one transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from cenotaph.ingest import group_copies
from cenotaph.ledger import stand
from cenotaph.model import Decision, Incident
from cenotaph.reconcile import reconcile_claims
from cenotaph.store import Case, ClaimStore, DocumentStore, IncidentStore, LedgerStore
from cenotaph.store.gazetteer import read_gazetteer

__all__ = ["compute_incidents", "is_stale", "refresh_case"]

UNPLACED = "SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim_id FROM incident_claim)"


def is_stale(case: Case) -> bool:
    """Whether claims were added that no incident holds yet: an earlier run was interrupted."""
    with case.engine.connect() as connection:
        return bool(connection.execute(text(UNPLACED)).scalar())


def refresh_case(case: Case) -> int:
    """Group near-copies, reconcile, and put the result in place of the old one. The number of incidents."""
    with case.writing() as connection:
        documents = DocumentStore(connection)
        documents.set_copies(group_copies(documents.signatures()))
        incidents = compute_incidents(case, connection)
        IncidentStore(connection).replace_all(incidents)
    return len(incidents)


def compute_incidents(case: Case, connection: Connection, more: Sequence[Decision] = ()) -> list[Incident]:
    """What the claims and the standing decisions come to, with `more` decisions as if they were made."""
    return reconcile_claims(
        ClaimStore(connection).in_documents(),
        stand([*LedgerStore(connection).all(), *more]),
        read_gazetteer(case),
        DocumentStore(connection).responsibilities(),
    )
