"""What claims are found and sorted by at the desk, worked out from claims, decisions, reviews and incidents."""

from collections.abc import Iterator

from cenotaph.model import ReviewState
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
    rows, standing, reviews = record.queue.all(), record.standing, record.reviews.states()
    if not rows:
        return  # an earlier version made the record, and nothing was added since
    for one, _ in record.claims.placed():
        held = rows.pop(one.claim.id, None)
        claim = standing.mended(one.claim)
        wanted = (claim.harm, claim.count.low, claim.count.high, reviews.get(claim.id, ReviewState.OPEN))
        if held is None or (held["harm"], held["low"], held["high"], held["state"]) != wanted:
            yield f"claim {claim.id}: the desk finds it by what it does not say; run cenotaph steps --anew"
    for left in sorted(rows):
        yield f"claim {left}: the desk finds a claim that is not in the record; run cenotaph steps --anew"
