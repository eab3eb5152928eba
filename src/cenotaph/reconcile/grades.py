"""Grades proposed by rule under the words of Airwars, Iraq Body Count and UCDP; a person's grade stands over the rule's."""

from collections.abc import Sequence

from cenotaph.ledger import Standing
from cenotaph.model import ClaimInDocument, DateInterval, Grade, PlaceRef
from cenotaph.reconcile.figures import Statement

__all__ = ["grade_incident"]


def grade_incident(
    founding_claim: str,
    statements: Sequence[Statement],
    claims: Sequence[ClaimInDocument],
    date: DateInterval | None,
    place: PlaceRef | None,
    standing: Standing,
) -> tuple[Grade, ...]:
    """One grade a scheme, with the reason in one sentence."""
    proposed = (_airwars(statements, claims), _ibc(statements), _ucdp(date, place))
    out = []
    for grade in proposed:
        decided = standing.grades.get((founding_claim, grade.scheme))
        out.append(Grade(grade.scheme, decided.details["grade"], decided.why, decided.decided_by) if decided else grade)
    return tuple(out)


def _airwars(statements: Sequence[Statement], claims: Sequence[ClaimInDocument]) -> Grade:
    origins = {statement.origin.label for statement in statements}
    accused = {c.claim.alleged_perpetrator.text for c in claims if c.claim.alleged_perpetrator}
    denied = [c for c in claims if c.claim.status == "denied"]
    if denied:
        return Grade(
            "airwars",
            "contested",
            f"the harm or its number is denied: {denied[0].claim.speaker_text or denied[0].document_name} [{denied[0].claim.id}]",
        )
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
