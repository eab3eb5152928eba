"""What a linking did, and what to take care of."""

from dataclasses import dataclass
from typing import Any

from cenotaph.link import FEW_MATCHES, Clusters, LinkResult, VictimChanges
from cenotaph.model import PairState

__all__ = ["LinkReport", "warn_of"]


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


def warn_of(expected: float, result: LinkResult, clusters: Clusters) -> list[str]:
    """What a person should know before taking over the joins."""
    found = []
    if expected < FEW_MATCHES:
        found.append(
            f"only about {expected:.0f} matching pairs were seen, too few to learn from: the weights rest mostly on what is "
            "usual for such lists; review every join"
        )
    if not result.model.rules:
        found.append("no two records share enough to be compared")
    if clusters.broken_judgements:
        found.append("some judgements contradict each other; where they do, two people stay two")
    return found
