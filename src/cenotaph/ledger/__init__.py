"""Append-only, hash-chained decisions, and what they add up to. None is changed or removed: one is revoked by another."""

from cenotaph.ledger.chain import next_decision, verify_chain
from cenotaph.ledger.record import record_decision
from cenotaph.ledger.standing import Standing, stand

__all__ = ["Standing", "next_decision", "record_decision", "stand", "verify_chain"]
