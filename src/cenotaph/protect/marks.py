"""Which of very many runs of words are known, by 64-bit marks of them: a million names in tens of megabytes.

A mark is `hash` of the run, so it means nothing to another process. That two runs have one mark is so rare (one in 10^11 for a
million looked up among a million) and so harmless here (a word too many is taken out) that it is not looked into. A set of the
runs themselves needs twenty times as much.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain, compress

import numpy as np

__all__ = ["Marks"]

SPARSE = 8  # bits of the table for one mark: of eight marks that are not held, seven are told by one look


class Marks:
    """Marks (signed 64-bit integers), each once, with what it leads `to`: itself where nothing is given."""

    def __init__(self, marks: Iterable[int] = (), to: Iterable[int] | None = None) -> None:
        given = np.fromiter(marks, np.int64)
        if to is None:
            own = np.unique(given)
            self._to = self._own = array("q", own)
        else:
            own, first = np.unique(given, return_index=True)
            self._own, self._to = array("q", own), array("q", np.fromiter(to, np.int64)[first])
        bits = 1 << max(3, (SPARSE * len(own)).bit_length())
        self._mask = bits - 1
        own &= self._mask
        table = np.zeros(bits >> 3, np.uint8)
        np.bitwise_or.at(table, own >> 3, np.left_shift(1, own & 7).astype(np.uint8))
        self._table = table.tobytes()

    def __len__(self) -> int:
        return len(self._own)

    def __contains__(self, mark: int) -> bool:
        return self.find(mark) is not None

    def find(self, mark: int) -> int | None:
        """What the mark leads to; None where it is not held."""
        bit = mark & self._mask
        if not self._table[bit >> 3] >> (bit & 7) & 1:
            return None
        at = bisect_left(self._own, mark)
        return self._to[at] if at < len(self._own) and self._own[at] == mark else None

    def joined(self, other: "Marks") -> "Marks":
        """Both together; where both hold a mark, what it leads to in this one."""
        lead = self._to is not self._own or other._to is not other._own
        return Marks(chain(self._own, other._own), chain(self._to, other._to) if lead else None)

    def without(self, gone: Iterable[int]) -> "Marks":
        """The same but for those that lead to one of `gone`."""
        kept = ~np.isin(np.frombuffer(self._to, np.int64), np.fromiter(gone, np.int64))
        return Marks(compress(self._own, kept), compress(self._to, kept) if self._to is not self._own else None)
