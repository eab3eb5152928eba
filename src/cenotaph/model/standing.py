"""What the decisions add up to: claims accepted, rejected or mended, claims that are of one event or of several,
records of victims that are one person or two, grades.

The last decision about a thing counts, revoked ones do not, and none is forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cenotaph.model.claim import Claim, DatedAs
from cenotaph.model.codes import ClaimScope, ClaimStatus, DecisionKind
from cenotaph.model.decision import Decision
from cenotaph.model.grouping import Grouping, graded_incident, group
from cenotaph.model.reason import Reason
from cenotaph.model.values import CountRange, DateInterval

__all__ = ["EDITABLE", "Standing", "apply_edit", "revocations", "stand"]

EDITABLE = ("harm", "low", "high", "approx", "status", "scope", "date")


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


def apply_edit(claim: Claim, edit: Mapping[str, str]) -> Claim:
    """The claim as a person mended it. Raises `InvalidValue` when the values do not fit together."""
    count = claim.count
    if {"low", "high", "approx"} & edit.keys():
        count = CountRange(
            _number(edit["low"]) if "low" in edit else count.low,
            _number(edit["high"]) if "high" in edit else count.high,
            edit["approx"] == "true" if "approx" in edit else count.approx,
        )
    return replace(
        claim,
        harm=edit.get("harm", claim.harm),
        count=count,
        status=ClaimStatus(edit.get("status", claim.status)),
        scope=ClaimScope(edit.get("scope", claim.scope)),
        date=_date(edit["date"]) if "date" in edit else claim.date,
    )


def _date(edtf: str) -> DatedAs | None:
    return DatedAs(None, DateInterval.from_edtf(edtf), True, Reason.of("mended")) if edtf else None


def _number(text: str) -> int | None:
    return None if text in ("", "unknown") else int(text)
