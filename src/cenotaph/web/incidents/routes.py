"""The list of incidents, one of them with all that stands behind its figures, and merging, splitting and grading."""

from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue
from cenotaph.model import DecisionKind, DeskRole, Incident, JobKind, word_reason
from cenotaph.reconcile import USUAL_POLICY
from cenotaph.steps.decide import preview_decision
from cenotaph.web.incidents.views import gather_page
from cenotaph.web.paging import PAGE, part_of, turn_of
from cenotaph.web.serving import NotFound, Visit, page
from cenotaph.web.settling import settle

__all__ = ["routes"]

MOST_PAIRS = 50  # on one page: answered pairs make room for others


@page("/incidents")
def incidents(visit: Visit) -> Response:
    """Incidents with their low, best and high, those with most claims first."""
    with visit.case.reading() as record:
        store = record.incidents
        found = store.lines(USUAL_POLICY, PAGE, turn_of(visit))
        return visit.show(
            "incidents/list.html",
            incidents=found, part=part_of(visit, [one.id for one in found], store.count()),
            seen=record.ledger.head(),
            waiting=any(job.kind == JobKind.RECONCILE and job.pending for job in record.jobs.latest()),
        )  # fmt: skip


@page("/incidents/near")
def near(visit: Visit) -> Response:
    """Pairs of incidents that may be one event, the likeliest first."""
    with visit.case.reading() as record:
        pairs = record.incidents.near(MOST_PAIRS)
        language = visit.language
        return visit.show(
            "incidents/near.html", pairs=pairs, seen=record.ledger.head(), say=lambda why: word_reason(why, None, language)
        )


@page("/incidents/{incident_id}")
def incident(visit: Visit) -> Response:
    """One incident. An id that was merged leads to where its claims went."""
    asked = visit.path["incident_id"]
    with visit.case.reading() as record:
        current = record.incidents.current_id(asked)
        if current is not None and current != asked:
            return RedirectResponse(f"/incidents/{current}", 303)
        one = record.incidents.get(asked)
        if one is None:
            raise NotFound("There is no such incident.")
        return visit.show("incidents/incident.html", **gather_page(record, one, visit))


@page("/incidents/merge", DeskRole.RECORDER, "POST")
def merge(visit: Visit) -> Response:
    """Two incidents or more are one: what that does, and, once confirmed, the decision."""
    chosen = visit.several.get("incident", ())
    if len(chosen) < 2:
        raise InvalidValue("choose two incidents or more to merge")
    if visit.form.get("confirmed") != "yes":
        return _before_it_is_recorded(visit, DecisionKind.MERGE, "incident", chosen, "/incidents")
    with visit.case.reading() as record:
        found = [record.incidents.get(one) for one in chosen]
    settle(visit, DecisionKind.MERGE, chosen, {}, _claims_of(found))
    return RedirectResponse(f"/incidents/{chosen[0]}", 303)


@page("/incidents/apart", DeskRole.RECORDER, "POST")
def apart(visit: Visit) -> Response:
    """Two incidents are two events, and no later run may join them."""
    chosen = visit.several.get("incident", ())
    with visit.case.reading() as record:
        found = [record.incidents.get(one) for one in chosen]
    held = [one for one in found if one is not None]
    if len(held) != 2:
        raise InvalidValue("choose the two incidents that are two events")
    settle(visit, DecisionKind.DIFFERENT, [one.founding_claim for one in held], {}, _claims_of(found))
    return RedirectResponse("/incidents/near", 303)


@page("/incidents/{incident_id}/split", DeskRole.RECORDER, "POST")
def split(visit: Visit) -> Response:
    """Some claims of an incident are of another: what that does, and, once confirmed, the decision."""
    claims = visit.several.get("claim", ())
    if not claims:
        raise InvalidValue("choose the claims to take out")
    here = f"/incidents/{visit.path['incident_id']}"
    one = _held(visit)
    if visit.form.get("confirmed") != "yes":
        return _before_it_is_recorded(visit, DecisionKind.SPLIT, "claim", claims, here)
    settle(visit, DecisionKind.SPLIT, claims, {}, _claims_of([one]))
    return RedirectResponse(here, 303)


def _before_it_is_recorded(visit: Visit, act: str, field: str, chosen: Sequence[str], back: str) -> Response:
    """The incidents concerned before and after; nothing is recorded. A refusal is shown in place of the page."""
    effect = preview_decision(visit.case, act, chosen, decided_by=visit.person.name)
    address = "/incidents/merge" if act == DecisionKind.MERGE else f"{back}/split"
    return visit.show(
        "incidents/preview.html", act=act, field=field, chosen=chosen, effect=effect, address=address, leave=back,
        why=visit.form.get("why", ""), seen=visit.form.get("seen", ""), policy=USUAL_POLICY,
    )  # fmt: skip


@page("/incidents/{incident_id}/distinct", DeskRole.REVIEWER, "POST")
def distinct(visit: Visit) -> Response:
    """No other incident tells of this event."""
    one = _held(visit)
    settle(visit, DecisionKind.DISTINCT, [one.id], {}, _claims_of([one]))
    return RedirectResponse(f"/incidents/{one.id}", 303)


@page("/incidents/{incident_id}/grade", DeskRole.REVIEWER, "POST")
def grade(visit: Visit) -> Response:
    """Set the grade of an incident under one scheme."""
    scheme, _, code = visit.form.get("grade", "").partition(":")
    one = _held(visit)
    settle(visit, DecisionKind.GRADE, [one.id], {"scheme": scheme, "grade": code}, [one.founding_claim])
    return RedirectResponse(f"/incidents/{one.id}", 303)


def _held(visit: Visit) -> Incident:
    with visit.case.reading() as record:
        one = record.incidents.get(visit.path["incident_id"])
    if one is None:
        raise NotFound("There is no such incident.")
    return one


def _claims_of(found: list[Incident | None]) -> list[str]:
    return [claim for one in found if one for claim in (one.founding_claim, *(member.claim_id for member in one.members))]


routes = [incidents, merge, near, apart, incident, split, distinct, grade]
