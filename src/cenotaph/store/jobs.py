"""The queue of long jobs, as a table: a job is taken once, tells how far it is, and is taken again when its worker died."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from cenotaph.model import JobKind, JobState
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["Job", "JobStore"]

job = metadata.tables["job"]
DEAD_AFTER = 60
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Job:
    """A long job. `words` say what came of it, `result` what a page shows of it; `cancelled` when it is not wanted any more."""

    number: int
    kind: JobKind
    details: Mapping[str, Any]
    state: JobState
    done: int
    total: int
    words: str
    asked_by: str
    asked_at: str
    cancelled: bool = False
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pending(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)


class JobStore:
    """Jobs over one connection; the caller holds a writing transaction where one is changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, kind: JobKind, details: Mapping[str, Any], asked_by: str, asked_at: str) -> int:
        """Queue a job, unless one of the same kind and details waits already. Its number."""
        same = select(job.c.number).where(
            job.c.kind == kind, job.c.details == dump(dict(details)), job.c.state == JobState.WAITING
        )
        waiting = self._connection.execute(same).scalar()
        if waiting is not None:
            return int(waiting)
        row = {
            "kind": kind, "details": dump(dict(details)), "state": JobState.WAITING, "done": 0, "total": 0, "words": "",
            "asked_by": asked_by, "asked_at": asked_at, "beat_at": 0,
        }  # fmt: skip
        return int(self._connection.execute(insert(job).returning(job.c.number), row).scalar_one())

    def waits(self, now: int) -> bool:
        """Whether there is a job to take."""
        return self._connection.execute(select(job.c.number).where(_free(now)).limit(1)).first() is not None

    def take(self, now: int) -> Job | None:
        """The next job, now running: the first that waits, or whose worker has been silent for a minute. One that was begun three
        times and never ended is given up: it may be what ends its workers.
        """
        tried = _free(now) & (job.c.attempts >= MOST_ATTEMPTS)
        words = f"given up: it was begun {MOST_ATTEMPTS} times and broke off each time"
        self._connection.execute(update(job).where(tried).values(state=JobState.FAILED, words=words))
        row = self._connection.execute(select(job).where(_free(now)).order_by(job.c.number).limit(1)).mappings().first()
        if row is None:
            return None
        taken = {"state": JobState.RUNNING, "beat_at": now, "attempts": job.c.attempts + 1}
        self._connection.execute(update(job).where(job.c.number == row["number"]).values(taken))
        return _job({**dict(row), "state": JobState.RUNNING})

    def beat(self, number: int, done: int, total: int, now: int) -> None:
        """Tell how far a running job is."""
        self._connection.execute(update(job).where(job.c.number == number).values(done=done, total=total, beat_at=now))

    def end(self, number: int, state: JobState, words: str, result: Mapping[str, Any] | None = None) -> None:
        """A job is done or has failed."""
        kept = {"state": state, "words": words, "result": dump(dict(result)) if result else ""}
        self._connection.execute(update(job).where(job.c.number == number).values(kept))

    def cancel(self, number: int) -> None:
        """Somebody wants a job no more: one that waits is ended, one that runs is told when it asks."""
        self._connection.execute(update(job).where(job.c.number == number).values(cancelled=True))
        waiting = (job.c.number == number) & (job.c.state == JobState.WAITING)
        self._connection.execute(update(job).where(waiting).values(state=JobState.FAILED, words="cancelled"))

    def is_cancelled(self, number: int) -> bool:
        """Whether somebody wants the job no more."""
        return bool(self._connection.execute(select(job.c.cancelled).where(job.c.number == number)).scalar())

    def last(self, kind: JobKind) -> Job | None:
        """The last job of a kind that was done."""
        done = select(job).where(job.c.kind == kind, job.c.state == JobState.DONE).order_by(job.c.number.desc()).limit(1)
        row = self._connection.execute(done).mappings().first()
        return None if row is None else _job(dict(row))

    def get(self, number: int) -> Job | None:
        """The job of this number."""
        row = self._connection.execute(select(job).where(job.c.number == number)).mappings().first()
        return None if row is None else _job(dict(row))

    def latest(self, most: int = 20, kinds: Collection[JobKind] = ()) -> list[Job]:
        """The jobs asked for last, newest first, of these kinds if any are named."""
        query = select(job).order_by(job.c.number.desc()).limit(most)
        if kinds:
            query = query.where(job.c.kind.in_(list(kinds)))
        return [_job(dict(row)) for row in self._connection.execute(query).mappings()]


def _free(now: int) -> ColumnElement[bool]:
    return or_(job.c.state == JobState.WAITING, (job.c.state == JobState.RUNNING) & (job.c.beat_at < now - DEAD_AFTER))


def _job(row: Mapping[str, Any]) -> Job:
    kept = {name: row[name] for name in Job.__slots__}
    read = {"kind": JobKind(row["kind"]), "state": JobState(row["state"]), "details": json.loads(row["details"])}
    return Job(**{**kept, **read, "result": json.loads(row["result"] or "{}")})
