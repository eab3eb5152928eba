"""The queue, one decision at a time or several after a preview."""

from collections.abc import Sequence

from starlette.responses import Response

from cenotaph.errors import DecisionRefused, InvalidValue
from cenotaph.model import Decision, DecisionKind, DeskRole, ReviewState, revocations
from cenotaph.store import MOST_COUNTED, Record
from cenotaph.web.claims.filters import ORDERS, View, facets_of, view_of
from cenotaph.web.claims.views import ClaimOnDesk, gather_claims
from cenotaph.web.paging import PAGE, part_of, turn_of
from cenotaph.web.serving import NotFound, Visit, page, whole_number
from cenotaph.web.settling import settle

__all__ = ["routes"]

MOST_TOGETHER = 1_500  # forms of more fields are refused, and nobody reads a longer preview
TOGETHER = (DecisionKind.ACCEPT, DecisionKind.REJECT)


@page("/claims")
def queue(visit: Visit) -> Response:
    """Claims of one view: those nobody has read, what matters most first, unless the address asks for others; with `only`,
    one.
    """
    only, view = visit.query.get("only", ""), view_of(visit.query, visit.person.name)
    with visit.case.reading() as record:
        ids = [only] if only else record.queue.page(view.asked, view.order, PAGE, turn_of(visit))
        total = 0 if only else record.queue.count(view.asked)
        facets, uncounted = ([], False) if only else facets_of(record, view, visit, total)
        shown = gather_claims(record, record.claims.in_order(ids), visit.person.name)
        return visit.show(
            "claims/queue.html",
            claims=shown, view=view, states=tuple(ReviewState), part=part_of(visit, ids, total, MOST_COUNTED), only=only,
            orders=ORDERS, counts={} if only else record.queue.states(), facets=facets, uncounted=uncounted,
            people=_people(record, visit), labels=_labels(record, view),
            just=_just_made(record, visit),
        )  # fmt: skip


@page("/claims/preview", DeskRole.RECORDER, "POST")
def preview(visit: Visit) -> Response:
    """What several claims would become, before it is recorded: those that were chosen, or all of a view."""
    act, whole = visit.form.get("act", ""), visit.form.get("all") == "yes"
    if act not in TOGETHER:
        raise InvalidValue("choose whether to accept or to reject them")
    with visit.case.reading() as record:
        view = view_of(visit.form, visit.person.name)
        ids = record.queue.page(view.asked, view.order, MOST_TOGETHER + 1) if whole else list(visit.several.get("claim", ()))
        if not ids or len(ids) > MOST_TOGETHER:
            raise InvalidValue(f"choose from 1 to {MOST_TOGETHER:,} claims", remedy="narrow the view until it holds fewer")
        claims = gather_claims(record, record.claims.in_order(ids), visit.person.name)
    barred = [one for one in claims if act == DecisionKind.ACCEPT and not one.review.may_accept(visit.person.name)]
    kept = [one for one in claims if one not in barred]
    return visit.show(
        "claims/preview.html",
        act=act,
        claims=kept,
        barred=barred,
        view=view if whole else None,
        form_back=visit.form.get("back") or "/claims",
    )


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
    return visit.back("/claims")


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
        one, people = _one(record, claim_id, visit.person.name), _people(record, visit)
    back = visit.form.get("back", "/claims")
    return visit.show("claims/claim.html", one=one, made=made, effect=effect, back=back, people=people)


@page("/claims/{claim_id}/assign", DeskRole.RECORDER, "POST")
def assign(visit: Visit) -> Response:
    """Give a claim to a person to read, or to nobody."""
    with visit.case.writing() as record:
        if not record.claims.exists(visit.path["claim_id"]):
            raise NotFound("There is no such claim.")
        name = visit.form.get("name", "")
        if name and name not in _people(record, visit):
            raise InvalidValue("there is no account of that name", remedy="an administrator makes accounts")
        record.desk.assign(visit.path["claim_id"], name, visit.person.name, visit.now)
    return visit.back("/claims")


def _just_made(record: Record, visit: Visit) -> Decision | None:
    """The decision that led back here, if the visitor made it and it stands: it can be undone where one is."""
    number = whole_number(visit.query.get("made", ""))
    if number is None:
        return None
    chain = record.decisions
    mine = (made for made in chain if made.number == number and made.decided_by == visit.person.name)
    return next((made for made in mine if made.number not in revocations(chain)), None)


def _people(record: Record, visit: Visit) -> list[str]:
    """To whom a claim can be given: accounts that may decide, or who runs the desk alone."""
    if visit.desk.owner:
        return [visit.desk.owner]
    return [one.name for one in record.accounts.all() if one.active and DeskRole(one.role).may(DeskRole.RECORDER)]


def _labels(record: Record, view: View) -> dict[str, str]:
    """What a document or an incident that the view is narrowed to is called."""
    asked = view.asked
    out: dict[str, str] = {}
    if asked.document:
        out |= {row["id"]: str(row["name"]) for row in record.documents.rows(ids=[asked.document])}
    if asked.incident:
        out |= record.incidents.labels([asked.incident])
    return out


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
