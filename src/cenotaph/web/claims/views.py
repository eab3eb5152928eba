"""What a claim looks like at the desk, gathered with a fixed number of queries for any number of claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cenotaph.ledger import ClaimReview
from cenotaph.model import Claim
from cenotaph.store import ClaimRow, Record

__all__ = ["ClaimOnDesk", "gather_claims"]


@dataclass(frozen=True, slots=True)
class ClaimOnDesk:
    """A claim as people mended it, and as it was `read` where that is otherwise; how far it was read, who has it, the number of
    the
    last decision when it was looked at, what its incident is called, and the number that it is a part of; the last two "" where
    there is none.
    """

    row: ClaimRow
    read: Claim | None
    review: ClaimReview
    assigned: str
    seen: int
    draft: Mapping[str, str]
    incident: str
    whole: str


def gather_claims(record: Record, rows: Sequence[ClaimRow], name: str) -> list[ClaimOnDesk]:
    """The claims as `name` sees them."""
    standing = record.standing
    mended = [replace(row, claim=standing.mended(row.claim)) for row in rows]
    ids = [row.claim.id for row in rows]
    reviews: Mapping[str, Mapping[str, Any]] = record.reviews.of(ids)
    desk, seen = record.desk, record.ledger.head()
    assigned, drafts = desk.assigned(ids), desk.drafts(name, ids)
    labels = record.incidents.labels([row.incident_id for row in rows])
    parts = [row.claim.part_of for row in mended if row.claim.part_of]
    wholes = {row.claim.id: standing.mended(row.claim) for row in record.claims.rows(ids=parts)}
    return [
        ClaimOnDesk(
            row, before.claim if before.claim != row.claim else None, _review(reviews.get(row.claim.id)),
            assigned.get(row.claim.id, ""), seen, drafts.get(row.claim.id, {}), labels.get(row.incident_id, ""),
            str(wholes[whole].count) if (whole := row.claim.part_of) in wholes else "",
        )
        for before, row in zip(rows, mended, strict=True)
    ]  # fmt: skip


def _review(found: Mapping[str, Any] | None) -> ClaimReview:
    if found is None:
        return ClaimReview()
    return ClaimReview(tuple(found["accepted_by"]), tuple(found["rejected_by"]), tuple(found["edited_by"]))
