"""Clusters of stories under merging, with what must not be merged: what people hold apart, and two rows of one table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cenotaph.model import DateInterval, Grouping, Reason, Span
from cenotaph.reconcile.story import Story

__all__ = ["Cluster", "Clusters"]


@dataclass(eq=False, slots=True)
class Cluster:
    """Stories taken for one event, the reasons, and what stood in the way.

    `sides` are the parts it has in what people hold apart; `rows`, by table, the row that its claims are of; `near`, by the key
    of a story of another cluster, in 100 how likely both are of one event, and why.
    """

    stories: list[Story]
    reasons: dict[str, Reason] = field(default_factory=dict)
    conflicts: list[Reason] = field(default_factory=list)
    sides: set[tuple[int, int]] = field(default_factory=set)
    rows: dict[str, Span] = field(default_factory=dict)
    near: dict[str, tuple[int, Reason]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The smallest claim id of its stories' keys."""
        return min(story.key for story in self.stories)

    def held_apart(self, other: "Cluster") -> bool:
        """Whether people said that a claim of the one is of another event than a claim of the other."""
        return any((number, 1 - side) in other.sides for number, side in self.sides)

    def claim_ids(self) -> frozenset[str]:
        """The ids of all its claims."""
        return frozenset(c.claim.id for story in self.stories for c in story.claims)

    def dates(self) -> list[DateInterval]:
        """The dates of its stories that are known to a week or better."""
        return [date for story in self.stories if (date := story.precise_date) is not None]


class Clusters:
    """Clusters under merging, with the constraints that hold between them."""

    def __init__(self, clusters: Iterable[Cluster], grouping: Grouping) -> None:
        self._of: dict[str, Cluster] = {}
        sides: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, pair in enumerate(grouping.apart):
            for side in (0, 1):
                for claim_id in pair[side]:
                    sides[claim_id].add((number, side))
        for cluster in sorted(clusters, key=lambda c: c.key):
            for stated in (c for story in cluster.stories for c in story.claims):
                self._of[stated.claim.id] = cluster
                cluster.sides |= sides.get(stated.claim.id, set())
                if stated.claim.is_row:
                    cluster.rows.setdefault(stated.document_id, stated.claim.evidence)

    def all(self) -> list[Cluster]:
        """Each cluster once, by its key."""
        return sorted({id(cluster): cluster for cluster in self._of.values()}.values(), key=lambda cluster: cluster.key)

    def of(self, claim_id: str) -> Cluster | None:
        """The cluster that a claim is in; None for a claim that is nowhere."""
        return self._of.get(claim_id)

    def forbidden(self, a: Cluster, b: Cluster) -> bool:
        """Held apart by people, or two rows of one table, which lists each event once."""
        return a.held_apart(b) or any(b.rows.get(table, row) != row for table, row in a.rows.items())

    def join_decided(self, claims: Sequence[str]) -> list[tuple[str, str]]:
        """Join the clusters of claims that people hold together. Gives the pairs that stay apart, because people hold them so."""
        known = [claim_id for claim_id in claims if claim_id in self._of]
        parted = []
        for claim_id in known[1:]:
            a, b = self._of[known[0]], self._of[claim_id]
            if a is b:
                continue
            if a.held_apart(b):
                parted.append((known[0], claim_id))
            else:
                self.join(a, b, Reason.of("decided_same"))
        return parted

    def join(self, a: Cluster, b: Cluster, reason: Reason) -> None:
        """Make two clusters one; what joined the stories of each before stays their reason."""
        if len(b.stories) > len(a.stories):
            a, b = b, a
        for story in b.stories:
            a.reasons.setdefault(story.key, b.reasons.get(story.key, reason))
            for stated in story.claims:
                self._of[stated.claim.id] = a
        for story in a.stories:
            a.reasons.setdefault(story.key, reason)
        a.stories += b.stories
        a.conflicts += b.conflicts
        a.sides |= b.sides
        a.rows |= b.rows
        for key, found in b.near.items():
            a.near[key] = max(a.near.get(key, found), found, key=lambda one: one[0])
