"""Grades proposed by rule under the words of Airwars, Iraq Body Count and UCDP; a person's grade stands over the rule's."""

from collections.abc import Sequence

from cenotaph.model import ClaimInDocument, DateInterval, Grade, PlaceRef, Responsibility, Standing
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
        out.append(Grade(grade.scheme, decided.details["grade"], decided.why, decided.decided_by) if decided else grade)
    return tuple(out)


def _airwars(
    statements: Sequence[Statement], claims: Sequence[ClaimInDocument], told: Sequence[tuple[str, Responsibility]]
) -> Grade:
    origins = {statement.origin.label for statement in statements}
    admitted = [said.party_text for _, said in told if said.kind == "admitted"]
    if admitted:
        return Grade(
            "airwars", "confirmed", f"responsibility is accepted by {admitted[0]}, as a document of this incident words it"
        )
    denied = [c for c in claims if c.claim.status == "denied"]
    if denied:
        who = denied[0].claim.speaker_text or denied[0].document_name
        return Grade("airwars", "contested", f"the harm or its number is denied: {who} [{denied[0].claim.id}]")
    accused = {c.claim.alleged_perpetrator.text for c in claims if c.claim.alleged_perpetrator}
    accused |= {said.party_text for _, said in told if said.kind == "accused"}
    refuses = sorted({said.party_text for _, said in told if said.kind == "denied"})
    if accused and refuses:
        return Grade("airwars", "contested", f"responsibility is denied by {refuses[0]}")
    if len(origins) >= 2:
        named = (
            f"; said to have been done by: {', '.join(sorted(accused)[:3])}"
            if accused
            else "; no one is accused in the words read"
        )
        return Grade("airwars", "fair", f"{len(origins)} independent origins{named}")
    return Grade("airwars", "weak", "a single independent origin" if origins else "no one states a total")


def _ibc(statements: Sequence[Statement]) -> Grade:
    origins = {statement.origin.label for statement in statements}
    if len(origins) >= 2:
        return Grade("ibc", "corroborated", f"{len(origins)} independent origins")
    return Grade("ibc", "provisional", f"{len(origins)} independent origin{'s' if not origins else ''}; two are needed")


def _ucdp(date: DateInterval | None, place: PlaceRef | None) -> Grade:
    if date is not None and date.precision in ("1", "2") and place is not None:
        return Grade("ucdp", "1", f"date_prec {date.precision} and a named place")
    lacking = [
        words
        for missing, words in (
            (date is None or date.precision not in ("1", "2"), "a date within six days"),
            (place is None, "a place"),
        )
        if missing
    ]
    return Grade("ucdp", "2", f"lacks {' and '.join(lacking)}")
