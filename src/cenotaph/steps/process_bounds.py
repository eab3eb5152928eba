"""Bounds of this process on memory, processor time and what it may write, where the system knows such bounds."""

import contextlib
import math
from pathlib import Path

__all__ = ["memory_held", "set_bounds"]

MOST_WRITTEN = 100_000_000  # bytes: py3langid unpacks its model, 68 MB, by way of a file; nothing else writes any


def memory_held() -> int:
    """Bytes of address space that this process has; 0 where the system does not say."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return 0


def set_bounds(seconds: int, memory: int) -> None:
    """Let this process have so many more seconds of a processor and `memory` bytes in all, and write no large file. A system that
    knows no such bounds has none, but the patience of the parent.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + seconds)
        _lower(resource.RLIMIT_FSIZE, MOST_WRITTEN)
        _lower(resource.RLIMIT_CORE, 0)
        if memory > 0 and memory_held():
            _lower(resource.RLIMIT_AS, memory)


def _lower(what: int, most: int) -> None:
    """Set the bound that is in force; the one up to which it can be raised again for the next file stays."""
    import resource

    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
