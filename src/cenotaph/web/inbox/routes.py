"""The inbox, and what lands in it: files to add, notes, drafts."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue
from cenotaph.model import NAMED_IN_DOCUMENTS, DeskRole, JobKind, ReviewState
from cenotaph.release.files import STATEMENT
from cenotaph.release.signing import release_folders
from cenotaph.samples import sample_folder
from cenotaph.store import Note, Record
from cenotaph.web.incoming import is_table, keep_aside
from cenotaph.web.jobs import ask_for, shown_jobs
from cenotaph.web.paging import PAGE, part_of, turn_of
from cenotaph.web.serving import NotFound, Visit, page, whole_number

__all__ = ["routes"]

LONGEST_NOTE = 4_000
FIRST_STEPS = (
    ("Add documents: reports, statements, saved pages", "#add"),
    ("Read a claim beside its words, and accept, reject or mend it", "/claims"),
    ("Send a list of victims, and link it, if you have one", "/lists"),
    ("Say how the record is made", "/releases/statement"),
    ("Look at what would be published, and make the first release", "/releases"),
)
MOST_JOBS = 2_000_000_000  # as far as an integer column of PostgreSQL counts


@page("/")
def inbox(visit: Visit) -> Response:
    """Counts, jobs, documents."""
    with visit.case.reading() as record:
        documents, states = record.documents, record.queue.states()
        total = documents.count()
        shown = list(documents.page(PAGE, turn_of(visit)))
        return visit.show(
            "inbox/inbox.html",
            documents=shown, part=part_of(visit, [row["id"] for row in shown], total), total=total,
            reviews=states, incidents=record.incidents.count(),
            replies=record.replies.waiting(),
            victims=record.victims.count(), steps=_first_steps(visit, record, total, states),
            **shown_jobs(record),
        )  # fmt: skip


@page("/documents", DeskRole.RECORDER, "POST")
def upload(visit: Visit) -> Response:
    """Keep uploaded files aside and queue their adding; a spreadsheet is no report, and is shown among the lists."""
    if not visit.uploads:
        raise InvalidValue("no file was chosen", remedy="choose one or more files")
    kept = [keep_aside(visit.case, name, data) for name, data in visit.uploads if not is_table(name)]
    tables = [keep_aside(visit.case, name, data) for name, data in visit.uploads if is_table(name)]
    if kept:
        ask_for(visit, JobKind.ADD, {"files": kept})
    return RedirectResponse(f"/lists/file/{tables[0].partition('/')[0]}" if tables else "/", 303)


@page("/documents/invented", DeskRole.RECORDER, "POST")
def invented(visit: Visit) -> Response:
    """Add the invented documents to an empty case, to try the desk on."""
    with visit.case.reading() as record:
        if record.documents.count():
            raise InvalidValue("this case has documents; the invented ones are for an empty case")
    with sample_folder() as folder:
        kept = [keep_aside(visit.case, path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    ask_for(visit, JobKind.ADD, {"files": kept})
    return RedirectResponse("/", 303)


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


def _first_steps(visit: Visit, record: Record, documents: int, states: Mapping[str, int]) -> list[tuple[bool, str, str]]:
    """What a newcomer does first: whether it is done, what it is, and where; empty once all of it is done."""
    of_people = any(one.id != NAMED_IN_DOCUMENTS for one in record.lists.all())
    said = visit.case.root / STATEMENT
    done = (
        documents > 0,
        any(state != ReviewState.OPEN for state in states),
        of_people,
        said.is_file(),
        bool(release_folders(visit.case)),
    )
    steps = [(one, visit.said(words), leads) for one, (words, leads) in zip(done, FIRST_STEPS, strict=True)]
    return [] if all(done) else steps


routes = [inbox, upload, invented, cancel, add_note, save_draft]
