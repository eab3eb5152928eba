"""Long lists in parts: a statement takes only so many values, and a database so many rows at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["in_parts"]

T = TypeVar("T")
VALUES = 500  # in one statement


def in_parts(given: Iterable[T], size: int = VALUES) -> Iterator[list[T]]:
    """What is given, in its order, in lists of at most `size`."""
    rest = iter(given)
    while part := list(islice(rest, size)):
        yield part
