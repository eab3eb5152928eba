"""What is published: the statement of method, what the next release would change, making it, looking at it, and publishing it.

A release is frozen and its pages are shown as they lie there, each checked by its hash. Publishing puts one into a folder of the
case, or gives it as one file; where a web server finds it is not for the desk to choose.
"""

import io
import mimetypes
import zipfile
from collections import Counter
from pathlib import Path

import yaml
from starlette.responses import RedirectResponse, Response

from cenotaph.archive import write_whole
from cenotaph.errors import CannotPublish, CenotaphError
from cenotaph.estimate import METHODS
from cenotaph.model import DeskRole, JobKind
from cenotaph.protect.policy import PERSON_FIELDS
from cenotaph.release.files import STATEMENT
from cenotaph.release.make import preview_release
from cenotaph.release.manifest import read_manifest, signed_bytes
from cenotaph.release.publish import refuse_what_endangers
from cenotaph.release.signing import release_folders
from cenotaph.release.statement import AREAS, HINTS, load_statement, statement_choices, write_statement
from cenotaph.text import load_plain_yaml
from cenotaph.vocabulary.languages import LANGUAGES
from cenotaph.web.job_acts import public_folder
from cenotaph.web.jobs import ask_for, shown_jobs
from cenotaph.web.serving import NotFound, Visit, page, whole_number

__all__ = ["routes"]

ABOUT_RELEASES = (JobKind.RELEASE, JobKind.PUBLISH)
LONGEST_AREA = 20_000
CHANGES_SHOWN = 200


@page("/releases")
def releases(visit: Visit) -> Response:
    """The releases there are, and the way to the next."""
    done = [(int(folder.name), read_manifest(folder)) for folder in reversed(release_folders(visit.case))]
    with visit.case.reading() as record:
        jobs = shown_jobs(record, ABOUT_RELEASES)
        states = record.queue.states()
    problem = _problem(visit)
    there = public_folder(visit.case)
    published = read_manifest(there)["number"] if (there / "release.json").is_file() else 0
    return visit.show(
        "releases/releases.html", done=done, **jobs, problem=problem,
        published=published, states=states, folder=there,
    )  # fmt: skip


@page("/releases/statement", DeskRole.REVIEWER)
def statement(visit: Visit) -> Response:
    """The form of the statement of method."""
    return _form(visit, _fields(_said(visit)))


@page("/releases/statement", DeskRole.REVIEWER, "POST")
def state(visit: Visit) -> Response:
    """Keep the statement; one that lacks something is kept too, and what it lacks is said."""
    form = visit.form
    given = {
        name: form.get(name, "").strip()[:LONGEST_AREA]
        for name in ("title", "publisher", "contact", "about", "address", "licence")
    }
    choices = {name: form.get(name, "") for name in statement_choices()}
    several = {name: list(visit.several.get(name, ())) for name in ("person_fields", "estimate", "languages")}
    several["languages"] = list(dict.fromkeys([form.get("first_language") or "en", *several["languages"]]))
    areas = {area: form.get(f"area-{area}", "").strip()[:LONGEST_AREA] for area in AREAS}
    said = write_statement({**given, **choices, **several, "methodology": areas})
    write_whole(visit.case.root / STATEMENT, said)
    visit.case.take_in(STATEMENT, by=visit.person.name)
    try:
        load_statement(said)
    except CannotPublish as error:
        return _form(visit, _fields(said), error)
    return RedirectResponse("/releases/preview", 303)


@page("/releases/preview", DeskRole.REVIEWER)
def preview(visit: Visit) -> Response:
    """What the next release would publish, and what that changes since the last."""
    if _problem(visit):
        return RedirectResponse("/releases/statement", 303)
    record, changes = preview_release(visit.case)
    counts = {name: len(getattr(record, name)) for name in ("incidents", "claims", "sources", "people")}
    return visit.show(
        "releases/preview.html", counts=counts, changes=changes[:CHANGES_SHOWN], unshown=max(0, len(changes) - CHANGES_SHOWN),
        kinds=sorted(Counter(change.what for change in changes).items()), first=not release_folders(visit.case),
    )  # fmt: skip


@page("/releases", DeskRole.REVIEWER, "POST")
def make(visit: Visit) -> Response:
    """Make the next release, as a job."""
    return _queue(visit, JobKind.RELEASE, {})


@page("/releases/{number}/publish", DeskRole.ADMINISTRATOR, "POST")
def publish(visit: Visit) -> Response:
    """Put a release where the public finds it, as a job."""
    return _queue(visit, JobKind.PUBLISH, {"number": _numbered(visit)[0]})


@page("/releases/{number}/at/{name:path}")
def at(visit: Visit) -> Response:
    """A page or file of a release, as it lies there."""
    _, folder = _numbered(visit)
    name = visit.path["name"]
    listed = read_manifest(folder)["files"].get(name)
    data = signed_bytes(folder, name, listed["sha256"]) if listed else None
    if data is None:
        raise NotFound("There is nothing here.")
    return Response(data, media_type=mimetypes.guess_type(name)[0] or "application/octet-stream")


@page("/releases/{number}/file", DeskRole.REVIEWER)
def as_file(visit: Visit) -> Response:
    """A release as one file to take away. Refused when it was altered or holds what is protected now."""
    number, folder = _numbered(visit)
    refuse_what_endangers(visit.case, folder)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, str(path.relative_to(folder)))
    name = f"release-{number:04}.zip"
    return Response(
        out.getvalue(), media_type="application/zip", headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _queue(visit: Visit, kind: JobKind, details: dict[str, object]) -> Response:
    ask_for(visit, kind, details)
    return RedirectResponse("/releases", 303)


def _numbered(visit: Visit) -> tuple[int, Path]:
    number = whole_number(visit.path["number"])
    folder = next((one for one in release_folders(visit.case) if int(one.name) == number), None)
    if number is None or folder is None:
        raise NotFound("There is no such release.")
    return number, folder


def _problem(visit: Visit) -> str:
    """What the statement of method lacks, "" when it is whole."""
    said = _said(visit)
    if not said:
        return visit.said("The method is not stated yet.")
    try:
        load_statement(said)
    except CannotPublish as fault:
        return fault.what
    return ""


def _said(visit: Visit) -> str:
    path = visit.case.root / STATEMENT
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _fields(said: str) -> dict[str, object]:
    try:
        data = load_plain_yaml(said) or {}
    except yaml.YAMLError as fault:
        raise CannotPublish("release.yaml is no YAML", remedy="mend the file, or remove it and fill the form") from fault
    return data if isinstance(data, dict) else {}


def _form(visit: Visit, fields: dict[str, object], error: CenotaphError | None = None) -> Response:
    areas = fields.get("methodology")
    return visit.show(
        "releases/statement.html", 400 if error else 200, fields=fields, areas=areas if isinstance(areas, dict) else {},
        titles=AREAS, hints=HINTS, choices=statement_choices(), person_fields=PERSON_FIELDS, methods=tuple(METHODS),
        languages=LANGUAGES, error=error,
    )  # fmt: skip


routes = [releases, statement, state, preview, make, publish, at, as_file]
