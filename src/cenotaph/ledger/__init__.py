"""Append-only, hash-chained decisions. None is changed or removed: one is revoked by another."""

from cenotaph.ledger.chain import next_decision, verify_chain
from cenotaph.ledger.head_words import WORDS, head_words, is_head
from cenotaph.ledger.own_keys import PASSPHRASE, OwnSigner, begin_session, make_key, statement, unlocked
from cenotaph.ledger.record import CONSENT_ANSWERS, draft_decision, record_decision
from cenotaph.ledger.review import ClaimReview, review_claims
from cenotaph.ledger.signed_acts import SignedActs

__all__ = [
    "CONSENT_ANSWERS",
    "WORDS",
    "ClaimReview",
    "OwnSigner",
    "PASSPHRASE",
    "SignedActs",
    "begin_session",
    "draft_decision",
    "head_words",
    "is_head",
    "make_key",
    "next_decision",
    "record_decision",
    "review_claims",
    "statement",
    "unlocked",
    "verify_chain",
]
