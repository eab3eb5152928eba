"""Joins stories of different documents into incidents.

The result is a function of the set of claims and of what is held apart, never of the order they came in: pairs are compared one
by one, sorted by log odds and id, and two clusters are joined only while nothing is held apart and the pairs between them are,
on average, likely enough to be one event. Joining whatever one pair joins is the obvious way, and lets one careless report tie
two events together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import Grouping, Reason
from cenotaph.reconcile.blocking import StoryColumns, find_pairs
from cenotaph.reconcile.clusters import Cluster, Clusters
from cenotaph.reconcile.comparison import Compared, compare_profiles, contradict, level_code
from cenotaph.reconcile.keys import story_keys
from cenotaph.reconcile.looking_back import clusters_contradict, join_looking_back
from cenotaph.reconcile.profile import Profile, profile_story
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import Story

__all__ = ["Comparing", "match_stories", "possible_pairs"]

Pair = tuple[str, str]

JOIN = 0.4  # probability of a pair from which two clusters are looked at: where, held out, as many are false as are missed
POSSIBLE = 0.3  # from here on a pair that stays apart is shown to a person
TOGETHER = 0.3  # mean probability of the pairs between two clusters from which they are one
UNDECIDED = 0.2  # of probability: closer than this, what gives no day is of neither
MOST_SHOWN = 7  # pieces of evidence in a reason


@dataclass(frozen=True, slots=True)
class Comparing:
    """What stories of a case are compared by: how rare its words are, and the weights of the levels."""

    rarity: Rarity
    weights: Mapping[str, float]


def possible_pairs(pairs: Iterable[Pair], profiles: Mapping[str, Profile], weights: Mapping[str, float]) -> list[Pair]:
    """Those of the pairs of stories that may be of one event: all that joining them looks at."""

    def may_be_one(a: Profile, b: Profile) -> bool:
        return not contradict(a, b) and compare_profiles(a, b, weights).probability >= POSSIBLE

    return [(a, b) for a, b in pairs if may_be_one(profiles[a], profiles[b])]


def match_stories(
    stories: Sequence[Story], by: Comparing, grouping: Grouping | None = None, possible: Iterable[Pair] | None = None
) -> list[Cluster]:
    """The incidents, as clusters of stories, by their key. What `grouping` holds together is together from the start, as far as
    it holds nothing of it apart; where it does, `decided` says so. `possible` are the pairs that may be of one event, where they
    are known already.
    """
    held = grouping or Grouping()
    clusters = Clusters([Cluster([story]) for story in stories], held)
    for together in held.together:
        clusters.join_decided(sorted(together))
    profiles = {story.key: profile_story(story, by.rarity) for story in stories}
    if possible is None:
        possible = possible_pairs(find_pairs(StoryColumns([*map(story_keys, stories)]), by.rarity), profiles, by.weights)
    _Joining(clusters, profiles, by.weights).join_likely(possible)
    join_looking_back(clusters, profiles)
    return clusters.all()


class _Joining:
    """Agglomerates clusters by the mean probability of the pairs between them."""

    def __init__(self, clusters: Clusters, profiles: Mapping[str, Profile], weights: Mapping[str, float]) -> None:
        self._clusters = clusters
        self._profiles = profiles
        self._weights = weights
        self._compared: dict[Pair, Compared] = {}
        self._partners: dict[str, list[str]] = defaultdict(list)

    def join_likely(self, pairs: Iterable[Pair]) -> None:
        """Join, best pair first."""
        possible = sorted(pairs)
        likely = [pair for pair in possible if self._compare(*pair).probability >= JOIN]
        for pair in possible:
            for one, other in (pair, pair[::-1]):
                self._partners[one].append(other)
        for first, second in sorted(likely, key=lambda pair: (-self._compare(*pair).log_odds, pair)):
            a, b = self._clusters.of(first), self._clusters.of(second)
            if a is None or b is None or a is b or self._clusters.forbidden(a, b):
                continue
            if self._mean(a, b) >= TOGETHER and not self._means_another(a, b) and not self._means_another(b, a):
                self._clusters.join(a, b, _because(self._compare(first, second)))
        for pair in possible:
            self._note_near(*pair)

    def _means_another(self, undated: Cluster, target: Cluster) -> bool:
        """Whether what gives no day could as well be of an incident that the target is not: "seven were killed in Tull" beside
        two days on which people were killed there. It is not forced into one of them.
        """
        if undated.dates() or not target.dates():
            return False
        others = {id(c): c for story in undated.stories for key in self._partners[story.key] if (c := self._clusters.of(key))}
        likelihood = self._mean(undated, target)
        return any(
            other is not target and other is not undated and other.dates()
            and clusters_contradict(other, target, self._profiles)
            and self._mean(undated, other) >= likelihood - UNDECIDED
            for other in others.values()
        )  # fmt: skip

    def _note_near(self, first: str, second: str) -> None:
        """Two stories that may be of one event and stayed in two incidents."""
        a, b = self._clusters.of(first), self._clusters.of(second)
        if a is None or b is None or a is b or self._clusters.forbidden(a, b):
            return
        compared = self._compare(first, second)
        a.near[second] = b.near[first] = (compared.percent, _because(compared))

    def _compare(self, first: str, second: str) -> Compared:
        pair = (min(first, second), max(first, second))
        if pair not in self._compared:
            self._compared[pair] = compare_profiles(self._profiles[pair[0]], self._profiles[pair[1]], self._weights)
        return self._compared[pair]

    def _mean(self, a: Cluster, b: Cluster) -> float:
        """The mean over the pairs of different documents; 0 where there is none, or one contradicts the other."""
        pairs = [(one.key, two.key) for one in a.stories for two in b.stories if one.document_id != two.document_id]
        if not pairs or any(contradict(self._profiles[one], self._profiles[two]) for one, two in pairs):
            return 0.0
        return sum(self._compare(one, two).probability for one, two in pairs) / len(pairs)


def _because(compared: Compared) -> Reason:
    """The weightiest evidence, each with its share of the log odds, and what all of it comes to."""
    shown = compared.evidence[:MOST_SHOWN]
    told = tuple(Reason.of(level_code(name), weight=f"{value:+.1f}") for name, value in shown)
    return Reason.of("weighed", evidence=told, percent=compared.percent)
