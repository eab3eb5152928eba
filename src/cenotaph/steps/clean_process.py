"""How processes are begun that inherit no thread and no lock: from a server that has imported what they need, where there can be
one.
"""

import multiprocessing
import sys

__all__ = ["clean_context"]


def clean_context(needed: str) -> multiprocessing.context.BaseContext:
    """The way to begin processes that need the module `needed`."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([needed])
    return context
