"""Grades proposed by rule under the words of Airwars, Iraq Body Count and UCDP; a person's grade stands over the rule's."""

from collections.abc import Sequence

from cenotaph.model import ClaimInDocument, ClaimStatus, DateInterval, Grade, PlaceRef, Reason, Responsibility, Standing
from cenotaph.reconcile.figures import Statement

__all__ = ["grade_incident"]


def grade_incident(
    incident_id: str,
    statements: Sequence[Statement],
    claims: Sequence[ClaimInDocument],
    when_and_where: tuple[DateInterval | None, PlaceRef | None],
    standing: Standing,
    told: Sequence[tuple[str, Responsibility]] = (),
) -> tuple[Grade, ...]:
    """One grade a scheme, with the reason in one sentence. `told` are the statements about responsibility for this incident."""
    proposed = (_airwars(statements, claims, told), _ibc(statements), _ucdp(*when_and_where))
    out = []
    for grade in proposed:
        decided = standing.grades.get((incident_id, grade.scheme))
        out.append(
            Grade(grade.scheme, decided.details["grade"], Reason.of("decided", words=decided.why), decided.decided_by)
            if decided
            else grade
        )
    return tuple(out)


def _airwars(
    statements: Sequence[Statement], claims: Sequence[ClaimInDocument], told: Sequence[tuple[str, Responsibility]]
) -> Grade:
    origins = {statement.origin.label for statement in statements}
    admitted = [said.party_text for _, said in told if said.kind == "admitted"]
    if admitted:
        return Grade("airwars", "confirmed", Reason.of("responsibility_accepted", party=admitted[0]))
    denied = [c for c in claims if c.claim.status == ClaimStatus.DENIED]
    if denied:
        who = denied[0].claim.speaker_text or denied[0].document_name
        return Grade("airwars", "contested", Reason.of("harm_denied", denied[0].claim.id, who=who))
    accused = {c.claim.alleged_perpetrator.text for c in claims if c.claim.alleged_perpetrator}
    accused |= {said.party_text for _, said in told if said.kind == "accused"}
    refuses = sorted({said.party_text for _, said in told if said.kind == "denied"})
    if accused and refuses:
        return Grade("airwars", "contested", Reason.of("responsibility_denied", party=refuses[0]))
    if len(origins) >= 2:
        if accused:
            return Grade(
                "airwars", "fair", Reason.of("origins_and_accused", origins=len(origins), parties=tuple(sorted(accused)[:3]))
            )
        return Grade("airwars", "fair", Reason.of("origins_none_accused", origins=len(origins)))
    return Grade("airwars", "weak", Reason.of("single_origin" if origins else "no_total"))


def _ibc(statements: Sequence[Statement]) -> Grade:
    origins = {statement.origin.label for statement in statements}
    if len(origins) >= 2:
        return Grade("ibc", "corroborated", Reason.of("corroborated", origins=len(origins)))
    return Grade("ibc", "provisional", Reason.of("two_needed", origins=len(origins)))


def _ucdp(date: DateInterval | None, place: PlaceRef | None) -> Grade:
    precise = date is not None and date.precision in ("1", "2")
    if date is not None and precise and place is not None:
        return Grade("ucdp", "1", Reason.of("date_and_place", precision=date.precision))
    lacking = [name for name, there in (("date", precise), ("place", place is not None)) if not there]
    return Grade("ucdp", "2", Reason.of(f"lacks_{'_and_'.join(lacking)}"))
