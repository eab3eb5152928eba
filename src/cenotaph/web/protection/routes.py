"""Forms on the pages of documents and victims: keep out of every release, consent, and how much of a source is published."""

from starlette.responses import Response

from cenotaph.errors import InvalidValue
from cenotaph.model import DecisionKind, DeskRole
from cenotaph.steps.decide import decide
from cenotaph.steps.protect import consent_in_case, protect_in_case
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]


@page("/publishing/protect", DeskRole.RECORDER, "POST")
def keep_out(visit: Visit) -> Response:
    """Keep a person, a document or words out of every release from the next on; a line for each form of the words."""
    form = visit.form
    protect_in_case(
        visit.case, form.get("as", ""), form.get("subject", ""), form.get("words", "").splitlines(),
        decided_by=visit.person.name, why=form.get("why", ""),
    )  # fmt: skip
    return visit.back("/")


@page("/publishing/consent", DeskRole.RECORDER, "POST")
def consent(visit: Visit) -> Response:
    """What was said to one purpose, about a document or every record of a victim."""
    form = visit.form
    consent_in_case(
        visit.case, [form.get("subject", "")], {form.get("purpose", ""): form.get("answer", "")}, form.get("of", "")[:200],
        decided_by=visit.person.name, why=form.get("why", ""),
    )  # fmt: skip
    return visit.back("/")


@page("/publishing/disclose", DeskRole.RECORDER, "POST")
def disclose(visit: Visit) -> Response:
    """How much of a document is published."""
    if visit.form.get("as", "") not in load_vocabulary("disclosure"):
        raise InvalidValue("choose how much of the source is published")
    decide(
        visit.case, DecisionKind.DISCLOSE, [visit.form.get("subject", "")],
        decided_by=visit.person.name, why=visit.form.get("why", ""),
        details={"as": visit.form["as"]},
    )  # fmt: skip
    return visit.back("/")


routes = [keep_out, consent, disclose]
