"""Runs what may meet a hostile file in a process of its own, with bounds on memory and processor time in proportion to the file,
and on what it may write, so that the file costs nothing but itself. Each document in a file of several has that time.

One child is used for file after file; when one breaks it, or takes too long, it is ended and the next file has a new one. It is
no prison: what runs there may do what the user may do. `run` talks with one child until it is done; who has several begins and
hears each when it says something.
"""

import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from cenotaph.errors import CenotaphError, TookTooLong, UnreadableFile
from cenotaph.settings import load_settings
from cenotaph.steps.child_side import DONE, OUR_ENDS, OUT_OF_MEMORY, RAISED, TOO_MUCH, Question, our_settings, serve
from cenotaph.steps.clean_process import clean_context

__all__ = ["AS_TABLE", "FINISHED", "LimitedChild", "bounds_of"]

READER = "cenotaph.steps.warm_reader"
MEGABYTE = 1_000_000  # bytes, as disks count them
SECONDS_PER_MEGABYTE = 2  # ten times what a spreadsheet of that size takes, and half of what a text full of claims does
AS_TABLE = 4  # times its size is what a list or a table of events counts as: every row becomes a record with fields that are read
MEMORY_PER_BYTE = 12  # a table of short cells is ten times its file in memory
PATIENCE = 6  # times the processor time, for a machine that does other things as well
FINISHED = object()
"""What `LimitedChild.hear` gives when the work is done."""


class LimitedChild:
    """A child that is there when it is needed, and ended at the latest with the `with` block. `needs` is the module that holds
    what it will do, for where children are begun from a server that has imported it.
    """

    def __init__(self, needs: str = READER) -> None:
        self._needs = needs
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._where, self._seconds = "", 0
        self.patient_until = 0.0
        """When, on the monotonic clock, what was begun has taken too long, whether or not the child still works."""

    @property
    def line(self) -> Connection | None:
        """What is ready to be read when there is something to hear; None where there is no child."""
        return self._line

    def __enter__(self) -> Self:
        """Nothing is begun yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the child."""
        self._end()

    def run(self, work: Callable[..., Iterator[Any]], *given: Any, where: str, size: int = 0) -> Generator[Any, Any, None]:
        """What `work(*given)`, a function of a module, yields in the child; what is sent after a `Question` is sent on to it.
        `size` is that of the file, in bytes: a large one may need more. Raises as `hear`.
        """
        self.begin(work, *given, where=where, size=size)
        while (found := self.hear()) is not FINISHED:
            try:
                answer = yield found
            except BaseException:
                self._end()
                raise
            if isinstance(found, Question):
                self.answer(answer)

    def begin(self, work: Callable[..., Iterator[Any]], *given: Any, where: str, size: int = 0) -> None:
        """Have `work(*given)` done in the child, which must have nothing else to do."""
        seconds, memory = bounds_of(size)
        self._where, self._seconds = where, seconds
        self._send(self._begun(), (work, given, where, seconds, memory))

    def answer(self, answer: Any) -> None:
        """Give this to the work, which asked a `Question`."""
        if self._line is not None:
            self._send(self._line, answer)

    def hear(self) -> Any:
        """What the work yields next, waited for; `FINISHED` at its end.

        Raises the `CenotaphError` that it raised, `TookTooLong`, or `UnreadableFile` when it needed too much memory or broke
        down.
        """
        try:
            line = self._line
            if line is None:
                raise EOFError
            if not line.poll(max(0.0, self.patient_until - time.monotonic())):
                self._end()
                raise _too_long(PATIENCE * self._seconds, self._where)
            kind, answer = line.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as fault:
            raise self._broken() from fault
        except CenotaphError:
            raise
        except BaseException:
            self._end()
            raise
        self.patient_until = time.monotonic() + PATIENCE * self._seconds  # each piece has the whole time
        if kind == RAISED:
            raise answer
        return FINISHED if kind == DONE else answer

    def _send(self, line: Connection, said: Any) -> None:
        """One that cannot be told anything any more says why when it is heard."""
        self.patient_until = time.monotonic() + PATIENCE * self._seconds
        try:
            line.send(said)
        except (BrokenPipeError, ConnectionResetError):
            return
        except BaseException:
            self._end()
            raise

    def _broken(self) -> CenotaphError:
        """Why the child is no more."""
        code = self._end()
        if code == -signal.SIGXCPU:
            return _too_long(self._seconds, self._where)
        if code == OUT_OF_MEMORY:
            return UnreadableFile(TOO_MUCH, where=self._where)
        how = f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
        return UnreadableFile(f"the file broke its reader down ({how})", where=self._where)

    def _begun(self) -> Connection:
        if self._line is not None and self._process is not None and self._process.is_alive():
            return self._line
        self._end()
        context = _context(self._needs)
        self._line, theirs = context.Pipe()
        OUR_ENDS.add(self._line)
        self._process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, our_settings()), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._line

    def _end(self) -> int | None:
        if self._line is not None:
            OUR_ENDS.discard(self._line)
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


def _too_long(seconds: int, where: str) -> TookTooLong:
    return TookTooLong(
        f"reading it takes longer than {seconds:,} seconds", where=where, remedy="raise CENOTAPH_READ_SECONDS if you trust it"
    )
