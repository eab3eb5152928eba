"""Near-copies and incidents: what the claims of all documents come to under the decisions that stand."""

from collections.abc import Iterator, Sequence

from cenotaph.ingest import group_copies
from cenotaph.model import Decision, Incident, stand
from cenotaph.reconcile import reconcile_claims
from cenotaph.store import Record

__all__ = ["compute_incidents", "find_copies", "incident_faults", "reconcile_anew"]


def find_copies(record: Record) -> None:
    """Group near-copies of one text."""
    record.documents.set_copies(group_copies(record.documents.signatures()))


def compute_incidents(record: Record, more: Sequence[Decision] = ()) -> list[Incident]:
    """What the claims and the standing decisions come to, with `more` decisions as if they were made."""
    standing = stand([*record.decisions, *more]) if more else record.standing
    return reconcile_claims(
        record.claims.in_documents(), standing, record.places, record.documents.responsibilities(), marks=record.marks.all()
    )


def reconcile_anew(record: Record) -> None:
    """Put what the claims come to in the place of what they came to before."""
    record.marks.store_missing()
    record.incidents.replace_all(compute_incidents(record))


def incident_faults(record: Record) -> Iterator[str]:
    """Incidents that are not what the claims give."""
    stored = {one.id: one for one in record.incidents.all()}
    computed = {one.id: one for one in compute_incidents(record)}
    for incident_id in sorted(stored.keys() ^ computed.keys()):
        yield f"incident {incident_id}: the claims no longer give it, or it was never stored; run cenotaph add again"
    for incident_id in sorted(stored.keys() & computed.keys()):
        if _numbers(stored[incident_id]) != _numbers(computed[incident_id]):
            yield f"incident {incident_id}: the stored figures are not what its claims give; run cenotaph add again"


def _numbers(one: Incident) -> tuple[object, ...]:
    """What a case must give again: numbers and roles, not the wording of the reasons."""
    figures = sorted((f.harm, f.policy, str(f.low), str(f.best), str(f.high)) for f in one.figures)
    return figures, sorted((m.claim_id, m.role, m.origin) for m in one.members)
