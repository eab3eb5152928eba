"""The inbox, and what lands in it: files to add, notes, drafts."""

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue
from cenotaph.model import DeskRole, JobKind
from cenotaph.store import Note
from cenotaph.web.incoming import is_table, keep_aside
from cenotaph.web.paging import PAGE, start_of
from cenotaph.web.serving import NotFound, Visit, page, whole_number

__all__ = ["routes"]

LONGEST_NOTE = 4_000
MOST_JOBS = 2_000_000_000  # as far as an integer column of PostgreSQL counts


@page("/")
def inbox(visit: Visit) -> Response:
    """Counts, jobs, documents."""
    at = start_of(visit)
    with visit.case.reading() as record:
        documents = record.documents
        jobs = record.jobs.latest(5)
        return visit.show(
            "inbox/inbox.html",
            documents=list(documents.rows(limit=PAGE, offset=at)), at=at, size=PAGE, total=documents.count(),
            reviews=record.queue.states(), incidents=record.incidents.count(),
            replies=record.replies.waiting(),
            victims=record.victims.count(), jobs=jobs, busy=any(job.pending for job in jobs),
        )  # fmt: skip


@page("/documents", DeskRole.RECORDER, "POST")
def upload(visit: Visit) -> Response:
    """Keep uploaded files aside and queue their adding; a spreadsheet is no report, and is shown among the lists."""
    if not visit.uploads:
        raise InvalidValue("no file was chosen", remedy="choose one or more files")
    kept = [keep_aside(visit.case, name, data) for name, data in visit.uploads if not is_table(name)]
    tables = [keep_aside(visit.case, name, data) for name, data in visit.uploads if is_table(name)]
    if kept:
        with visit.case.writing() as record:
            record.jobs.ask(JobKind.ADD, {"files": kept}, visit.person.name, visit.now)
    return RedirectResponse(f"/lists/file/{tables[0].partition('/')[0]}" if tables else "/", 303)


@page("/jobs/{number}/cancel", DeskRole.RECORDER, "POST")
def cancel(visit: Visit) -> Response:
    """A job is not wanted any more."""
    number = whole_number(visit.path["number"])
    with visit.case.writing() as record:
        if number is None or number > MOST_JOBS or record.jobs.get(number) is None:
            raise NotFound("There is no such job.")
        record.jobs.cancel(number)
    return visit.back("/")


@page("/notes", DeskRole.RECORDER, "POST")
def add_note(visit: Visit) -> Response:
    """Keep a note on a subject."""
    words = visit.form.get("words", "").strip()
    if not words or len(words) > LONGEST_NOTE:
        raise InvalidValue(f"a note has 1 to {LONGEST_NOTE:,} characters")
    with visit.case.writing() as record:
        record.desk.add_note(Note(visit.form["subject"][:16], words, visit.person.name, visit.now))
        record.desk.save_draft(visit.person.name, visit.form["subject"][:16], {}, visit.now)
    return visit.back("/")


@page("/drafts", DeskRole.RECORDER, "POST")
def save_draft(visit: Visit) -> Response:
    """Keep what is being typed."""
    fields = {name[6:]: value[:LONGEST_NOTE] for name, value in visit.form.items() if name.startswith("field-") and value}
    with visit.case.writing() as record:
        record.desk.save_draft(visit.person.name, visit.form.get("subject", "")[:16], fields, visit.now)
    return Response(status_code=204)


routes = [inbox, upload, cancel, add_note, save_draft]
