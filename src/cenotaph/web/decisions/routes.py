"""The ledger, newest first. A recorder takes back his own decisions; a reviewer anybody's, and refusals of consent."""

from starlette.responses import Response

from cenotaph.errors import DecisionRefused
from cenotaph.ledger import verify_chain
from cenotaph.model import DecisionKind, DeskRole, revocations
from cenotaph.protect import REFUSED
from cenotaph.web.paging import PAGE, Part, start_of
from cenotaph.web.serving import NotFound, Visit, page
from cenotaph.web.settling import settle

__all__ = ["routes"]


@page("/decisions")
def decisions(visit: Visit) -> Response:
    """Every decision, with what it was about."""
    at = start_of(visit)
    with visit.case.reading() as record:
        chain = record.decisions
    shown = list(reversed(chain))[at : at + PAGE]
    return visit.show(
        "decisions/decisions.html",
        decisions=shown, revoked=revocations(chain), part=Part(at, len(shown), len(chain)), faults=list(verify_chain(chain)),
    )  # fmt: skip


@page("/decisions/{number}/revoke", DeskRole.RECORDER, "POST")
def revoke(visit: Visit) -> Response:
    """Take a decision back; it stays in the ledger."""
    number = visit.path["number"]
    with visit.case.reading() as record:
        made = next((one for one in record.decisions if str(one.number) == number), None)
    if made is None:
        raise NotFound("There is no such decision.")
    if made.decided_by != visit.person.name and not visit.person.may(DeskRole.REVIEWER):
        raise DecisionRefused("only a reviewer takes back what somebody else decided", remedy="leave a note for a reviewer")
    if (
        set(made.details.values()) & set(REFUSED)
        and made.kind == DecisionKind.CONSENT
        and not visit.person.may(DeskRole.REVIEWER)
    ):
        raise DecisionRefused("a refusal of consent is taken back by a reviewer", remedy="leave a note for a reviewer")
    settle(visit, DecisionKind.REVOKE, [number], {})
    return visit.back("/decisions")


routes = [decisions, revoke]
