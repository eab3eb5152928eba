"""The hash chain: each decision's hash covers its fields and the hash before it, so that no entry can be altered,
dropped from the middle or slipped in without every later hash changing.

It does not tell of a cut at the end, nor of a chain made anew: the acts of the record do (`store/acts.py`), and the head that
`cenotaph verify` ends with.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from cenotaph.model import Decision, DecisionKind

__all__ = ["FIRST", "decided_already", "next_decision", "verify_chain"]

FIRST = "0" * 64


def _hash(
    number: int, kind: str, subjects: Sequence[str], details: Mapping[str, str], by: str, at: datetime, why: str, previous: str
) -> str:
    fields = [number, kind, list(subjects), dict(details), by, at.isoformat(), why, previous]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def next_decision(
    chain: Sequence[Decision],
    kind: str,
    subjects: Sequence[str],
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
    details: Mapping[str, str] | None = None,
) -> Decision:
    """The decision that would follow `chain`. Raises `InvalidValue` for an unknown kind, or no name or reason."""
    previous = chain[-1].hash if chain else FIRST
    number = len(chain) + 1
    held = dict(details or {})
    digest = _hash(number, kind, subjects, held, decided_by, decided_at, why, previous)
    return Decision(number, DecisionKind(kind), tuple(subjects), held, decided_by, decided_at, why, previous, digest)


def decided_already(chain: Sequence[Decision], made: Decision) -> Decision | None:
    """The decision of `chain` that `made` would only say again: in force, by the same person for the same reason, and nobody
    decided on any of its subjects since.

    A process that was killed after it had recorded a decision is run again by a person who cannot know whether it had.
    """
    taken_back = {int(one.subjects[0]) for one in chain if one.kind == DecisionKind.REVOKE}
    subjects = set(made.subjects)
    for one in reversed(chain):
        if made.kind == DecisionKind.REVOKE:
            if one.kind == DecisionKind.REVOKE and one.subjects == made.subjects:
                return one
        elif one.kind == DecisionKind.REVOKE:
            if subjects & set(chain[int(one.subjects[0]) - 1].subjects):
                return None
        elif subjects & set(one.subjects):
            return one if _says(one) == _says(made) and one.number not in taken_back else None
    return None


def _says(made: Decision) -> tuple[object, ...]:
    return made.kind, made.subjects, dict(made.details), made.decided_by, made.why


def verify_chain(chain: Sequence[Decision]) -> list[str]:
    """What is wrong with the chain, one sentence a fault; empty when it is whole."""
    faults = []
    previous = FIRST
    for expected, made in enumerate(chain, start=1):
        if made.number != expected:
            faults.append(f"decision {expected} is missing: the next one has number {made.number}")
        if made.previous_hash != previous:
            faults.append(f"decision {made.number} does not follow the one before it")
        digest = _hash(
            made.number, made.kind, made.subjects, made.details, made.decided_by, made.decided_at, made.why, made.previous_hash
        )
        if digest != made.hash:
            faults.append(f"decision {made.number} was altered after it was made")
        previous = made.hash
    return faults
