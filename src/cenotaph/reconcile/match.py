"""Joins stories of different documents into incidents.

The result is a function of the set of claims and of what is held apart, never of the order they came in: pairs are compared one
by one, sorted by log odds and id, and two clusters are joined only while nothing is held apart and the pairs between them are,
on average, likely enough to be one event. Joining whatever one pair joins is the obvious way, and lets one careless report tie
two events together. A story without a precise date joins an incident of its place only where there is exactly one it can mean:
a wrong join hides a second massacre behind the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import Grouping, Harm, Reason
from cenotaph.reconcile.blocking import WINDOW, find_pairs
from cenotaph.reconcile.clusters import Cluster, Clusters
from cenotaph.reconcile.comparison import Compared, compare_profiles, contradict, level_code
from cenotaph.reconcile.profile import Profile, profile_story
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import Story, generic_place_words
from cenotaph.text import same_place
from cenotaph.text.places import place_key

__all__ = ["Comparing", "match_stories"]

JOIN = 0.3  # probability of one pair from which two clusters are looked at
TOGETHER = 0.3  # mean probability of the pairs between two clusters from which they are one
MOST_TIMES = 10  # numbers of one event differ by rumour up to ten times; beyond, one is of something larger
MOST_SHOWN = 7  # pieces of evidence in a reason


@dataclass(frozen=True, slots=True)
class Comparing:
    """What stories of a case are compared by: how rare its words are, and the weights of the levels."""

    rarity: Rarity
    weights: Mapping[str, float]


def match_stories(stories: Sequence[Story], by: Comparing, grouping: Grouping | None = None) -> list[Cluster]:
    """The incidents, as clusters of stories, by their key. What `grouping` holds together is together from the start, as far as
    it holds nothing of it apart; where it does, `decided` says so.
    """
    held = grouping or Grouping()
    clusters = Clusters([Cluster([story]) for story in stories], held)
    for together in held.together:
        _join_held(clusters, sorted(together))
    profiles = {story.key: profile_story(story, by.rarity) for story in stories}
    _Joining(clusters, profiles, by.weights).join_likely(find_pairs(list(profiles.values()), by.rarity))
    _join_to_the_only_one(clusters)
    return clusters.all()


def _join_held(clusters: Clusters, claims: Sequence[str]) -> None:
    known = [claim_id for claim_id in claims if clusters.of(claim_id) is not None]
    for claim_id in known[1:]:
        a, b = clusters.of(known[0]), clusters.of(claim_id)
        if a is not None and b is not None and a is not b and not clusters.held_apart(a, b):
            clusters.join(a, b, Reason.of("decided_same"))


class _Joining:
    """Agglomerates clusters by the mean probability of the pairs between them."""

    def __init__(self, clusters: Clusters, profiles: Mapping[str, Profile], weights: Mapping[str, float]) -> None:
        self._clusters = clusters
        self._profiles = profiles
        self._weights = weights
        self._compared: dict[tuple[str, str], Compared] = {}

    def join_likely(self, pairs: Iterable[tuple[Profile, Profile]]) -> None:
        """Join, best pair first."""
        likely = [(a.key, b.key) for a, b in pairs if not contradict(a, b) and self._compare(a.key, b.key).probability >= JOIN]
        for first, second in sorted(likely, key=lambda pair: (-self._compare(*pair).log_odds, pair)):
            a, b = self._clusters.of(first), self._clusters.of(second)
            if a is None or b is None or a is b or self._clusters.forbidden(a, b):
                continue
            if self._mean(a, b) >= TOGETHER:
                self._clusters.join(a, b, _because(self._compare(first, second)))
        for pair in likely:
            self._note_near(*pair)

    def _note_near(self, first: str, second: str) -> None:
        """Two stories that may be of one event and stayed in two incidents."""
        a, b = self._clusters.of(first), self._clusters.of(second)
        if a is None or b is None or a is b or self._clusters.forbidden(a, b):
            return
        compared = self._compare(first, second)
        percent = round(100 * compared.probability)
        for here, there in ((a, second), (b, first)):
            here.near[there] = (percent, _because(compared))

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
    return Reason.of("weighed", evidence=told, percent=round(100 * compared.probability))


def _join_to_the_only_one(clusters: Clusters) -> None:
    """Clusters without a precise date go to the incident of their place, where there is one only."""
    for exact in (True, False):
        by_place = _by_place([c for c in clusters.all() if bool(c.dates()) is exact and c.places()])
        loose = sorted((c for c in clusters.all() if not c.dates() and c.places()), key=lambda c: c.key)
        for cluster, found in [(cluster, _choices(cluster, by_place)) for cluster in loose]:
            live = list({id(c): c for c in (clusters.of(target.key) for target in found)}.values())
            here = clusters.of(cluster.key)
            if len(live) != 1 or live[0] is None or here is None or live[0] is here:
                continue
            if not clusters.forbidden(here, live[0]):
                clusters.join(live[0], here, Reason.of("only_possible"))


def _choices(cluster: Cluster, by_place: dict[str, list[Cluster]]) -> list[Cluster]:
    near = {id(c): c for word in _place_words(cluster) for c in by_place.get(word, ()) if c is not cluster}
    coarse = [story.date for story in cluster.stories if story.date is not None]
    out = []
    for candidate in near.values():
        if not _said_near(cluster, candidate):
            continue
        known = candidate.dates() or [s.date for s in candidate.stories if s.date is not None]
        if coarse and known and not any(c.overlaps(k, 1) for c in coarse for k in known):
            continue
        if _share_place(cluster, candidate) and _same_size(cluster, candidate):
            out.append(candidate)
    return sorted(out, key=lambda c: c.key)


def _place_words(cluster: Cluster) -> set[str]:
    return {
        word
        for story in cluster.stories
        for place in story.places
        for word in (
            place.gazetteer_id or place_key(place.name, generic_place_words(story.claims[0].language)) or place_key(place.name)
        ).split()
    }


def _by_place(clusters: Iterable[Cluster]) -> dict[str, list[Cluster]]:
    out: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for word in _place_words(cluster):
            out[word].append(cluster)
    return out


def _said_near(a: Cluster, b: Cluster) -> bool:
    """Whether something of both was said within the window in which reports tell of one event, as far as days are known."""
    ours, theirs = _said_days(a), _said_days(b)
    return not ours or not theirs or any(abs(x - y) <= WINDOW for x in ours for y in theirs)


def _said_days(cluster: Cluster) -> list[int]:
    return [s.claims[0].said_on.start.toordinal() for s in cluster.stories if s.claims[0].said_on is not None]


def _share_place(a: Cluster, b: Cluster) -> bool:
    generic = generic_place_words(a.stories[0].claims[0].language)
    return any(same_place(p, q, generic) for p in a.places() for q in b.places())


def _same_size(a: Cluster, b: Cluster) -> bool:
    """Whether the largest numbers of a harm both tell of are within ten times: "655 dead" of an offensive is no raid with 8."""
    for harm in Harm:
        ours, theirs = _most(a, harm), _most(b, harm)
        if ours is not None and theirs is not None and max(ours, theirs) > MOST_TIMES * max(min(ours, theirs), 1):
            return False
    return True


def _most(cluster: Cluster, harm: Harm) -> int | None:
    return max((most for story in cluster.stories if (most := story.most(harm)) is not None), default=None)
