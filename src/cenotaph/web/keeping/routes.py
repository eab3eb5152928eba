"""Keeping the case: every hash checked, and a backup of all of it as one file."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import RedirectResponse, Response, StreamingResponse

from cenotaph.model import DeskRole, JobKind
from cenotaph.show.head_picture import head_as_svg
from cenotaph.web.job_acts import backups
from cenotaph.web.jobs import ask_for, shown_jobs
from cenotaph.web.serving import NotFound, Visit, page

__all__ = ["routes"]

ABOUT_KEEPING = (JobKind.VERIFY, JobKind.BACKUP)
NAME = re.compile(r"case-\d{8}-\d{6}\.tar")
BLOCK = 1_000_000  # bytes sent at once


@page("/keeping")
def keeping(visit: Visit) -> Response:
    """What was verified last, and the backups there are."""
    there = sorted((path for path in backups(visit.case).glob("*.tar") if NAME.fullmatch(path.name)), reverse=True)
    with visit.case.reading() as record:
        jobs = shown_jobs(record, ABOUT_KEEPING)
        verified = record.jobs.last(JobKind.VERIFY)
        head = str(verified.result.get("head", "")) if verified else ""
        return visit.show(
            "keeping/keeping.html", **jobs,
            verified=verified, picture=head_as_svg(head) if head else "",
            backups=[(path.name, path.stat().st_size) for path in there] if visit.person.may(DeskRole.ADMINISTRATOR) else [],
            folder=visit.case.root,
        )  # fmt: skip


@page("/keeping/verify", DeskRole.RECORDER, "POST")
def verify(visit: Visit) -> Response:
    """Check everything, as a job."""
    return _queue(visit, JobKind.VERIFY, {})


@page("/keeping/backup", DeskRole.ADMINISTRATOR, "POST")
def backup(visit: Visit) -> Response:
    """Write all of the case to one file, as a job."""
    return _queue(visit, JobKind.BACKUP, {"name": f"case-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"})


@page("/keeping/{name}", DeskRole.ADMINISTRATOR)
def take(visit: Visit) -> Response:
    """A backup, to take away. It holds who is protected."""
    name = visit.path["name"]
    path = backups(visit.case) / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise NotFound("There is no such backup.")
    headers = {"content-disposition": f'attachment; filename="{name}"', "content-length": str(path.stat().st_size)}
    return StreamingResponse(_blocks(path), media_type="application/x-tar", headers=headers)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _queue(visit: Visit, kind: JobKind, details: dict[str, str]) -> Response:
    ask_for(visit, kind, details)
    return RedirectResponse("/keeping", 303)


routes = [keeping, verify, backup, take]
