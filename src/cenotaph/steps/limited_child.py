"""Runs what may meet a hostile file in a process of its own, with bounds on memory and processor time in proportion to the file,
and on what it may write, so that the file costs nothing but itself. Each document in a file of several has that time.

One child is used for file after file; when one breaks it, or takes too long, it is ended and the next file has a new one. It is
no prison: what runs there may do what the user may do.
"""

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Iterator
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from cenotaph.errors import CenotaphError, TookTooLong, UnreadableFile
from cenotaph.settings import load_settings
from cenotaph.steps.clean_process import clean_context
from cenotaph.steps.process_bounds import memory_held, set_bounds

__all__ = ["AS_TABLE", "LimitedChild", "bounds_of"]

READER = "cenotaph.steps.warm_reader"
RAISED, MADE, DONE = "raised", "made", "done"
MEGABYTE = 1_000_000  # bytes, as disks count them
SECONDS_PER_MEGABYTE = 2  # ten times what a spreadsheet of that size takes, and half of what a text full of claims does
AS_TABLE = 4  # times its size is what a list or a table of events counts as: every row becomes a record with fields that are read
MEMORY_PER_BYTE = 12  # a table of short cells is ten times its file in memory
OUT_OF_MEMORY = 77  # how a child ends that has not even the memory to say so
TOO_MUCH = "reading it takes more memory than the limit"
PATIENCE = 6  # times the processor time, for a machine that does other things as well


class LimitedChild:
    """A child that is there when it is needed, and ended at the latest with the `with` block. `needs` is the module that holds
    what it will do, for where children are begun from a server that has imported it.
    """

    def __init__(self, needs: str = READER) -> None:
        self._needs = needs
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        """Nothing is begun yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the child."""
        self._end()

    def run(self, work: Callable[..., Iterator[Any]], *given: Any, where: str, size: int = 0) -> Generator[Any, Any, None]:
        """What `work(*given)`, a function of a module, yields in the child; what is sent is sent on to it. `size` is that of the
        file, in bytes: a large one may need more.

        Raises the `CenotaphError` that it raised, `TookTooLong`, or `UnreadableFile` when it needed too much memory or broke
        down.
        """
        seconds, memory = bounds_of(size)
        try:
            line = self._begun()
            line.send((work, given, where, seconds, memory))
            while True:
                if not line.poll(PATIENCE * seconds):
                    self._end()
                    raise _too_long(PATIENCE * seconds, where)
                kind, answer = line.recv()
                if kind == DONE:
                    return
                if kind == RAISED:
                    raise answer
                line.send((yield answer))
        except (EOFError, BrokenPipeError, ConnectionResetError) as fault:
            code = self._end()
            if code == -signal.SIGXCPU:
                raise _too_long(seconds, where) from fault
            if code == OUT_OF_MEMORY:
                raise UnreadableFile(TOO_MUCH, where=where) from fault
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
        context = _context(self._needs)
        self._line, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._line, _our_settings()), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._line

    def _end(self) -> int | None:
        if self._line is not None:
            self._line.close()
        code = None
        if self._process is not None and self._process.pid is not None:
            self._process.join(0.2)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            code = self._process.exitcode
        self._line = self._process = None
        return code


def bounds_of(size: int) -> tuple[int, int]:
    """Seconds of a processor and bytes of memory that reading a file of `size` bytes may take."""
    settings = load_settings()
    seconds = settings.read_seconds + math.ceil(SECONDS_PER_MEGABYTE * size / MEGABYTE)
    seconds += settings.ocr_seconds if settings.ocr_languages else 0
    return seconds, settings.read_memory_megabytes * MEGABYTE + MEMORY_PER_BYTE * size


def _context(needs: str) -> multiprocessing.context.BaseContext:
    """A process with one thread forks itself, which costs nothing; one with more would fork a lock that somebody holds."""
    if sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1:
        return multiprocessing.get_context("fork")
    return clean_context(needs)


def _our_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("CENOTAPH_")}


def _serve(line: Connection, parents: Connection, settings: dict[str, str]) -> None:
    """In the child: piece of work after piece of work, until the line is closed, also by the end of the parent, whose end of it
    must not stay open here. An interrupt is the parent's to take.
    """
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _our_settings().keys() - settings.keys():
        del os.environ[name]
    os.environ.update(settings)
    load_settings.cache_clear()
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda _: None  # what running out of memory leaves behind; that it did is said once
    held = memory_held()
    try:
        while True:
            work, given, where, seconds, memory = line.recv()
            _answer(line, work, given, where, partial(set_bounds, seconds, held + memory))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except MemoryError:  # also while it was said
        os._exit(OUT_OF_MEMORY)


def _answer(line: Connection, work: Callable[..., Any], given: tuple[Any, ...], where: str, renew: Callable[[], None]) -> None:
    """Every piece that the work gives has the whole time: a mailbox of ten thousand messages is no attack."""
    try:
        renew()
        made = work(*given)
        answer = None
        with contextlib.suppress(StopIteration):
            while True:
                item = made.send(answer)
                line.send((MADE, item))
                answer = line.recv()
                renew()
        line.send((DONE, None))
    except CenotaphError as fault:
        fault.where = fault.where or where
        line.send((RAISED, fault))
    except MemoryError:
        line.send((RAISED, UnreadableFile(TOO_MUCH, where=where)))
    except Exception as defect:  # noqa: BLE001 - a defect costs the file, not the others, and is said
        line.send((RAISED, UnreadableFile(f"the reader cannot take it ({type(defect).__name__})", where=where)))


def _too_long(seconds: int, where: str) -> TookTooLong:
    return TookTooLong(
        f"reading it takes longer than {seconds:,} seconds", where=where, remedy="raise CENOTAPH_READ_SECONDS if you trust it"
    )
