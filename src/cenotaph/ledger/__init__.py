"""Append-only, hash-chained decisions, and what they add up to. None is changed or removed: one is revoked by another."""

from cenotaph.ledger.chain import next_decision, verify_chain
from cenotaph.ledger.record import CONSENT_ANSWERS, record_decision
from cenotaph.ledger.review import STATES, ClaimReview, review_claims
from cenotaph.ledger.standing import EDITABLE, Standing, apply_edit, revocations, stand

__all__ = [
    "CONSENT_ANSWERS",
    "EDITABLE",
    "STATES",
    "ClaimReview",
    "Standing",
    "apply_edit",
    "next_decision",
    "record_decision",
    "review_claims",
    "revocations",
    "stand",
    "verify_chain",
]
