"""What a scheme looks at when it grades an incident."""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.model import ClaimInDocument, DateInterval, PlaceRef, Reason, Responsibility
from cenotaph.reconcile.statement import Statement

__all__ = ["Proposed", "ToGrade"]

Proposed = tuple[str, Reason]
"""A code of the scheme's vocabulary, and why."""


@dataclass(frozen=True, slots=True)
class ToGrade:
    """An incident before it is graded: the totals that count, all claims, date and place, and the statements about
    responsibility of documents that tell of no other incident.
    """

    statements: Sequence[Statement]
    claims: Sequence[ClaimInDocument]
    date: DateInterval | None
    place: PlaceRef | None
    told: Sequence[Responsibility]

    @property
    def origins(self) -> int:
        """How many independent origins give a total."""
        return len({statement.origin.label for statement in self.statements})
