"""The event clarity of UCDP GED: 1 where day and place of the event are known, 2 where not (codebook, event_clarity)."""

from cenotaph.model import Reason
from cenotaph.reconcile.grading.to_grade import Proposed, ToGrade

__all__ = ["grade_ucdp"]

PRECISE = ("1", "2")  # UCDP date_prec: a day, or up to six


def grade_ucdp(one: ToGrade) -> Proposed:
    """By date and place alone."""
    precise = one.date is not None and one.date.precision in PRECISE
    if one.date is not None and precise and one.place is not None:
        return "1", Reason.of("date_and_place", precision=one.date.precision)
    lacking = [name for name, there in (("date", precise), ("place", one.place is not None)) if not there]
    return "2", Reason.of(f"lacks_{'_and_'.join(lacking)}")
