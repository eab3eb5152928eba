"""How far each claim was read by people, worked out from the ledger."""

from collections.abc import Iterator

from cenotaph.ledger import ClaimReview, review_claims
from cenotaph.store import Record

__all__ = ["put_reviews", "review_anew", "review_faults"]

NAMES = ("accepted_by", "rejected_by", "edited_by")


def put_reviews(record: Record, only: set[str] | None = None) -> None:
    """Store the reviews of all claims, or of `only` these."""
    found, nobody = review_claims(record.decisions), ClaimReview()
    wanted = [(claim, found.get(claim, nobody)) for claim in sorted(found.keys() if only is None else only)]
    record.reviews.put([(claim, one.state, one.accepted_by, one.rejected_by, one.edited_by) for claim, one in wanted])


def review_anew(record: Record) -> None:
    """Store every review anew."""
    record.reviews.clear()
    put_reviews(record)


def review_faults(record: Record) -> Iterator[str]:
    """Reviews that are not what the decisions give."""
    found = review_claims(record.decisions)
    held = record.reviews.of()
    for claim in sorted(found.keys() | held.keys()):
        one = found.get(claim, ClaimReview())
        names = {name: list(getattr(one, name)) for name in NAMES}
        given = {"state": one.state, **names} if any(names.values()) else None
        if held.get(claim) != given:
            yield f"claim {claim}: how far people have read it is not what the decisions give; run cenotaph steps --anew"
