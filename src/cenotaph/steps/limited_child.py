"""Runs what may meet a hostile file in a process of its own, with a bound on memory and on time, so that the file costs nothing
but itself.

One child is used for file after file; when one breaks it, or takes too long, it is ended and the next file has a new one. It is
no prison: what runs there may do what the user may do.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cenotaph.errors
from cenotaph.errors import CenotaphError, UnreadableFile
from cenotaph.settings import load_settings
from cenotaph.steps.clean_process import clean_context

__all__ = ["LimitedChild"]

READER = "cenotaph.steps.warm_reader"
RAISED, MADE, DONE = "raised", "made", "done"


class LimitedChild:
    """A child that is there when it is needed, and ended at the latest with the `with` block."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        """Nothing is begun yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the child."""
        self._end()

    def run(self, work: Callable[..., Iterator[Any]], *given: Any, where: str) -> Generator[Any, Any, None]:
        """What `work(*given)`, a function of a module, yields in the child; what is sent is sent on to it.

        Raises the `CenotaphError` that it raised, or `UnreadableFile` when it needed too much memory or time, or broke down.
        """
        line = self._begun()
        seconds = load_settings().read_seconds
        try:
            line.send((work, given))
            while True:
                if not line.poll(seconds):
                    self._end()
                    raise UnreadableFile(
                        f"reading it takes longer than {seconds:,} seconds", where=where,
                        remedy="raise CENOTAPH_READ_SECONDS if you trust it",
                    )  # fmt: skip
                kind, answer = line.recv()
                if kind == DONE:
                    return
                if kind == RAISED:
                    name, what, there, remedy = answer
                    raise getattr(cenotaph.errors, name)(what, where=there or where, remedy=remedy)
                line.send((yield answer))
        except (EOFError, BrokenPipeError, ConnectionResetError) as fault:
            code = self._end()
            how = f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
            raise UnreadableFile(f"the file broke its reader down ({how})", where=where) from fault
        except CenotaphError:
            raise
        except BaseException:
            self._end()
            raise

    def _begun(self) -> Connection:
        if self._line is not None and self._process is not None and self._process.is_alive():
            return self._line
        self._end()
        context = _context()
        self._line, theirs = context.Pipe()
        settings = load_settings()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._line, settings.read_memory_megabytes * 1_000_000, _our_settings()), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._line

    def _end(self) -> int | None:
        if self._line is not None:
            self._line.close()
        code = None
        if self._process is not None:
            self._process.join(0.2)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            code = self._process.exitcode
        self._line = self._process = None
        return code


def _context() -> multiprocessing.context.BaseContext:
    """A process with one thread forks itself, which costs nothing; one with more would fork a lock that somebody holds."""
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1:
        return multiprocessing.get_context("fork")
    return clean_context(READER)


def _our_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("CENOTAPH_")}


def _serve(line: Connection, parents: Connection, memory: int, settings: dict[str, str]) -> None:
    """In the child: piece of work after piece of work, until the line is closed, also by the end of the parent, whose end of it
    must not stay open here. An interrupt is the parent's to take.
    """
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _our_settings().keys() - settings.keys():
        del os.environ[name]
    os.environ.update(settings)
    load_settings.cache_clear()
    _bound_memory(memory)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            work, given = line.recv()
            _answer(line, work, given)


def _answer(line: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    try:
        made = work(*given)
        answer = None
        with contextlib.suppress(StopIteration):
            while True:
                item = made.send(answer)
                line.send((MADE, item))
                answer = line.recv()
        line.send((DONE, None))
    except CenotaphError as fault:
        line.send((RAISED, (type(fault).__name__, fault.what, fault.where, fault.remedy)))
    except MemoryError:
        line.send((RAISED, ("UnreadableFile", "reading it takes more memory than the limit", None, None)))
    except Exception as defect:  # noqa: BLE001 - a defect costs the file, not the others, and is said
        line.send((RAISED, ("UnreadableFile", f"the reader cannot take it ({type(defect).__name__})", None, None)))


def _bound_memory(more: int) -> None:
    """Let the child have `more` bytes beyond what it has. A system that knows no such bound has none."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
