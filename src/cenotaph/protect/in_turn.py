"""Several sets of words that must not be published, looked for as one."""

from cenotaph.protect.words import Needles

__all__ = ["InTurn"]


class InTurn:
    """Several sets of needles, looked for one after the other; joining a large one with a small one for a text would copy it."""

    def __init__(self, *needles: Needles) -> None:
        self._needles = needles

    def redact(self, text: str) -> str:
        """`text` with every run of any of them replaced by `[withheld]`."""
        for one in self._needles:
            text = one.redact(text)
        return text

    def holds(self, text: str) -> bool:
        """Whether any run of any of them stands in `text`."""
        return any(one.holds(text) for one in self._needles)
