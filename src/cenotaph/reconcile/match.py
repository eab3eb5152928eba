"""Joins stories of different documents into incidents.

The result is a function of the set of claims and of what is held apart, never of the order they came in: pairs are compared one by
one, sorted by log odds and id, and two clusters are joined only while nothing is held apart and the pairs between them are, on
average, likely enough to be one event. Joining whatever one pair joins is the obvious way, and lets one careless report tie two events
together. A story without a precise date joins an incident of its place only where there is exactly one it can mean: a wrong join
hides a second massacre behind the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cenotaph.model import Grouping, Harm, Reason
from cenotaph.reconcile.blocking import WINDOW, find_pairs
from cenotaph.reconcile.clusters import Cluster, Clusters
from cenotaph.reconcile.comparison import Compared, compare_profiles, contradict, load_event_weights
from cenotaph.reconcile.profile import Profile, profile_story
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import Story, generic_place_words
from cenotaph.text import same_place
from cenotaph.text.places import place_key

__all__ = ["match_stories"]

JOIN = 0.3  # probability of one pair from which two clusters are looked at
TOGETHER = 0.3  # mean probability of the pairs between two clusters from which they are one
MOST_TIMES = 10  # numbers of one event differ by rumour up to ten times; beyond, one is of something larger
MOST_SHOWN = 5  # pieces of evidence in a reason


def match_stories(stories: Sequence[Story], rarity: Rarity, grouping: Grouping | None = None) -> list[Cluster]:
    """The incidents, as clusters of stories, by their key. What `grouping` holds together is for `decided` to join."""
    clusters = Clusters([Cluster([story]) for story in stories], grouping or Grouping())
    profiles = {story.key: profile_story(story, rarity) for story in stories}
    _Joining(clusters, profiles).join_likely(find_pairs(list(profiles.values()), rarity))
    _join_to_the_only_one(clusters)
    return clusters.all()


class _Joining:
    """Agglomerates clusters by the mean probability of the pairs between them."""

    def __init__(self, clusters: Clusters, profiles: dict[str, Profile]) -> None:
        self._clusters = clusters
        self._profiles = profiles
        self._weights = load_event_weights()
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

    def _compare(self, first: str, second: str) -> Compared:
        pair = (min(first, second), max(first, second))
        if pair not in self._compared:
            self._compared[pair] = compare_profiles(self._profiles[pair[0]], self._profiles[pair[1]], self._weights)
        return self._compared[pair]

    def _mean(self, a: Cluster, b: Cluster) -> float:
        """The mean over the pairs of different documents, a contradiction being 0; 0 where there is no pair."""
        found = [
            0.0
            if contradict(self._profiles[one.key], self._profiles[two.key])
            else self._compare(one.key, two.key).probability
            for one in a.stories
            for two in b.stories
            if one.document_id != two.document_id
        ]
        return sum(found) / len(found) if found else 0.0


def _because(compared: Compared) -> Reason:
    spoken = tuple(name for name, value in compared.evidence if value > 0 and name != "bias")[:MOST_SHOWN]
    return Reason.of("signals", signals=tuple(Reason.of(name.replace(":", "_").replace("-", "_")) for name in spoken))


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
            place.gazetteer_id
            or place_key(place.name, generic_place_words(story.claims[0].language))
            or place_key(place.name)
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
