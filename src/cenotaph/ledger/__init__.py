"""Append-only, hash-chained decisions, and what they add up to. None is changed or removed: one is revoked by another."""

from cenotaph.ledger.chain import next_decision, verify_chain
from cenotaph.ledger.grouping import Grouping, KeptId
from cenotaph.ledger.record import CONSENT_ANSWERS, draft_decision, record_decision
from cenotaph.ledger.review import STATES, ClaimReview, review_claims
from cenotaph.ledger.standing import EDITABLE, Standing, apply_edit, revocations, stand

__all__ = [
    "CONSENT_ANSWERS",
    "EDITABLE",
    "STATES",
    "ClaimReview",
    "Grouping",
    "KeptId",
    "Standing",
    "apply_edit",
    "draft_decision",
    "next_decision",
    "record_decision",
    "review_claims",
    "revocations",
    "stand",
    "verify_chain",
]
