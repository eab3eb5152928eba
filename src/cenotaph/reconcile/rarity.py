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
RARE = 4.7  # weight of a word that about one document in a hundred has
TELLING = 0.75  # of the weight of a word that two documents share, the rarest that can be shared: a town, not a country


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

    def is_rare(self, word: str) -> bool:
        """Whether about one document in a hundred has it or fewer. A case of less than 300 documents cannot tell of any word."""
        return self.weight(word) >= RARE

    def is_telling_place(self, word: str) -> bool:
        """Whether few documents have a word of a place, as far as a case of this size can tell."""
        return self.weight(word) >= TELLING * math.log((self.documents + IMAGINED) / (2 + 2))

    def weight(self, word: str) -> float:
        """How much it tells that two documents have a word; more the fewer do."""
        return math.log((self.documents + IMAGINED) / (self.written[word] + 2))
