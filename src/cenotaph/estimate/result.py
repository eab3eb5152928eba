"""What an estimator gives back: an estimate with its interval, what it supposes, and what speaks against it. Immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["Estimate"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """All victims, on lists or on none, by one method. `low` and `high` bound a 95 % interval; a lower bound has no `high`.

    `documented` is what the lists name together; it is known, and never shown in one column with the rest.
    """

    method: str
    estimate: float
    low: float | None
    high: float | None
    documented: int
    standard_error: float | None = None
    supposes: str = ""
    warnings: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def unlisted(self) -> float:
        """How many victims are on no list, by this estimate."""
        return self.estimate - self.documented

    def summary(self) -> str:
        """One sentence."""
        if self.high is None:
            return f"{self.method}: at least {self.estimate:,.0f}"
        return f"{self.method}: {self.estimate:,.0f} (95 % interval {self.low:,.0f} to {self.high:,.0f})"
