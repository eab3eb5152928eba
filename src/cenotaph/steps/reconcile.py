"""Near-copies and incidents: what the claims of all documents come to under the decisions that stand."""

from collections.abc import Iterator

from cenotaph.ingest import group_copies
from cenotaph.model import Incident
from cenotaph.reconcile import reconcile_claims
from cenotaph.steps.joining import find_change, how_made
from cenotaph.store import Record

__all__ = ["find_copies", "incident_faults", "reconcile_anew"]


def find_copies(record: Record) -> None:
    """Group near-copies of one text."""
    record.stories.mark_stale(record.documents.set_copies(group_copies(record.documents.signatures())))


def reconcile_anew(record: Record) -> None:
    """Bring incidents to where documents and decisions put them; what nothing changed of stays as it is."""
    last = record.stories.last()
    if last is not None and last.how != how_made(record):
        record.marks.clear()
    record.marks.store_missing()
    find_change(record).store(record)


def incident_faults(record: Record) -> Iterator[str]:
    """Incidents that are not what the claims give, worked out from nothing."""
    stored = {one.id: one for one in record.incidents.all()}
    computed = {one.id: one for one in _from_nothing(record)}
    for incident_id in sorted(stored.keys() ^ computed.keys()):
        yield f"incident {incident_id}: the claims no longer give it, or it was never stored; run cenotaph steps --anew"
    for incident_id in sorted(stored.keys() & computed.keys()):
        if _numbers(stored[incident_id]) != _numbers(computed[incident_id]):
            yield f"incident {incident_id}: the stored figures are not what its claims give; run cenotaph steps --anew"


def _from_nothing(record: Record) -> list[Incident]:
    claims, told = record.claims.in_documents(), record.documents.responsibilities()
    return reconcile_claims(claims, record.standing, record.places, told, marks=record.marks.all())


def _numbers(one: Incident) -> tuple[object, ...]:
    """What a case must give again: numbers and roles, not the wording of the reasons."""
    figures = sorted((f.harm, f.policy, str(f.low), str(f.best), str(f.high)) for f in one.figures)
    return figures, sorted((m.claim_id, m.role, m.origin) for m in one.members)
