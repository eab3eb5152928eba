"""How rare a word is among the documents of a case: what few reports say tells them from the others.

weight(w) = ln((N + K) / (d(w) + 2)), with N documents, d(w) of which have the word, and K imagined ones that do not: in a small
case no word is told to be rare by its few documents. The inverse document frequency of Spärck Jones (1972,
doi:10.1108/eb026526), smoothed.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cenotaph.model import TextMarks

__all__ = ["Rarity"]

IMAGINED = 200  # documents


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weights of the words of a case's documents."""

    documents: int = 0
    written: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, marks: Iterable[TextMarks]) -> "Rarity":
        """From the marks of every document of a case, each once."""
        written: Counter[str] = Counter()
        documents = 0
        for one in marks:
            documents += 1
            written.update(one.names | one.terms)
        return cls(documents, written)

    def weight(self, word: str) -> float:
        """How much it tells that two documents have a word; more the fewer do."""
        return math.log((self.documents + IMAGINED) / (self.written[word] + 2))
