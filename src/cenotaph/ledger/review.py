"""How far each claim has been read by people, from their decisions alone: nobody, one reader, two, or two who disagree.

A claim is approved when two people stand behind it, of whom one neither mended nor added it: nobody is the second reader of his
own work. A disagreement stays open, for ever if need be; the last word decides what is counted, and both words are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cenotaph.model import Decision, DecisionKind, ReviewState, revocations

__all__ = ["ClaimReview", "review_claims"]

READERS = 2  # the four-eyes rule of the standards


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """Who stands for a claim, who against it, and who mended it; names in the order of the alphabet."""

    accepted_by: tuple[str, ...] = ()
    rejected_by: tuple[str, ...] = ()
    edited_by: tuple[str, ...] = ()

    @property
    def state(self) -> ReviewState:
        """How far that is."""
        behind = {*self.accepted_by, *self.edited_by}
        if self.rejected_by:
            return ReviewState.DISPUTED if behind - set(self.rejected_by) else ReviewState.REJECTED
        if len(behind) >= READERS and set(self.accepted_by) - set(self.edited_by):
            return ReviewState.APPROVED
        return ReviewState.ONE_READER if behind else ReviewState.OPEN

    def may_accept(self, name: str) -> bool:
        """Whether an acceptance by `name` would say anything new: not of what he mended, nor twice."""
        return name not in self.edited_by and name not in self.accepted_by


def review_claims(decisions: Iterable[Decision]) -> Mapping[str, ClaimReview]:
    """The review of every claim that anybody decided on; the last verdict of each person counts, revoked ones do not."""
    chain = list(decisions)
    revoked = revocations(chain)
    verdicts: dict[str, dict[str, str]] = {}
    editors: dict[str, set[str]] = {}
    for made in chain:
        if made.number in revoked:
            continue
        if made.kind in (DecisionKind.ACCEPT, DecisionKind.REJECT):
            for subject in made.subjects:
                verdicts.setdefault(subject, {})[made.decided_by] = made.kind
        elif made.kind in (DecisionKind.EDIT, DecisionKind.ADD):
            editors.setdefault(made.subjects[0], set()).add(made.decided_by)
    return {
        claim: ClaimReview(
            tuple(sorted(name for name, kind in verdicts.get(claim, {}).items() if kind == DecisionKind.ACCEPT)),
            tuple(sorted(name for name, kind in verdicts.get(claim, {}).items() if kind == DecisionKind.REJECT)),
            tuple(sorted(editors.get(claim, ()))),
        )
        for claim in sorted(verdicts.keys() | editors.keys())
    }
