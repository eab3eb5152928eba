"""Mends a claim: what a person says otherwise, field by field, as one decision. What was read stays in the record beside it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from cenotaph.errors import DecisionRefused, InvalidValue
from cenotaph.ledger import draft_decision
from cenotaph.model import EDITABLE, Claim, Decision, DecisionKind, Document, apply_edit
from cenotaph.release.gather_ids import held_id
from cenotaph.steps.add_claim import SeenClaim, see_claim
from cenotaph.steps.claim_form import GivenFields, edit_of
from cenotaph.steps.decide import decide_with_effect
from cenotaph.steps.effect import Effect
from cenotaph.store import Case, Record

__all__ = ["edit_details", "mend_claim", "preview_mending"]


def mend_claim(
    case: Case, claim_id: str, given: GivenFields, *, decided_by: str, why: str, seen: int | None = None
) -> tuple[Decision, Effect | None]:
    """Record what the person says otherwise, with its effect. Raises `InvalidValue` when nothing would be other than it is,
    `DecisionRefused` for words that do not stand in the document, `ChangedMeanwhile` as `decide` does.
    """
    with case.reading() as record:
        _, _, edit = _edit(record, claim_id, given)
    return decide_with_effect(
        case, DecisionKind.EDIT, [claim_id], decided_by=decided_by, why=why, details=edit, seen=seen, later=True
    )


def edit_details(case: Case, claim_id: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """What a decision to mend a claim keeps, from fields as a person types them. Raises as `mend_claim` does."""
    unknown = sorted(values.keys() - set(EDITABLE))
    if unknown:
        raise DecisionRefused(f"these can be mended: {', '.join(EDITABLE)}; not {', '.join(unknown)}")
    with case.reading() as record:
        return _edit(record, held_id(record, claim_id), GivenFields(values))[2]


def preview_mending(case: Case, claim_id: str, given: GivenFields, *, decided_by: str) -> SeenClaim:
    """The claim as it would stand, and what to look at again; nothing is recorded. Raises as `mend_claim` does."""
    with case.reading() as record:
        document, claim, edit = _edit(record, claim_id, given)
        draft_decision(
            record, DecisionKind.EDIT, [claim_id],
            decided_by=decided_by, decided_at=datetime.now(UTC), why="a preview", details=edit,
        )  # fmt: skip
        return see_claim(record, document, apply_edit(claim, edit))


def _edit(record: Record, claim_id: str, given: GivenFields) -> tuple[Document, Claim, Mapping[str, str]]:
    row = next(iter(record.claims.rows(ids=[claim_id])), None)
    document = record.documents.get(row.document_id) if row is not None else None
    if row is None or document is None:
        raise DecisionRefused("there is no such claim", where=claim_id)
    claim = record.standing.mended(row.claim)
    edit = edit_of(claim, document.text, given)
    if not edit:
        raise InvalidValue("nothing was changed")
    return document, claim, edit
