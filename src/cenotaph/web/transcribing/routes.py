"""A scan without text, transcribed beside its picture. The transcription is a document of its own, which says whose it is and
of what: the scan stays as it came, and nobody takes a person's reading for the bytes.
"""

from typing import Any

import yaml
from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue
from cenotaph.ingest.page_picture import page_picture
from cenotaph.model import DeskRole, JobKind
from cenotaph.steps.limited_child import LimitedChild
from cenotaph.text import readable_languages
from cenotaph.web.incoming import keep_aside
from cenotaph.web.jobs import ask_for
from cenotaph.web.serving import NotFound, Visit, page, whole_number

__all__ = ["routes"]

LONGEST = 500_000
IN_A_LINE = ("title", "author", "publisher", "date", "language")
LONGEST_LINE = 300


@page("/documents/{document_id}/transcribe", DeskRole.RECORDER)
def form(visit: Visit) -> Response:
    """The picture of a page, and the form."""
    row = _row(visit)
    at = whole_number(visit.query.get("page", "")) or 0
    pages = _picture(visit, row, at)[1]
    return visit.show("transcribing/form.html", row=row, at=at, pages=pages, languages=readable_languages())


@page("/documents/{document_id}/pages/{number}")
def picture(visit: Visit) -> Response:
    """A page as PNG."""
    shown, _ = _picture(visit, _row(visit), whole_number(visit.path["number"]) or 0)
    return Response(shown, media_type="image/png")


@page("/documents/{document_id}/transcribe", DeskRole.RECORDER, "POST")
def keep(visit: Visit) -> Response:
    """Add the transcription as a document."""
    row, words = _row(visit), visit.form.get("words", "").replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        raise InvalidValue(f"a transcription has 1 to {LONGEST:,} characters")
    fields = {name: " ".join(visit.form.get(name, "").split())[:LONGEST_LINE] for name in IN_A_LINE}
    said = {
        **{name: value for name, value in fields.items() if value},
        "note": f"transcribed by {visit.person.name} from {row['name']}, SHA-256 {row['sha256']}",
    }
    text = f"---\n{yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)}---\n{words}\n"
    kept = keep_aside(visit.case, f"{row['name']}.transcribed.md", text.encode())
    ask_for(visit, JobKind.ADD, {"files": [kept]})
    return RedirectResponse("/", 303)


def _row(visit: Visit) -> dict[str, Any]:
    with visit.case.reading() as record:
        row = next(record.documents.rows(ids=[visit.path["document_id"]]), None)
    if row is None:
        raise NotFound("There is no such document.")
    return dict(row)


def _picture(visit: Visit, row: dict[str, Any], number: int) -> tuple[bytes, int]:
    data = visit.case.archive.get(row["sha256"], check=True)
    with LimitedChild() as child:
        ((shown, pages),) = child.run(page_picture, data, number, where=row["name"], size=len(data))
    return shown, pages


routes = [form, picture, keep]
