"""The queue, one decision at a time or several after a preview."""

from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import DecisionRefused, InvalidValue
from cenotaph.model import DecisionKind, DeskRole, ReviewState
from cenotaph.store import Record
from cenotaph.web.claims.views import ClaimOnDesk, gather_claims
from cenotaph.web.paging import PAGE, start_of
from cenotaph.web.serving import NotFound, Visit, page
from cenotaph.web.settling import settle

__all__ = ["routes"]

TOGETHER = (DecisionKind.ACCEPT, DecisionKind.REJECT)


@page("/claims")
def queue(visit: Visit) -> Response:
    """Claims in one state of review, document by document; with `only`, one claim."""
    state, only, at = visit.query.get("state", ReviewState.OPEN), visit.query.get("only", ""), start_of(visit)
    state = state if state in tuple(ReviewState) else ReviewState.OPEN
    with visit.case.reading() as record:
        store = record.claims
        rows = list(store.rows(ids=[only], around=True)) if only else store.queue([state], PAGE, at)
        return visit.show(
            "claims/queue.html",
            claims=gather_claims(record, rows, visit.person.name), state=state, states=tuple(ReviewState), at=at, size=PAGE,
            counts=record.reviews.counts(), only=only,
        )  # fmt: skip


@page("/claims/preview", DeskRole.RECORDER, "POST")
def preview(visit: Visit) -> Response:
    """What several claims would become, before it is recorded."""
    ids, act = visit.several.get("claim", ()), visit.form.get("act", "")
    if not ids or act not in TOGETHER:
        raise InvalidValue("choose claims, and whether to accept or to reject them")
    with visit.case.reading() as record:
        claims = gather_claims(record, list(record.claims.rows(ids=ids)), visit.person.name)
    barred = [one for one in claims if act == DecisionKind.ACCEPT and not one.review.may_accept(visit.person.name)]
    kept = [one for one in claims if one not in barred]
    return visit.show("claims/preview.html", act=act, claims=kept, barred=barred)


@page("/claims/several", DeskRole.RECORDER, "POST")
def several(visit: Visit) -> Response:
    """Record one decision about several claims."""
    ids, act = visit.several.get("claim", ()), visit.form.get("act", "")
    if act not in TOGETHER:
        raise InvalidValue("several claims are accepted or rejected together, nothing else")
    with visit.case.reading() as record:
        claims = gather_claims(record, list(record.claims.rows(ids=ids)), visit.person.name)
    _refuse_own(act, claims, visit.person.name)
    settle(visit, act, ids, {})
    return RedirectResponse("/claims", 303)


@page("/claims/{claim_id}/{act}", DeskRole.RECORDER, "POST")
def act_on(visit: Visit) -> Response:
    """Record a decision about one claim, and show it as it now is."""
    claim_id, act = visit.path["claim_id"], visit.path["act"]
    if act not in TOGETHER:
        raise NotFound("There is no such thing to do.")
    with visit.case.reading() as record:
        before = _one(record, claim_id, visit.person.name)
    _refuse_own(act, [before], visit.person.name)
    made, effect = settle(visit, act, [claim_id], {})
    if not visit.partial:
        return visit.back(f"/claims?only={claim_id}")
    with visit.case.reading() as record:
        one = _one(record, claim_id, visit.person.name)
    return visit.show("claims/claim.html", one=one, made=made, effect=effect, back=visit.form.get("back", "/claims"))


@page("/claims/{claim_id}/assign", DeskRole.RECORDER, "POST")
def assign(visit: Visit) -> Response:
    """Give a claim to a person to read, or to nobody."""
    with visit.case.writing() as record:
        if not record.claims.exists(visit.path["claim_id"]):
            raise NotFound("There is no such claim.")
        name = " ".join(visit.form.get("name", "").split())[:80]
        record.desk.assign(visit.path["claim_id"], name, visit.person.name, visit.now)
    return visit.back("/claims")


def _one(record: Record, claim_id: str, name: str) -> ClaimOnDesk:
    rows = list(record.claims.rows(ids=[claim_id], around=True))
    if not rows:
        raise NotFound("There is no such claim.")
    return gather_claims(record, rows, name)[0]


def _refuse_own(act: str, claims: Sequence[ClaimOnDesk], name: str) -> None:
    for one in claims:
        if act == DecisionKind.ACCEPT and not one.review.may_accept(name):
            raise DecisionRefused("you stand behind this claim already; a second reader is somebody else", where=one.row.claim.id)


routes = [queue, preview, several, assign, act_on]
