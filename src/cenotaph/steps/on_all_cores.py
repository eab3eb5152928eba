"""Does one thing to many pieces in as many processes as there are processors, in rounds, so that only one round is in memory
twice. For work that never meets a hostile file: what it is done to was read before.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from cenotaph.steps.clean_process import clean_context

if TYPE_CHECKING:
    from cenotaph.link.features import Mapper

__all__ = ["all_cores", "on_all_cores"]


def all_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def on_all_cores(needed: str, *, worth_it: bool = True) -> "Iterator[Mapper]":
    """A `map` whose work is done by processes that have imported the module `needed`; the usual `map` where there is one
    processor, or it is not `worth_it`. What goes in and comes out is pickled.
    """
    cores = all_cores()
    if cores == 1 or not worth_it:
        yield map
        return
    with ProcessPoolExecutor(cores, mp_context=clean_context(needed)) as pool:

        def mapped(work: Callable[[Any], Any], pieces: Iterable[Any]) -> Iterator[Any]:
            left = iter(pieces)
            while some := list(islice(left, cores)):
                yield from pool.map(work, some)

        yield mapped
