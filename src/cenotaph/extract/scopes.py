"""A stretch of text and who says it."""

from dataclasses import dataclass

from cenotaph.model import Span

__all__ = ["SpeechScope"]


@dataclass(frozen=True, slots=True)
class SpeechScope:
    """A stretch of text that one speaker says. `speaker` None: the source is hidden."""

    span: Span
    speaker: Span | None
    rule: str
    denied: bool = False
