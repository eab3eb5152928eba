"""What a linking did, and what to take care of."""

from dataclasses import dataclass
from typing import Any

from cenotaph.link import FEW_MATCHES, Clusters, LinkResult, VictimChanges
from cenotaph.model import PairState

__all__ = ["FEW_MISSED", "LinkReport", "warn_of"]

FEW_MISSED = 0.03  # of the matches seen: what is estimated below that is not told from none
MOST_DIFFERENT = 0.1  # of one person's pairs: more is not what careful lists do, and is said


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a linking did. `possible` pairs are neither joined nor ruled out; `refused` counts likely pairs kept apart, by
    reason.
    """

    records: int
    lists: int
    victims: int
    joined_records: int
    possible: int
    refused: dict[PairState, int]
    changes: VictimChanges
    rules: tuple[tuple[str, int, int], ...]
    missed: float
    expected_matches: float
    broken: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "records": self.records,
            "lists": self.lists,
            "victims": self.victims,
            "joined_records": self.joined_records,
            "possible": self.possible,
            "refused": dict(self.refused),
            "changes": {
                "new": self.changes.new,
                "grown": self.changes.grown,
                "merged": len(self.changes.merged),
                "split": len(self.changes.split),
            },
            "rules": [{"rule": words, "pairs": pairs, "matches": matches} for words, pairs, matches in self.rules],
            "matching_pairs_seen": round(self.expected_matches, 1),
            "matching_pairs_missed": round(self.missed, 1),
            "warnings": list(self.warnings),
        }


def _doubts_of(result: LinkResult) -> list[str]:
    """What the learnt chances say against the lists, or against what was learnt of them."""
    found = []
    if result.model.at_most:
        found.append(
            "as many pairs look like one person as these lists can hold: the weights are a bound; see whether a list names "
            "people twice, or whether families pass for one person"
        )
    for one, m in zip(result.model.comparisons, result.model.classes.m, strict=True):
        if one.name in ("given", "sex") and m[0] > MOST_DIFFERENT:
            found.append(
                f"the {one.label} differs in {m[0]:.0%} of the pairs that were taken for one person while learning: the lists "
                "write people very differently, or others pass for one person; review the joins in which it differs"
            )
    return found


def warn_of(expected: float, result: LinkResult, clusters: Clusters) -> list[str]:
    """What a person should know before taking over the joins."""
    found = []
    if expected < FEW_MATCHES:
        found.append(
            f"only about {expected:.0f} matching pairs were seen, too few to learn from: the weights rest mostly on what is "
            "usual for such lists; review every join"
        )
    found += _doubts_of(result)
    if not result.model.rules:
        found.append("no two records share enough to be compared")
    if clusters.broken_judgements:
        found.append("some judgements contradict each other; where they do, two people stay two")
    return found
