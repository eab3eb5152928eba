"""A person's judgement, remembered: what, about which claims or incident, who, when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from cenotaph.errors import InvalidValue
from cenotaph.model.codes import DecisionKind

__all__ = ["Decision"]

WITHOUT_REASON = (DecisionKind.ACCEPT, DecisionKind.SAME_VICTIM, DecisionKind.DIFFERENT_VICTIM, DecisionKind.REVOKE)
"""Kinds that may go without a reason: what was read or compared is the reason. None is made up where nobody gave one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the ledger. `hash` covers every field and the hash of the entry before it."""

    number: int
    kind: DecisionKind
    subjects: tuple[str, ...]
    details: Mapping[str, str]
    decided_by: str
    decided_at: datetime
    why: str
    previous_hash: str
    hash: str

    def __post_init__(self) -> None:
        if not self.decided_by.strip():
            raise InvalidValue("a decision needs the name of who decides")
        if not self.why.strip() and self.kind not in WITHOUT_REASON:
            raise InvalidValue("a decision needs a reason")
        if not self.subjects:
            raise InvalidValue("a decision needs something it is about")
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))
