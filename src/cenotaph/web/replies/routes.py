"""What the public sent: looked at, answered, and taken in as a document where somebody decides so; never straight into the
record.
"""

import tempfile
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue
from cenotaph.model import AddState, DeskRole, ReplyState
from cenotaph.steps.add import add_to_case
from cenotaph.store import Reply
from cenotaph.web.serving import NotFound, Visit, page
from cenotaph.web.uploads import safe_name

__all__ = ["routes"]

LONGEST_ANSWER = 4_000


@page("/replies")
def replies(visit: Visit) -> Response:
    """Those that nobody has looked at first. How to reach a sender is shown to those with leave for contacts."""
    with visit.case.reading() as record:
        found = record.replies.all()
    return visit.show("replies/replies.html", replies=found, states=tuple(ReplyState), contacts="contact" in visit.person.fields)


@page("/replies/{reply_id}", DeskRole.RECORDER, "POST")
def answer(visit: Visit) -> Response:
    """Change what the sender sees with the ticket."""
    held = _held(visit)
    state, words = visit.form.get("state", ""), visit.form.get("answer", "").strip()
    if state not in tuple(ReplyState) or len(words) > LONGEST_ANSWER:
        raise InvalidValue(f"choose a state, and answer in {LONGEST_ANSWER:,} characters at most")
    with visit.case.writing() as record:
        record.replies.change(held, state=ReplyState(state), answer=words)
    return RedirectResponse("/replies", 303)


@page("/replies/{reply_id}/take", DeskRole.RECORDER, "POST")
def take_in(visit: Visit) -> Response:
    """Add the reply's words, and its file, as documents of the case. Its claims then wait to be read like any others."""
    held = _held(visit)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        if held.words:
            paths.append(Path(folder) / f"reply-{held.id}.txt")
            paths[0].write_text(held.words + "\n", encoding="utf-8")
        if held.file_sha256:
            file = Path(folder) / f"{held.id}-{safe_name(held.file_name)}"
            file.write_bytes(visit.case.archive.get(held.file_sha256, check=True))
            paths.append(file)
        report = add_to_case(visit.case, [str(path) for path in paths])
        failed = [one.error.what for one in report.of(AddState.FAILED) if one.error]
        if failed and not report.of(AddState.ADDED):
            raise InvalidValue(f"it could not be added: {'; '.join(failed)}")
        with visit.case.writing() as record:
            names = {path.name for path in paths}
            document = next((row["id"] for row in record.documents.rows() if row["name"] in names), "")
            record.replies.change(held, state=ReplyState.TAKEN_IN, document_id=document)
    return RedirectResponse("/replies", 303)


def _held(visit: Visit) -> Reply:
    with visit.case.reading() as record:
        held = record.replies.get(visit.path["reply_id"])
    if held is None:
        raise NotFound("There is no such reply.")
    return held


routes = [replies, answer, take_in]
