"""Grades proposed by rule, one file a scheme; a person's grade stands over the rule's.

`SCHEMES` is the one table of them. The grades of a scheme are the vocabulary `grade_<scheme>`.
"""

from collections.abc import Callable, Mapping

from cenotaph.model import Grade, Reason, Standing
from cenotaph.reconcile.grading.airwars import grade_airwars
from cenotaph.reconcile.grading.ibc import grade_ibc
from cenotaph.reconcile.grading.to_grade import Proposed, ToGrade
from cenotaph.reconcile.grading.ucdp import grade_ucdp

__all__ = ["SCHEMES", "ToGrade", "grade_incident"]

SCHEMES: Mapping[str, Callable[[ToGrade], Proposed]] = {
    "airwars": grade_airwars,
    "ibc": grade_ibc,
    "ucdp": grade_ucdp,
}


def grade_incident(incident_id: str, one: ToGrade, standing: Standing) -> tuple[Grade, ...]:
    """One grade a scheme, with its reason."""
    out = []
    for scheme, propose in SCHEMES.items():
        decided = standing.grades.get((incident_id, scheme))
        if decided is not None:
            why = Reason.of("decided", words=decided.why)
            out.append(Grade(scheme, decided.details["grade"], why, decided.decided_by))
        else:
            out.append(Grade(scheme, *propose(one)))
    return tuple(out)
