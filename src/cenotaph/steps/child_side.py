"""The child's side of a `LimitedChild`: does piece of work after piece within bounds, and says what it makes or why it cannot.

Refuses to outlive its parent: it ends with the line.
"""

import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from cenotaph.errors import CenotaphError, UnreadableFile
from cenotaph.settings import load_settings
from cenotaph.steps.process_bounds import memory_held, set_bounds

__all__ = ["DONE", "MADE", "OUR_ENDS", "OUT_OF_MEMORY", "RAISED", "TOO_MUCH", "Question", "our_settings", "serve"]

RAISED, MADE, DONE = "raised", "made", "done"
OUT_OF_MEMORY = 77  # how a child ends that has not even the memory to say so
TOO_MUCH = "reading it takes more memory than the limit"
OUR_ENDS: set[Connection] = set()
"""The parent's ends of the lines to all its children: one that was forked must hold none of them open, or none of its siblings
would see the end of their parent."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a piece of work yields when it cannot go on before it has an answer; after all else it goes on by itself, and is at
    the next while the parent is busy with this.
    """

    about: Any


def our_settings() -> dict[str, str]:
    """The settings of this process, as its environment has them."""
    return {name: value for name, value in os.environ.items() if name.startswith("CENOTAPH_")}


def serve(line: Connection, settings: dict[str, str]) -> None:
    """In the child: piece of work after piece of work, until the line is closed, also by the end of the parent. An interrupt is
    the parent's to take.
    """
    while OUR_ENDS:
        OUR_ENDS.pop().close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in our_settings().keys() - settings.keys():
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
                answer = line.recv() if isinstance(item, Question) else None
                renew()
        line.send((DONE, None))
    except CenotaphError as fault:
        fault.where = fault.where or where
        line.send((RAISED, fault))
    except MemoryError:
        line.send((RAISED, UnreadableFile(TOO_MUCH, where=where)))
    except Exception as defect:  # noqa: BLE001 - a defect costs the file, not the others, and is said
        line.send((RAISED, UnreadableFile(f"the reader cannot take it ({type(defect).__name__})", where=where)))
