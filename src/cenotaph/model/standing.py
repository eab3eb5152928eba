"""What the decisions add up to: claims accepted, rejected or mended, claims that are of one event or of several,
records of victims that are one person or two, grades.

The last decision about a thing counts, revoked ones do not, and none is forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cenotaph.model.claim import Claim
from cenotaph.model.codes import DecisionKind
from cenotaph.model.decision import Decision
from cenotaph.model.grouping import Grouping, graded_incident, group
from cenotaph.model.mending import apply_edit

__all__ = ["Standing", "revocations", "stand"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Decisions in force. `grouping` is what people said about which claims are of one event and which are not.

    `grades` are by incident id and scheme; `distinct` are ids of incidents of which people said that no other tells of the event,
    until somebody regrouped them. `same_victim` and `different_victim` hold pairs of record ids in order. `people` is what was
    last decided of each named person.
    """

    accepted: frozenset[str] = frozenset()
    rejected: Mapping[str, Decision] = field(default_factory=dict)
    edits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    grouping: Grouping = field(default_factory=Grouping)
    grades: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    distinct: frozenset[str] = frozenset()
    same_victim: tuple[tuple[str, str], ...] = ()
    different_victim: tuple[tuple[str, str], ...] = ()
    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def mended(self, claim: Claim) -> Claim:
        """The claim as people mended it, or as it was read."""
        edit = self.edits.get(claim.id)
        return apply_edit(claim, edit) if edit else claim


def revocations(decisions: Iterable[Decision]) -> Mapping[int, Decision]:
    """The decisions that were taken back, by number, each with the decision that did."""
    return {int(made.subjects[0]): made for made in decisions if made.kind == DecisionKind.REVOKE}


def stand(decisions: Iterable[Decision]) -> Standing:
    """Fold the ledger, oldest first, into what stands."""
    chain = list(decisions)
    revoked = revocations(chain)
    verdicts: dict[str, Decision] = {}
    edits: dict[str, dict[str, str]] = {}
    judged: dict[tuple[str, str], str] = {}
    grades: dict[tuple[str, str], Decision] = {}
    distinct: dict[str, str] = {}
    for made in chain:
        if made.number in revoked:
            if made.kind == DecisionKind.ADD:
                verdicts[made.subjects[0]] = revoked[made.number]
            continue
        if made.kind in (DecisionKind.ACCEPT, DecisionKind.REJECT):
            for subject in made.subjects:
                verdicts[subject] = made
        elif made.kind == DecisionKind.EDIT:
            edits.setdefault(made.subjects[0], {}).update(made.details)
        elif made.kind == DecisionKind.DISTINCT:
            distinct.update(zip(made.subjects, made.details["incidents"].split(), strict=True))
        elif made.kind in (DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.MERGE, DecisionKind.SPLIT):
            for claim in {*made.subjects, *made.details.get("from", "").split()} & distinct.keys():
                del distinct[claim]
        elif made.kind in (DecisionKind.SAME_VICTIM, DecisionKind.DIFFERENT_VICTIM):
            for first, second in _pairs(made.subjects):
                judged[first, second] = made.kind
        elif made.kind == DecisionKind.GRADE:
            grades[graded_incident(made), made.details["scheme"]] = made
    return Standing(
        accepted=frozenset(subject for subject, made in verdicts.items() if made.kind == DecisionKind.ACCEPT),
        rejected={subject: made for subject, made in verdicts.items() if made.kind in (DecisionKind.REJECT, DecisionKind.REVOKE)},
        edits=edits,
        grouping=group([made for made in chain if made.number not in revoked]),
        grades=grades,
        distinct=frozenset(distinct.values()),
        same_victim=tuple(pair for pair, kind in sorted(judged.items()) if kind == DecisionKind.SAME_VICTIM),
        different_victim=tuple(pair for pair, kind in sorted(judged.items()) if kind == DecisionKind.DIFFERENT_VICTIM),
        people={m.subjects[0]: m.details for m in chain if m.kind == DecisionKind.PERSON and m.number not in revoked},
    )


def _pairs(subjects: Sequence[str]) -> list[tuple[str, str]]:
    ordered = sorted(subjects)
    return [(first, second) for n, first in enumerate(ordered) for second in ordered[n + 1 :]]
