"""Long jobs as the pages see them: asking for one, and showing those of some kinds."""

from collections.abc import Collection, Mapping
from typing import Any

from cenotaph.model import JobKind
from cenotaph.store import Record
from cenotaph.web.serving import Visit

__all__ = ["ask_for", "shown_jobs"]

SHOWN = 5


def ask_for(visit: Visit, kind: JobKind, details: Mapping[str, Any]) -> None:
    """Queue a job in the name of the visitor."""
    with visit.case.writing() as record:
        record.jobs.ask(kind, details, visit.person.name, visit.now)


def shown_jobs(record: Record, kinds: Collection[JobKind] = ()) -> dict[str, Any]:
    """The values of the template `jobs.html`: the last jobs, of these kinds if any are named, and whether one waits or runs."""
    jobs = record.jobs.latest(SHOWN, kinds)
    return {"jobs": jobs, "busy": any(job.pending for job in jobs)}
