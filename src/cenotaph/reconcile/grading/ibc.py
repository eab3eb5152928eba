"""The grades of Iraq Body Count: corroborated by two independent sources, or provisional (iraqbodycount.org, methods)."""

from cenotaph.model import Reason
from cenotaph.reconcile.grading.to_grade import Proposed, ToGrade

__all__ = ["grade_ibc"]

CORROBORATED_BY = 2  # Iraq Body Count's own rule


def grade_ibc(one: ToGrade) -> Proposed:
    """By the independent origins that give a total."""
    if one.origins >= CORROBORATED_BY:
        return "corroborated", Reason.of("corroborated", origins=one.origins)
    return "provisional", Reason.of("two_needed", origins=one.origins)
