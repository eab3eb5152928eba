"""Who is accused by whom, who admits, who denies: statements about responsibility, never findings."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.model.values import Span

__all__ = ["KINDS", "Responsibility"]

KINDS = ("accused", "admitted", "denied")


@dataclass(frozen=True, slots=True)
class Responsibility:
    """`party` is accused, admits or denies, in the words of the text; `speaker` says so (None: the document itself).

    For an admission or a denial the party speaks for itself. `span` holds the words that say it.
    """

    span: Span
    kind: str
    party_text: str
    speaker: Span | None = None
    speaker_text: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidValue(f"a statement about responsibility is one of {', '.join(KINDS)}, not {self.kind!r}")
        if not self.party_text.strip():
            raise InvalidValue("a statement about responsibility needs the party it is about")
