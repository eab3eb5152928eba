"""How rare a word is among the documents of a case: what few reports say tells them from the others.

weight(w) = ln(√2 N / (d(w) + 2)), with N the documents, and K imagined ones that do not have the word, and d(w) those that do:
in a small case no word is told to be rare by its few documents. The inverse document frequency of Spärck Jones (1972,
doi:10.1108/eb026526), smoothed and in steps: d is rounded up to a power of two, √2 being the middle of such a step, and N to the
nearest power of √2. Without steps every document that is added would change the weight of every word, and with it every
comparison of the case.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cenotaph.model import TextMarks, word_number
from cenotaph.reconcile.unpacked import Numbers, numbers

__all__ = ["Rarity"]

IMAGINED = 200  # documents
RARE = 4.7  # weight of a word that about one document in a hundred has
TELLING = 0.75  # of the weight of a word that two documents share, the rarest that can be shared: a town, not a country
FEWEST = 2  # documents of the lowest step: fewer do not share a word
MOST_DOCUMENTS = 128  # that may have a word which stories are found by: commoner ones tell little and cost much
MIDDLE = math.sqrt(2)


class Rarity:
    """The weights of the words of a case's documents."""

    def __init__(self, documents: int, words: Numbers, written: NDArray[np.int64]) -> None:
        """`words`, in order, each in as many of the `documents` as is `written`."""
        self._documents, self._words, self._written = documents, words, written
        self._size = MIDDLE ** round(math.log(documents + IMAGINED, MIDDLE))
        self._steps = np.ceil(np.log2(np.maximum(written, FEWEST))).astype(np.int8)
        self._weights: dict[str, float] = {}

    @classmethod
    def of(cls, marks: Iterable[TextMarks]) -> "Rarity":
        """From the marks of every document of a case, each once."""
        return cls.counted([one.packed_words() for one in marks])

    @classmethod
    def counted(cls, packed: Sequence[bytes]) -> "Rarity":
        """From the packed words of every document of a case, each document once."""
        words, written = np.unique(numbers(packed), return_counts=True)
        return cls(len(packed), words, written)

    def without(self, packed: Sequence[bytes]) -> "Rarity":
        """What it was before these documents, of those that were counted, came."""
        words, written = np.unique(numbers(packed), return_counts=True)
        fewer = self._written.copy()
        fewer[np.searchsorted(self._words, words)] -= written
        return Rarity(self._documents - len(packed), self._words, fewer)

    def weight(self, word: str) -> float:
        """How much it tells that two documents have a word; more the fewer do."""
        if word not in self._weights:
            self._weights[word] = float(self.weigh(np.array([word_number(word)], dtype=np.uint64))[0])
        return self._weights[word]

    def weigh(self, words: Numbers) -> NDArray[np.float64]:
        """The weights of words given by their numbers."""
        return np.asarray(np.log(MIDDLE * self._size / (2.0 ** self._steps_of(words) + 2)))

    def is_rare(self, word: str) -> bool:
        """Whether about one document in a hundred has it or fewer. A case of a few hundred documents cannot tell of any word."""
        return self.weight(word) >= RARE

    def is_telling_place(self, word: str) -> bool:
        """Whether few documents have a word of a place, as far as a case of this size can tell."""
        return self.weight(word) >= TELLING * math.log(MIDDLE * self._size / (2 + 2))

    def find_by(self, words: Numbers) -> NDArray[np.bool_]:
        """Whether words, by their numbers, are rare enough to find stories by."""
        return np.asarray(2.0 ** self._steps_of(words) <= MOST_DOCUMENTS)

    def changed_since(self, before: "Rarity") -> tuple[Numbers, Numbers] | None:
        """The numbers of the words whose weight is another than before, and of those among them that were rare and are not, or
        the other way about; None where the weight of every word is another.
        """
        if self._size != before._size:
            return None
        changed = self._words[self._steps != before._steps_of(self._words)]
        return changed, changed[(self.weigh(changed) >= RARE) != (before.weigh(changed) >= RARE)]

    def _steps_of(self, words: Numbers) -> NDArray[np.int8]:
        """The power of two of each word's step."""
        if not len(self._words):
            return np.ones(len(words), dtype=np.int8)
        at = np.minimum(np.searchsorted(self._words, words), len(self._words) - 1)
        return np.where(self._words[at] == words, self._steps[at], np.int8(1))
