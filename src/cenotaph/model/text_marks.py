"""What a text is known by beside its claims: the names it writes, which of them stand side by side, the ages it gives."""

from dataclasses import dataclass

from cenotaph.model.packed import pack

__all__ = ["TextMarks"]


@dataclass(frozen=True, slots=True)
class TextMarks:
    """`names`: words written as names, folded; `terms`: the other words. `pairs`: two of them side by side ("ada lund").
    `within`: a place and what it is said to lie in ("ostra, venn"). `ages`: in years.

    Not what a text means and no summary of it: only what tells reports of one event from reports of another.
    """

    names: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()
    ages: frozenset[int] = frozenset()

    def packed_words(self) -> bytes:
        """The numbers of its names and terms, by which is counted in how many documents a word stands."""
        return pack((word,) for word in self.names | self.terms)
