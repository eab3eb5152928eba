"""Near-copies and incidents: what the claims of all documents come to under the decisions that stand."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from cenotaph.ingest import group_copies
from cenotaph.model import Incident, Reason
from cenotaph.reconcile import reconcile_claims
from cenotaph.steps.joining import find_change, how_made
from cenotaph.store import Record

ANEW = "run cenotaph steps --anew"

__all__ = ["copy_faults", "find_copies", "incident_faults", "reconcile_anew"]


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
    last = record.stories.last()
    now = last is not None and last.how == how_made(record)
    stored = {one.id: one for one in record.incidents.all()}
    computed = {one.id: one for one in _from_nothing(record)}
    for incident_id in sorted(stored.keys() ^ computed.keys()):
        yield f"incident {incident_id}: the claims no longer give it, or it was never stored; {ANEW}"
    for incident_id in sorted(stored.keys() & computed.keys()):
        if _numbers(stored[incident_id]) != _numbers(computed[incident_id]):
            yield f"incident {incident_id}: the stored figures are not what its claims give; {ANEW}"
        elif _rest(stored[incident_id], worded_now=now) != _rest(computed[incident_id], worded_now=now):
            yield f"incident {incident_id}: its name, day, place, grades or reasons are not what its claims give; {ANEW}"
    for document in record.marks.altered():
        yield f"document {document}: what its text is known by is not what the text gives; {ANEW}"


def copy_faults(record: Record) -> Iterator[str]:
    """Documents that are held to be copies of others, or of none, and are not."""
    given = group_copies(record.documents.signatures())
    for document, held in record.documents.copies():
        if given.get(document) != held:
            yield f"document {document}: what it is a copy of is not what the texts give; {ANEW}"


def _from_nothing(record: Record) -> list[Incident]:
    claims, told = record.claims.in_documents(), record.documents.responsibilities()
    return reconcile_claims(claims, record.standing, record.places, told, marks=record.marks.all())


def _numbers(one: Incident) -> tuple[object, ...]:
    figures = sorted((f.harm, f.policy, str(f.low), str(f.best), str(f.high), f.origins) for f in one.figures)
    return figures, sorted((m.claim_id, m.role, m.origin) for m in one.members)


def _rest(one: Incident, *, worded_now: bool) -> object:
    """All else; of an earlier version's incidents what it had, without its words, which stay until they are worked out anew."""
    if worded_now:
        return _plain(one)
    return one.founding_claim, one.label, one.date, one.place, sorted((g.scheme, g.grade, g.decided_by) for g in one.grades)


def _plain(value: object) -> object:
    """What two values are compared by, whatever the order of their parts."""
    if isinstance(value, Reason):
        return json.dumps(value.as_data(), sort_keys=True)
    if isinstance(value, tuple):
        return sorted(repr(_plain(one)) for one in value)
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value
