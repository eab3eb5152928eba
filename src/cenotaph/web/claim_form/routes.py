"""The form of a claim: every field, taken from marked words of the text or typed, with what it comes to beside it.

An error, or somebody else's decision meanwhile, gives the form back with all that was typed. Nothing is recorded before it was
asked for.
"""

from collections.abc import Mapping
from typing import Any

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import CenotaphError, ChangedMeanwhile
from cenotaph.model import EDITABLE, DeskRole
from cenotaph.show.case_page import marked_text
from cenotaph.steps.add_claim import MarkedWords, SeenClaim, add_claim, preview_claim
from cenotaph.steps.claim_form import GivenFields, shown_fields
from cenotaph.steps.mend_claim import mend_claim, preview_mending
from cenotaph.store import ClaimRow, Record
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web.serving import NotFound, Visit, page, whole_number

__all__ = ["routes"]

LONGEST = 1_000
SHOW, RECORD = "show", "record"
NEW = dict.fromkeys(EDITABLE, "") | {"status": "asserted", "scope": "incident", "approx": "false", "words": ""}


@page("/documents/{document_id}/add", DeskRole.RECORDER)
def new(visit: Visit) -> Response:
    """The empty form, or with the words and harm that the address gives: of what the reader thought possible."""
    given = {name: visit.query.get(name, "")[:LONGEST] for name in ("words", "harm", "speaker", "near-words", "why")}
    return _form(visit, visit.path["document_id"], None, {**NEW, **given})


@page("/documents/{document_id}/add", DeskRole.RECORDER, "POST")
def add(visit: Visit) -> Response:
    """Show what the words come to, or record the claim."""
    document_id, form = visit.path["document_id"], _typed(visit)
    filled = {name: form[name] for name in EDITABLE if form[name].strip() and form[name] != NEW[name]}
    if filled.keys() & {"low", "high"}:
        filled |= {name: form[name] for name in ("low", "high")}
    apart = {name: filled.pop(name, "") for name in ("harm", "speaker", "date", "place")}
    near = _near(visit)
    given = MarkedWords(form["words"], more=GivenFields(filled, near), near=near.get("words", 0), **apart)
    try:
        if visit.form.get("act") != RECORD:
            seen = preview_claim(visit.case, document_id, given, decided_by=visit.person.name)
            return _form(visit, document_id, None, form, seen)
        made = add_claim(visit.case, document_id, given, decided_by=visit.person.name, why=form["why"], later=True)
    except CenotaphError as error:
        return _form(visit, document_id, None, form, error=error)
    return RedirectResponse(f"/documents/{document_id}#{made.subjects[0]}", 303)


@page("/claims/{claim_id}/mend", DeskRole.RECORDER)
def mend(visit: Visit) -> Response:
    """The form with the claim as it stands."""
    with visit.case.reading() as record:
        row = _row(record, visit.path["claim_id"])
        fields = shown_fields(record.standing.mended(row.claim))
        draft = record.desk.drafts(visit.person.name, [row.claim.id]).get(row.claim.id, {})
    return _form(visit, row.document_id, row, {**fields, "words": row.quote, "why": draft.get("why", "")})


@page("/claims/{claim_id}/mend", DeskRole.RECORDER, "POST")
def record_mending(visit: Visit) -> Response:
    """Show the claim as it would stand, or record what is otherwise."""
    with visit.case.reading() as record:
        row = _row(record, visit.path["claim_id"])
        fields = shown_fields(record.standing.mended(row.claim))
    form = {**fields, **{name: value for name, value in _typed(visit).items() if _was_sent(visit, name)}, "words": row.quote}
    given = GivenFields({name: form[name] for name in EDITABLE if _was_sent(visit, name)}, _near(visit))
    claim_id, name = row.claim.id, visit.person.name
    try:
        if visit.form.get("act") == SHOW:
            return _form(visit, row.document_id, row, form, preview_mending(visit.case, claim_id, given, decided_by=name))
        seen = whole_number(visit.form.get("seen", ""))
        made, _ = mend_claim(visit.case, claim_id, given, decided_by=name, why=form.get("why", ""), seen=seen)
    except CenotaphError as error:
        return _form(visit, row.document_id, row, form, error=error)
    back = visit.back(f"/claims?only={claim_id}").headers["location"]
    return RedirectResponse(f"{back}{'&' if '?' in back else '?'}made={made.number}", 303)


def _row(record: Record, claim_id: str) -> ClaimRow:
    row = next(iter(record.claims.rows(ids=[claim_id])), None)
    if row is None:
        raise NotFound("There is no such claim.")
    return row


def _was_sent(visit: Visit, name: str) -> bool:
    return name in visit.form or name in ("groups", "approx") and visit.form.get("boxes") == "yes"


def _typed(visit: Visit) -> dict[str, str]:
    """What stands in the form: groups are boxes, and an empty box sends nothing."""
    out = {name: visit.form.get(name, "").replace("\r\n", "\n")[:LONGEST] for name in (*EDITABLE, "words", "why")}
    out["groups"] = " ".join(visit.several.get("groups", ()))
    out["approx"] = "true" if visit.form.get("approx") == "true" else "false"
    return out


def _near(visit: Visit) -> dict[str, int]:
    found = {name.removeprefix("near-"): whole_number(value) for name, value in visit.form.items() if name.startswith("near-")}
    return {name: place for name, place in found.items() if place is not None}


def _form(
    visit: Visit,
    document_id: str,
    row: ClaimRow | None,
    fields: Mapping[str, str],
    seen: SeenClaim | None = None,
    error: CenotaphError | None = None,
) -> Response:
    with visit.case.reading() as record:
        document = next(record.documents.rows(ids=[document_id]), None)
        if document is None:
            raise NotFound("There is no such document.")
        claims = list(record.claims.rows(document_id=document_id))
        text = record.documents.texts([document_id])[document_id]
        head = record.ledger.head()
    status = 409 if isinstance(error, ChangedMeanwhile) else 400 if error is not None else 200
    address = f"/claims/{row.claim.id}/mend" if row else f"/documents/{document_id}/add"
    return visit.show(
        "claim_form/form.html", status,
        document=document, row=row, fields=fields, seen=seen, error=error, address=address, head=head,
        pieces=marked_text(text, claims), near={name: visit.form.get(f"near-{name}", "") for name in (*EDITABLE, "words")},
        near_words=fields.get("near-words", visit.form.get("near-words", "")),
        wholes=[one for one in claims if row is None or one.claim.id != row.claim.id],
        back=visit.form.get("back") or visit.query.get("back", ""),
        checks=[visit.said(one.words).format(**one.values) for one in seen.checks] if seen else [],
        graphic=any(load_vocabulary("harm")[one.claim.harm].graphic for one in claims), **_choices(),
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    names = {"harms": "harm", "statuses": "claim_status", "scopes": "claim_scope", "groups": "group"}
    return {key: [(term.code, term.label) for term in load_vocabulary(name)] for key, name in names.items()}


routes = [new, add, mend, record_mending]
