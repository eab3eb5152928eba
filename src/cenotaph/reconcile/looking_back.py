"""Brings what looks back to what it looks back on: a court or an anniversary years later, which names the day and the place.

Reports of one week are alike in much; one of ten years later shares little but the day and the place, and would stay alone. It is
joined only where exactly one incident has that day and that place, so that of two massacres of one day neither is preferred.
"""

from collections import defaultdict
from collections.abc import Mapping

from cenotaph.model import Reason
from cenotaph.reconcile.clusters import Cluster, Clusters
from cenotaph.reconcile.comparison import contradict
from cenotaph.reconcile.profile import Profile

__all__ = ["clusters_contradict", "join_looking_back"]


def join_looking_back(clusters: Clusters, profiles: Mapping[str, Profile]) -> None:
    """Join each cluster told only long after its day to the one incident of that day and place."""
    by_day: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for cluster in clusters.all():
        for key in _days_and_places(cluster):
            by_day[key].append(cluster.key)
    for cluster in clusters.all():
        if not all(story.looks_back for story in cluster.stories):
            continue
        here = clusters.of(cluster.key)
        near = (clusters.of(found) for key in _days_and_places(cluster) for found in by_day[key])
        there = list({id(one): one for one in near if one is not None and one is not here}.values())
        if here is None or len(there) != 1 or clusters.forbidden(here, there[0]):
            continue
        if not clusters_contradict(here, there[0], profiles):
            clusters.join(there[0], here, Reason.of("looks_back"))


def clusters_contradict(a: Cluster, b: Cluster, profiles: Mapping[str, Profile]) -> bool:
    """Whether a story of the one contradicts a story of the other."""
    return any(contradict(profiles[one.key], profiles[two.key]) for one in a.stories for two in b.stories)


def _days_and_places(cluster: Cluster) -> set[tuple[str, frozenset[str]]]:
    return {key for story in cluster.stories for key in story.days_and_places()}
