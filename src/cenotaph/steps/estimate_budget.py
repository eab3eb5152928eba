"""Runs estimators beside each other within a time that the user gives, so that one that would not end holds up no other.

Each method runs in a process of its own, as many at once as the machine has processors, the quick ones first. What has not ended
when the time is up, or when the user interrupts, is ended and named; what has ended stays. A method gives the same numbers here
as by itself.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from cenotaph.errors import CenotaphError
from cenotaph.estimate import (
    METHODS,
    USUAL,
    CaptureHistories,
    Estimate,
    EstimateOptions,
    Stratum,
    judged,
    run_method,
    why_estimates_differ,
)
from cenotaph.steps.clean_process import clean_context

__all__ = ["USUAL_SECONDS", "Progress", "estimate_within"]

USUAL_SECONDS = 60.0  # what a person waits for; what has not ended by then is named
INTERRUPTED = "it was interrupted before it ended"
LOOK = 0.2  # seconds between two looks at the clock


@dataclass(frozen=True, slots=True)
class Progress:
    """What is running, how many methods are done of how many, and the seconds used and given."""

    running: tuple[str, ...]
    done: int
    methods: int
    used: float
    given: float


@dataclass(slots=True)
class _Run:
    method: str
    process: BaseProcess
    answers: Connection


def estimate_within(
    name: str,
    histories: CaptureHistories,
    methods: Sequence[str],
    options: EstimateOptions = USUAL,
    *,
    seconds: float = USUAL_SECONDS,
    progress: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Stratum:
    """As `estimate_stratum`, with what did not end within `seconds`, before `stopped` says so, or before an interrupt, among the
    refusals.
    """
    histories, judgement = judged(histories)
    if judgement.refusals:
        return Stratum(name, histories.documented, judgement, judgement.refusals, ())
    found, refused = _run_all(histories, sorted(methods, key=lambda one: METHODS[one].cost), options, seconds, progress, stopped)
    estimates = [found[method] for method in METHODS if method in found]
    refusals = tuple(f"{method}: {refused[method]}" for method in METHODS if method in refused)
    why = why_estimates_differ(histories, judgement.pairs, estimates)
    return Stratum(name, histories.documented, judgement, refusals, tuple(estimates), why)


def _run_all(
    histories: CaptureHistories,
    methods: Sequence[str],
    options: EstimateOptions,
    seconds: float,
    progress: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> tuple[dict[str, Estimate], dict[str, str]]:
    context = clean_context("cenotaph.steps.estimate")
    waiting, running = list(methods), list[_Run]()
    found: dict[str, Estimate] = {}
    refused: dict[str, str] = {}
    begun = time.monotonic()
    why = f"it did not end within {seconds:,.0f} seconds; give it more with --budget"
    try:
        while (waiting or running) and (used := time.monotonic() - begun) < seconds:
            while waiting and len(running) < (os.cpu_count() or 1):
                running.append(_begin(context, waiting.pop(0), histories, options))
            if stopped():
                why = INTERRUPTED
                break
            progress(Progress(tuple(one.method for one in running), len(found) + len(refused), len(methods), used, seconds))
            ready = wait([one.answers for one in running], timeout=min(LOOK, max(0.0, seconds - used)))
            for one in [one for one in running if one.answers in ready]:
                running.remove(one)
                _take(one, found, refused)
    except KeyboardInterrupt:
        why = INTERRUPTED
    finally:
        for one in running:
            one.process.kill()
            one.process.join()
    refused |= dict.fromkeys([one.method for one in running] + waiting, why)
    return found, refused


def _begin(
    context: multiprocessing.context.BaseContext, method: str, histories: CaptureHistories, options: EstimateOptions
) -> _Run:
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, method, histories, options), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Run(method, process, answers)


def _answer(answers: Connection, method: str, histories: CaptureHistories, options: EstimateOptions) -> None:
    """In the child: the estimate, or why there is none. An interrupt is the parent's to take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answers.send(run_method(method, histories, options))
    except CenotaphError as fault:
        answers.send(fault.what)
    except MemoryError:
        answers.send("it needs more memory than there is")


def _take(one: _Run, found: dict[str, Estimate], refused: dict[str, str]) -> None:
    try:
        answer = one.answers.recv()
    except EOFError:
        answer = "its process ended without an answer, most likely for want of memory"
    one.process.join()
    if isinstance(answer, Estimate):
        found[one.method] = answer
    else:
        refused[one.method] = str(answer)
