"""What claims are found and sorted by at the desk, worked out from claims, decisions, reviews and incidents."""

from collections.abc import Iterator

from cenotaph.store import Record

__all__ = ["fill_queue", "queue_anew", "queue_faults"]


def fill_queue(record: Record) -> None:
    """Work every row out anew where some are missing: an earlier version made the record. Otherwise they are kept as claims,
    reviews and incidents come and change.
    """
    if not record.queue.is_whole():
        queue_anew(record)


def queue_anew(record: Record) -> None:
    """Work every row out anew."""
    standing = record.standing
    record.queue.clear()
    record.queue.add((standing.mended(one.claim), one.document_id, position) for one, position in record.claims.placed())
    record.queue.set_states(record.reviews.states())
    record.queue.set_incidents(record.incidents.all())


def queue_faults(record: Record) -> Iterator[str]:
    """Rows that are not what claims, reviews and incidents give."""
    if not record.queue.all():
        return  # an earlier version made the record, and nothing was added since
    claims = [(record.standing.mended(one.claim), one.document_id, position) for one, position in record.claims.placed()]
    for claim in record.queue.altered(claims, record.reviews.states(), record.incidents.all()):
        yield f"claim {claim}: the desk finds it by what it does not say, or finds what is not there; run cenotaph steps --anew"
    if not record.queue.are_counted():
        yield "the desk counts other claims than there are; run cenotaph steps --anew"
