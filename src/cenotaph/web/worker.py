"""Does the long jobs of the queue, one at a time, in a thread beside the pages. A job that was broken off is begun again."""

import threading
import time

from cenotaph.errors import CenotaphError
from cenotaph.model import JobState
from cenotaph.store import Case, Job
from cenotaph.web.job_acts import ACTS, Done, Watch

__all__ = ["Worker"]

IDLE_SECONDS = 0.5
BEAT_SECONDS = 10
TOLD_SECONDS = 1.0


class Worker:
    """One thread over one case."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cenotaph-worker", daemon=True)
        self._done, self._told = (0, 0), 0.0

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
        self._done, self._told = (0, 0), time.monotonic()
        beating = threading.Event()
        beat = threading.Thread(target=self._beat, args=(job.number, beating), daemon=True)
        beat.start()
        try:
            watch = Watch(lambda done, total: self._count(job.number, done, total), lambda: self._is_cancelled(job.number))
            state, done = JobState.DONE, ACTS[job.kind](self._case, job.details, watch)
        except CenotaphError as error:
            state, done = JobState.FAILED, Done(f"{error.what}. {error.remedy}" if error.remedy else error.what)
        except Exception as defect:  # noqa: BLE001 - a defect ends the job, not the worker, and is said
            state, done = JobState.FAILED, Done(f"a defect of the program: {type(defect).__name__}")
        finally:
            beating.set()
            beat.join()
        with self._case.writing() as record:
            record.jobs.end(job.number, state, done.words, done.result)

    def _beat(self, number: int, ended: threading.Event) -> None:
        while not ended.wait(BEAT_SECONDS):
            with self._case.writing() as record:
                record.jobs.beat(number, *self._done, int(time.time()))

    def _count(self, number: int, done: int, total: int) -> None:
        self._done = (done, total)
        if time.monotonic() - self._told > TOLD_SECONDS:
            self._told = time.monotonic()
            with self._case.writing() as record:
                record.jobs.beat(number, done, total, int(time.time()))

    def _is_cancelled(self, number: int) -> bool:
        with self._case.reading() as record:
            return record.jobs.is_cancelled(number)
