"""Does the long jobs of the queue, one at a time, in a thread beside the pages. A job that was broken off is begun again.

Every job may be done twice without harm: adding files knows what it has, and reconciling replaces its result whole.
"""

import threading
import time
from pathlib import Path

from cenotaph.errors import CenotaphError
from cenotaph.model import AddState, JobKind, JobState
from cenotaph.steps.add import Outcome, add_to_case
from cenotaph.steps.placement import place_anew
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import Case, Job

__all__ = ["Worker", "incoming"]

IDLE_SECONDS = 0.5
BEAT_SECONDS = 10


def incoming(case: Case) -> Path:
    """Where uploaded files lie until they are added."""
    return case.root / "incoming"


class Worker:
    """One thread over one case."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cenotaph-worker", daemon=True)
        self._done = (0, 0)

    def start(self) -> None:
        """Begin to look for jobs."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more jobs; the one in hand is finished, or begun again by the next worker."""
        self._stop.set()
        self._thread.join(timeout=BEAT_SECONDS)

    def _run(self) -> None:
        while not self._stop.wait(IDLE_SECONDS):
            with self._case.reading() as record:
                waits = record.jobs.waits(int(time.time()))
            if not waits:
                continue
            with self._case.writing() as record:
                job = record.jobs.take(int(time.time()))
            if job is not None:
                self._do(job)

    def _do(self, job: Job) -> None:
        self._done = (0, 0)
        beating = threading.Event()
        beat = threading.Thread(target=self._beat, args=(job.number, beating), daemon=True)
        beat.start()
        try:
            state, words = JobState.DONE, self._result(job)
        except CenotaphError as error:
            state, words = JobState.FAILED, error.what
        except Exception as defect:  # noqa: BLE001 - a defect ends the job, not the worker, and is said
            state, words = JobState.FAILED, f"a defect of the program: {type(defect).__name__}"
        finally:
            beating.set()
            beat.join()
        with self._case.writing() as record:
            record.jobs.end(job.number, state, words)

    def _beat(self, number: int, ended: threading.Event) -> None:
        while not ended.wait(BEAT_SECONDS):
            with self._case.writing() as record:
                record.jobs.beat(number, *self._done, int(time.time()))

    def _result(self, job: Job) -> str:
        if job.kind == JobKind.PLACE:
            with self._case.writing() as record:
                place_anew(record)
            return "victims placed"
        if job.kind == JobKind.RECONCILE:
            return f"{refresh_case(self._case):,} incidents"
        paths = [incoming(self._case) / name for name in job.details["files"]]
        there = [str(path) for path in paths if path.is_file()]
        report = add_to_case(self._case, there, self._count)
        failed = "; ".join(f"{one.name}: {one.error.what}" for one in report.of(AddState.FAILED) if one.error)
        for path in paths:
            path.unlink(missing_ok=True)
            if path.parent != incoming(self._case) and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
        return f"{len(report.of(AddState.ADDED))} added, {len(report.of(AddState.KNOWN))} known" + (
            f"; not added: {failed}" if failed else ""
        )

    def _count(self, _outcome: Outcome, files: int) -> None:
        self._done = (self._done[0] + 1, files)
