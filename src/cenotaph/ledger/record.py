"""Records a decision, after making sure that it can be meant. Refuses what is unknown, empty or has no reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from cenotaph.errors import DecisionRefused, InvalidValue
from cenotaph.ledger.chain import decided_already, next_decision
from cenotaph.model import (
    EDITABLE,
    MENDABLE,
    NAMED,
    NOBODY,
    Claim,
    Decision,
    DecisionKind,
    Incident,
    apply_edit,
    words_of_edit,
)
from cenotaph.store import ClaimRow, Record
from cenotaph.vocabulary import grading_schemes, load_vocabulary

__all__ = ["CONSENT_ANSWERS", "draft_decision", "record_decision"]

ABOUT_PUBLISHING = (DecisionKind.PROTECT, DecisionKind.ERASE, DecisionKind.CONSENT, DecisionKind.DISCLOSE)
OLDEST = 120  # years: nobody is known to have lived longer than 122
CONSENT_ANSWERS = ("given", "refused", "withdrawn")


def record_decision(
    record: Record,
    kind: str,
    subjects: Sequence[str],
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
    details: Mapping[str, str] | None = None,
) -> Decision:
    """Append one decision to the ledger and return it; what the same person decided on the same state already is returned as it
    stands, for a process that was killed is run again.

    `subjects` are claim ids (accept, reject, add, edit, same, different, split), record ids (same_victim, different_victim),
    incident ids (merge, grade, distinct), a named person (person), ids of kept words (protect), documents or records (consent),
    documents or, to let a speaker be named, claims (disclose), or the number of a decision (revoke). Incidents are remembered by
    their founding claim, which outlives a re-run; a merge and a split also hold every claim that the incidents had. Raises
    `DecisionRefused` with the reason.
    """
    ledger = record.ledger
    made = draft_decision(record, kind, subjects, decided_by=decided_by, decided_at=decided_at, why=why, details=details)
    standing = decided_already(ledger.all(), made)
    if standing is None:
        ledger.append(made)
    return standing or made


def draft_decision(
    record: Record,
    kind: str,
    subjects: Sequence[str],
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
    details: Mapping[str, str] | None = None,
) -> Decision:
    """The decision that `record_decision` would append, and nothing is written. Raises `DecisionRefused` with the reason."""
    chain = record.decisions
    try:
        resolved, held = _resolve(record, chain, kind, list(subjects), dict(details or {}))
        return next_decision(chain, kind, resolved, decided_by=decided_by, decided_at=decided_at, why=why, details=held)
    except InvalidValue as invalid:
        raise DecisionRefused(invalid.what) from invalid


def _resolve(
    record: Record, chain: Sequence[Decision], kind: str, subjects: list[str], details: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    load_vocabulary("decision_kind").check(kind)
    if kind == DecisionKind.REVOKE:
        return [_revocable(chain, subjects)], details
    if kind in (DecisionKind.MERGE, DecisionKind.GRADE, DecisionKind.DISTINCT):
        return _resolve_incidents(record, kind, subjects, details)
    if kind in ABOUT_PUBLISHING:
        return _about_publishing(record, kind, subjects, details), details
    if kind == DecisionKind.PERSON:
        return _named_person(record, subjects, details), details
    if kind in (DecisionKind.SAME_VICTIM, DecisionKind.DIFFERENT_VICTIM):
        return _two_records(record, kind, subjects), details
    claims = record.claims.by_id(subjects) if kind == DecisionKind.EDIT else {}
    for subject in subjects:
        if not record.claims.exists(subject):
            raise DecisionRefused("there is no such claim", where=subject, remedy="list them with: cenotaph claims")
    if kind in (DecisionKind.SAME, DecisionKind.DIFFERENT) and len(set(subjects)) != 2:
        raise DecisionRefused(f"{kind} is about two claims")
    if kind == DecisionKind.EDIT:
        _check_edit(record, claims[subjects[0]], details)
    if kind == DecisionKind.SPLIT and "from" not in details:
        details |= _split_from(record, subjects)
    return subjects, details


def _about_publishing(record: Record, kind: str, subjects: list[str], details: Mapping[str, str]) -> list[str]:
    if kind == DecisionKind.PROTECT:
        load_vocabulary("sensitivity").check(details.get("as", ""))
        if not record.protections.exists(subjects):
            raise DecisionRefused("words are protected with: cenotaph protect")
        return subjects
    if kind == DecisionKind.ERASE:
        if any(one.words for one in record.protections.all() if one.id in subjects):
            raise DecisionRefused("words are erased with: cenotaph protect --erase NUMBER")
        return subjects
    if kind == DecisionKind.DISCLOSE and details.get("as") != "name":
        load_vocabulary("disclosure").check(details.get("as", ""))
    if kind == DecisionKind.CONSENT:
        _check_consent(details)
    documents, claims, lists = record.documents, record.claims, record.lists
    for subject in subjects:
        known = (
            documents.get(subject) is not None
            if kind == DecisionKind.DISCLOSE
            else documents.get(subject) or lists.exists(subject)
        )
        if details.get("as") == "name":
            known = claims.exists(subject)
        if not known:
            raise DecisionRefused(
                f"{kind} is about documents{'' if kind == 'disclose' else ' or records'}; there is no such", where=subject
            )
    return subjects


def _check_consent(details: Mapping[str, str]) -> None:
    answers = {purpose: answer for purpose, answer in details.items() if purpose != "of"}
    if not answers:
        raise DecisionRefused("say to what: store, publish, advocacy or court")
    for purpose, answer in answers.items():
        load_vocabulary("consent_purpose").check(purpose)
        if answer not in CONSENT_ANSWERS:
            raise DecisionRefused(f"consent is {', '.join(CONSENT_ANSWERS)}, not {answer!r}")


def _named_person(record: Record, subjects: Sequence[str], details: Mapping[str, str]) -> list[str]:
    if len(subjects) != 1 or not any(record.people.by_id(subjects)):
        raise DecisionRefused("person is about one person whom a document names", remedy="list them with: cenotaph people")
    unknown = sorted(details.keys() - {"as", *MENDABLE})
    if unknown or not details or details.get("as", NAMED) not in (NAMED, NOBODY):
        raise DecisionRefused(f"of a person these are decided: as ({NAMED}, {NOBODY}), {', '.join(MENDABLE)}")
    for code, vocabulary in (("fate", "harm"), ("sex", "sex")):
        if code in details:
            load_vocabulary(vocabulary).check(details[code])
    age = details.get("age", "0")
    if not age.isdigit() or int(age) > OLDEST:
        raise DecisionRefused(f"an age is a number of years up to {OLDEST}, not {age!r}")
    if not details.get("name", "x").strip():
        raise DecisionRefused("a person needs a name")
    return list(subjects)


def _two_records(record: Record, kind: str, subjects: Sequence[str]) -> list[str]:
    for subject in subjects:
        if not record.lists.exists(subject):
            raise DecisionRefused("there is no such record", where=subject, remedy="see them with: cenotaph victims")
    if len(set(subjects)) != 2:
        raise DecisionRefused(f"{kind} is about two records")
    return sorted(subjects)


def _revocable(chain: Sequence[Decision], subjects: Sequence[str]) -> str:
    if len(subjects) != 1 or not subjects[0].isdigit() or not any(made.number == int(subjects[0]) for made in chain):
        raise DecisionRefused("revoke is about the number of one decision", remedy="list them with: cenotaph decisions")
    kind = next(made for made in chain if made.number == int(subjects[0])).kind
    if kind == DecisionKind.REVOKE:
        raise DecisionRefused("a revocation is not revoked; make the decision again")
    if kind == DecisionKind.ERASE:
        raise DecisionRefused("what was erased does not come back; protect the words again")
    return subjects[0]


def _current(record: Record, given: Sequence[str]) -> list[Incident]:
    """The incidents that the ids are of now, each once, in the order given."""
    ids = []
    for one in given:
        current = record.incidents.current_id(one)
        if current is None:
            raise DecisionRefused("there is no such incident", where=one, remedy="list them with: cenotaph incidents")
        ids.append(current)
    found = {one.id: one for one in record.incidents.of(set(ids))}
    return [found[one] for one in dict.fromkeys(ids)]


def _resolve_incidents(
    record: Record, kind: str, subjects: list[str], details: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    meant = _current(record, subjects)
    details["incidents"] = " ".join(subjects)
    if kind == DecisionKind.MERGE:
        if len(meant) < 2:
            raise DecisionRefused("merge is about two incidents or more, and these are one already")
        details["founders"] = " ".join(one.founding_claim for one in meant)
        return [member.claim_id for one in meant for member in one.members], details
    if kind == DecisionKind.DISTINCT:
        details["incidents"] = " ".join(one.id for one in meant)
        return [one.founding_claim for one in meant], details
    scheme = details.get("scheme", "")
    if scheme not in grading_schemes():
        raise DecisionRefused(f"no grading scheme {scheme!r}; there are: {', '.join(grading_schemes())}")
    load_vocabulary(f"grade_{scheme}").check(details.get("grade", ""))
    details["incident"] = meant[0].id
    return [meant[0].founding_claim], details


def _check_edit(record: Record, row: ClaimRow, details: Mapping[str, str]) -> None:
    unknown = sorted(set(details) - set(EDITABLE))
    if unknown or not details:
        raise DecisionRefused(f"these can be mended: {', '.join(EDITABLE)}; not {', '.join(unknown) or 'nothing'}")
    try:
        mended = apply_edit(record.standing.mended(row.claim), details)
    except ValueError as fault:
        raise DecisionRefused(str(fault), where=row.claim.id) from fault
    text = record.documents.texts([row.document_id])[row.document_id]
    for field, span, words in words_of_edit(details):
        if " ".join(span.of(text).split()) != words:
            raise DecisionRefused(f"{field}: “{words}” does not stand there in the document", where=row.claim.id)
    if details.get("part_of"):
        _check_whole(record, row, mended)


def _check_whole(record: Record, row: ClaimRow, mended: Claim) -> None:
    """A claim is a part of another of its document, and of none that is a part of it."""
    edits = record.standing.edits
    inside = {one.claim.id: edits.get(one.claim.id, {}).get("part_of", one.claim.part_of) for one in
              record.claims.rows(document_id=row.document_id)}  # fmt: skip
    above: str | None = mended.part_of
    for _ in inside:
        if above == mended.id:
            raise DecisionRefused("a claim cannot be a part of its own part", where=row.claim.id)
        above = inside.get(above) if above else None
    if mended.part_of not in inside:
        raise DecisionRefused("a claim is a part of another claim of its document", where=row.claim.id)


def _split_from(record: Record, subjects: Sequence[str]) -> dict[str, str]:
    homes = record.incidents.by_claim(subjects)
    if len(set(homes.values())) != 1 or set(subjects) - homes.keys():
        raise DecisionRefused("the claims to split off must be in one incident")
    one = record.incidents.of(homes.values())[0]
    stayed = sorted({member.claim_id for member in one.members} - set(subjects))
    if not stayed:
        raise DecisionRefused("splitting off every claim of an incident changes nothing")
    return {"from": " ".join(stayed), "founder": one.founding_claim}
