"""Checks the ledger: its chain of hashes, and that what decisions are about is still there."""

from collections.abc import Iterator

from cenotaph.ledger import verify_chain
from cenotaph.steps.verify_documents import Checking

__all__ = ["decision_faults"]


def decision_faults(checking: Checking) -> Iterator[str]:
    """A chain that is broken, and decisions on what is not in the record."""
    record = checking.record
    yield from verify_chain(record.decisions)
    documents = {where for where, _ in record.documents.hashes()}
    claims = {row.claim.id for row in record.claims.rows()}
    words = {one.id for one in record.protections.all()}
    there = {"d": documents, "c": claims, "p": words}
    for made in record.decisions:
        gone = [one for one in made.subjects if one not in there.get(one.partition("-")[0], {one})]
        if gone:
            more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
            yield f"decision {made.number}, {made.kind}: {gone[0]}{more}, which it is about, is not in the record"
