"""What a decision does to the incidents of a case, told before it is recorded and after, and refused where it cannot be done.

Compares results: which claim was in which incident, and is now. So it tells of everything that a decision changes, not only
of what it was meant to change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cenotaph.errors import DecisionRefused
from cenotaph.model import Decision, DecisionKind, Incident, word_reason

__all__ = ["Effect", "Move", "compare_incidents", "refuse_what_failed"]


@dataclass(frozen=True, slots=True)
class Move:
    """Claims that went from one incident to another; `to` None where they are in none."""

    claims: tuple[str, ...]
    came_from: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """How many incidents there were and are, the claims that moved, by where from and where to, and the incidents concerned:
    those whose claims are others now, `was` as they were and `become` as they are.
    """

    before: int
    after: int
    moves: tuple[Move, ...]
    was: tuple[Incident, ...] = ()
    become: tuple[Incident, ...] = ()

    @property
    def moved(self) -> int:
        """How many claims are in another incident than before."""
        return sum(len(move.claims) for move in self.moves)

    def sentence(self, *, done: bool = True) -> str:
        """One line: "18 incidents became 17; 26 claims moved"."""
        alone = self.before == 1
        if not self.moves and self.before == self.after:
            if alone:
                return f"the one incident {'stayed as it was' if done else 'stays as it is'}"
            return f"the {self.before:,} incidents {'stayed' if done else 'stay'} as they {'were' if done else 'are'}"
        become = "became" if done else "becomes" if alone else "become"
        counted = f"{self.before:,} incident{'' if alone else 's'} {become} {self.after:,}"
        one = self.moved == 1
        return f"{counted}; {self.moved:,} claim{'' if one else 's'} {'moved' if done else 'moves' if one else 'move'}"


def compare_incidents(before: Iterable[Incident], after: Iterable[Incident], untouched: int = 0) -> Effect:
    """What changed between two results over the same claims, beside as many incidents that stayed `untouched`."""
    old, new = list(before), list(after)
    now = {member.claim_id: one.id for one in new for member in one.members}
    went: dict[tuple[str, str | None], list[str]] = {}
    for one in old:
        for member in one.members:
            to = now.get(member.claim_id)
            if to != one.id:
                went.setdefault((one.id, to), []).append(member.claim_id)
    moves = tuple(Move(tuple(sorted(claims)), *ends) for ends, claims in sorted(went.items(), key=str))
    unchanged = {(one.id, _claims(one)) for one in old} & {(one.id, _claims(one)) for one in new}
    was, become = (tuple(one for one in side if (one.id, _claims(one)) not in unchanged) for side in (old, new))
    return Effect(len(old) + untouched, len(new) + untouched, moves, was, become)


def _claims(one: Incident) -> frozenset[str]:
    return frozenset(member.claim_id for member in one.members)


def refuse_what_failed(made: Decision, after: Sequence[Incident]) -> None:
    """Raise `DecisionRefused` when the incidents under a decision are not as the decision says, with what stands against it."""
    home = {member.claim_id: one.id for one in after for member in one.members}
    there = {home[claim] for claim in made.subjects if claim in home}
    against = sorted({word_reason(conflict) for one in after if one.id in there for conflict in one.conflicts})
    if made.kind in (DecisionKind.MERGE, DecisionKind.SAME):
        failed = len(there) > 1
    elif made.kind == DecisionKind.DIFFERENT:
        failed = len(there) == 1
    elif made.kind == DecisionKind.SPLIT:
        failed = len(there) > 1 or bool(there & {home[claim] for claim in made.details["from"].split() if claim in home})
    else:
        return
    if failed:
        raise DecisionRefused(
            f"{made.kind} cannot be done: {'; '.join(against) or 'another decision stands against it'}",
            remedy="revoke the decision that stands against it (cenotaph decisions), or split off the claims that it is about",
        )
