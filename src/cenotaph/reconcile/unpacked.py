"""Packed keys (`model.packed`) as arrays of numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cenotaph.model.packed import BYTES

__all__ = ["Indices", "Numbers", "holders", "numbers"]

Numbers = NDArray[np.uint64]
Indices = NDArray[np.int64]


def numbers(packed: Sequence[bytes]) -> Numbers:
    """All numbers, one packed row after the other."""
    return np.frombuffer(b"".join(packed), dtype=f"<u{BYTES}")


def holders(packed: Sequence[bytes]) -> Indices:
    """For each of these numbers, which row it is in."""
    return np.repeat(np.arange(len(packed)), [len(one) // BYTES for one in packed])
