"""What people decided about which claims are of one event and which are not, folded in the order they decided.

A merge is of everything that stood in its incidents, a split parts everything it took out from everything that stayed. The last
word about two claims counts: a later merge lifts what earlier decisions held apart between its claims, a later split what they
held together. Sets stand for pairs (all of one with all of another), so a merge of a thousand claims is one entry, not half a
million. Knows nothing of places and days: what a decision does to incidents is for `reconcile`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cenotaph.model.codes import DecisionKind
from cenotaph.model.decision import Decision
from cenotaph.model.identity import stable_id

__all__ = ["APART", "Grouping", "KeptId", "graded_incident", "group"]

APART = "apart"  # beside the claim in what an id is made from, where that claim was taken out of the incident of its own id
Sides = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class KeptId:
    """An incident that claims were taken out of: what stayed keeps the id, made from `founder`, wherever that claim went."""

    stayed: frozenset[str]
    founder: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """`together`: sets of claims of one event. `apart`: no claim of the first set is of an event of the second.

    `founders`: claims that an id was made from when people decided on an incident; where one is in an incident, the id stays
    when an older report turns up. `founders_apart`: the same of incidents that such a claim was taken out into, while its id
    stayed where it was. `kept` is in the order of the decisions.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[Sides, ...] = ()
    founders: frozenset[str] = frozenset()
    founders_apart: frozenset[str] = frozenset()
    kept: tuple[KeptId, ...] = ()


@dataclass(slots=True)
class _Fold:
    together: list[frozenset[str]] = field(default_factory=list)
    apart: list[Sides] = field(default_factory=list)
    founders: set[str] = field(default_factory=set)
    founders_apart: set[str] = field(default_factory=set)
    kept: list[KeptId] = field(default_factory=list)

    def join(self, claims: Iterable[str]) -> None:
        """These are of one event, whatever was said before of any two of them."""
        whole = frozenset(claims)
        self.together = [held for held in self.together if not held <= whole] + [whole]
        self.apart = [sides for before in self.apart for sides in _without(before, whole)]

    def part(self, out: Iterable[str], stayed: Iterable[str]) -> None:
        """None of the one is of an event of the other, whatever was said before."""
        first, second = frozenset(out), frozenset(stayed)
        self.apart.append((first, second))
        parted = [(held - first, held - second) if held & first and held & second else (held,) for held in self.together]
        self.together = [part for parts in parted for part in parts if len(part) > 1]


def _without(sides: Sides, whole: frozenset[str]) -> list[Sides]:
    """What a pair of sets still holds apart when everything in `whole` is one."""
    one, other = sides
    if not (one & whole and other & whole):
        return [sides]
    rest = [(one - whole, other), (one & whole, other - whole)]
    return [(a, b) for a, b in rest if a and b]


def group(decisions: Iterable[Decision]) -> Grouping:
    """Fold decisions in force, oldest first. Those about anything else than incidents change nothing."""
    fold = _Fold()
    for made in decisions:
        if made.kind in (DecisionKind.SAME, DecisionKind.MERGE):
            fold.join(made.subjects)
            if made.kind == DecisionKind.MERGE:
                fold.founders |= set(made.details["founders"].split() if "founders" in made.details else made.subjects)
        elif made.kind == DecisionKind.DIFFERENT:
            fold.part(made.subjects[:1], made.subjects[1:2])
        elif made.kind == DecisionKind.SPLIT:
            stayed = frozenset(made.details["from"].split())
            fold.part(made.subjects, stayed)
            fold.join(made.subjects)
            fold.join(stayed)
            if "founder" in made.details:
                fold.kept.append(KeptId(stayed, made.details["founder"]))
        elif made.kind in (DecisionKind.GRADE, DecisionKind.DISTINCT):
            apart = {claim for claim in made.subjects if stable_id("i", claim, APART) in decided_incidents(made)}
            fold.founders |= set(made.subjects) - apart
            fold.founders_apart |= apart
    founders = frozenset(fold.founders), frozenset(fold.founders_apart)
    return Grouping(tuple(fold.together), tuple(fold.apart), *founders, tuple(fold.kept))


def decided_incidents(made: Decision) -> frozenset[str]:
    """The ids, as they were then, of the incidents that a grade is of or that were said to be distinct."""
    return frozenset(f"{made.details.get('incidents', '')} {made.details.get('incident', '')}".split())


def graded_incident(made: Decision) -> str:
    """The id of the incident that a grade is of; of a grade older than this detail, the id that its founding claim gave."""
    return made.details.get("incident") or stable_id("i", made.subjects[0])
