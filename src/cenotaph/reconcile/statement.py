"""One total as one origin states it: what policies choose their bounds from."""

from dataclasses import dataclass, replace

from cenotaph.model import ClaimInDocument, Reason, Value
from cenotaph.reconcile.origins import Origin

__all__ = ["Statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One total as one origin states it in one place: a single claim, coordinated groups that the sentence adds up, or persons
    that its document tells apart. `note` says how the number was worked out where it is no number that somebody wrote.
    """

    claims: tuple[ClaimInDocument, ...]
    low: int | None
    high: int | None
    approx: bool
    origin: Origin
    own_best: int | None = None
    note: Reason | None = None

    @property
    def best(self) -> int | None:
        """The one number it gives, or, of a range, the one that it takes for best itself."""
        return self.low if self.exact else self.own_best

    @property
    def bottom(self) -> int | None:
        """The lowest number it gives."""
        return self.low

    @property
    def top(self) -> int | None:
        """The highest number it gives: "at least 22" gives 22, and no more."""
        return self.high if self.high is not None else self.low

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def because(self, code: str, **values: Value) -> Reason:
        """A reason that rests on what this says."""
        reason = Reason.of(code, self.claims[0].claim.id, **values)
        return replace(reason, then=(self.note,)) if self.note else reason
