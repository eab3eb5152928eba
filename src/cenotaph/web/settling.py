"""Records what a form of the desk decides."""

from collections.abc import Mapping, Sequence

from cenotaph.model import Decision
from cenotaph.steps.decide import decide_with_effect
from cenotaph.steps.effect import Effect
from cenotaph.web.serving import Visit, whole_number

__all__ = ["settle"]


def settle(
    visit: Visit, act: str, subjects: Sequence[str], details: Mapping[str, str], concerning: Sequence[str] = ()
) -> tuple[Decision, Effect | None]:
    """Record what a form says, unless somebody decided since the page was made. Large cases work the figures out later."""
    return decide_with_effect(
        visit.case, act, list(subjects), decided_by=visit.person.name, why=visit.form.get("why", "").strip(),
        details=details, seen=whole_number(visit.form.get("seen", "")), concerning=concerning, later=True,
    )  # fmt: skip
