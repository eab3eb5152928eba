"""Append-only, hash-chained decisions. None is changed or removed: one is revoked by another."""

from cenotaph.ledger.chain import next_decision, verify_chain
from cenotaph.ledger.head_words import WORDS, head_words, is_head
from cenotaph.ledger.record import CONSENT_ANSWERS, draft_decision, record_decision
from cenotaph.ledger.review import ClaimReview, review_claims

__all__ = [
    "CONSENT_ANSWERS",
    "WORDS",
    "ClaimReview",
    "draft_decision",
    "head_words",
    "is_head",
    "next_decision",
    "record_decision",
    "review_claims",
    "verify_chain",
]
