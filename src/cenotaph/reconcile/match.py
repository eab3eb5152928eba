"""Joins episodes of different documents into incidents.

The result is a function of the set of claims and of what is held apart, never of the order they came in: links are scored pair
by pair, sorted by score and id, and joined only while nothing is held apart and no date stands against it. An episode without a
precise date joins an incident of its place only where there is exactly one it can mean: a wrong join hides a second
massacre behind the first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cenotaph.model import DateInterval, Grouping, PlaceRef, Reason, Span
from cenotaph.reconcile.episodes import Episode, generic_place_words
from cenotaph.text import fold, load_lexicon, same_place
from cenotaph.text.places import place_key

__all__ = ["Cluster", "Clusters", "match_episodes"]

T = TypeVar("T")
ENOUGH = 3.0  # two of place, day and a name, or one of them and an equal number: one thing alone never joins
LONGEST_EVENT = 4  # days: a siege or a massacre of a long week end is one event; what lasts longer is a campaign
MOST_TIMES = 10  # numbers of one event differ by rumour up to ten times; beyond, one is of something larger


@dataclass(eq=False, slots=True)
class Cluster:
    """Episodes taken for one event, the reasons, and what stood in the way.

    `sides` are the parts it has in what people hold apart; `rows`, by table, the row that its claims are of.
    """

    episodes: list[Episode]
    reasons: dict[str, Reason] = field(default_factory=dict)
    conflicts: list[Reason] = field(default_factory=list)
    sides: set[tuple[int, int]] = field(default_factory=set)
    rows: dict[str, Span] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The smallest claim id."""
        return min(episode.key for episode in self.episodes)

    def claim_ids(self) -> frozenset[str]:
        """The ids of all its claims."""
        return frozenset(c.claim.id for episode in self.episodes for c in episode.claims)

    def dates(self) -> list[DateInterval]:
        """The dates of its episodes that are known to a week or better."""
        return [episode.date for episode in self.episodes if episode.date is not None and episode.precise]

    def places(self) -> list[PlaceRef]:
        """All places its episodes name."""
        return [place for episode in self.episodes for place in episode.places]


def match_episodes(episodes: Sequence[Episode], grouping: Grouping | None = None) -> list[Cluster]:
    """The incidents, as clusters of episodes, by their key. What `grouping` holds together is for `decided` to join."""
    clusters = Clusters([Cluster([episode]) for episode in episodes], grouping or Grouping())
    clusters.join_alike()
    clusters.join_scored()
    clusters.join_to_the_only_one()
    return clusters.all()


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
            for stated in (c for episode in cluster.episodes for c in episode.claims):
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

    def held_apart(self, a: Cluster, b: Cluster) -> bool:
        """Whether people said that a claim of the one is of another event than a claim of the other."""
        return any((number, 1 - side) in b.sides for number, side in a.sides)

    def _forbidden(self, a: Cluster, b: Cluster) -> bool:
        """Held apart by people, or two rows of one table, which lists each event once."""
        return self.held_apart(a, b) or any(b.rows.get(table, row) != row for table, row in a.rows.items())

    def join(self, a: Cluster, b: Cluster, reason: Reason) -> None:
        """Make two clusters one; what joined the episodes of each before stays their reason."""
        if len(b.episodes) > len(a.episodes):
            a, b = b, a
        for episode in b.episodes:
            a.reasons.setdefault(episode.key, b.reasons.get(episode.key, reason))
            for stated in episode.claims:
                self._of[stated.claim.id] = a
        for episode in a.episodes:
            a.reasons.setdefault(episode.key, reason)
        a.episodes += b.episodes
        a.conflicts += b.conflicts
        a.sides |= b.sides
        a.rows |= b.rows

    def join_alike(self) -> None:
        """Episodes with one place and one precise date: no need to compare each with each."""
        first: dict[tuple[str, DateInterval], Cluster] = {}
        for cluster in sorted(self.all(), key=lambda c: c.key):
            for episode in list(cluster.episodes):
                if not episode.precise or not episode.places or episode.date is None:
                    continue
                key = (_block(episode.places[0], episode), episode.date)
                other = first.setdefault(key, cluster)
                a, b = self._of[episode.key], self._of[other.key]
                if a is not b and not self._forbidden(a, b):
                    self.join(a, b, Reason.of("alike", day=episode.date.edtf))

    def join_scored(self) -> None:
        """Pairs that share a block, best first."""
        clusters = self.all()
        edges: list[tuple[float, str, str, Reason]] = []
        seen: set[tuple[str, str]] = set()
        for block in _blocks(clusters):
            ordered = sorted(
                block,
                key=lambda c: (
                    min((d.start for d in c.dates()), default=None) is None,
                    min((d.start.toordinal() for d in c.dates()), default=0),
                    c.key,
                ),
            )
            for n, a in enumerate(ordered):
                for b in ordered[n + 1 :]:
                    if (
                        a.dates()
                        and b.dates()
                        and min(d.start for d in b.dates()).toordinal() - max(d.end for d in a.dates()).toordinal()
                        > LONGEST_EVENT
                    ):
                        break
                    pair = (min(a.key, b.key), max(a.key, b.key))
                    if pair in seen:
                        continue
                    seen.add(pair)
                    score, why = _score(a, b)
                    if score >= ENOUGH:
                        edges.append((score, *pair, why))
        for _, first, second, why in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
            a, b = self._of[first], self._of[second]
            if a is not b and not self._forbidden(a, b) and _days_agree(a, b):
                self.join(a, b, why)

    def join_to_the_only_one(self) -> None:
        """Clusters without a precise date go to the incident of their place, where there is one only."""
        for exact in (True, False):
            targets = [c for c in self.all() if bool(c.dates()) is exact and c.places()]
            by_place = _by_place(targets)
            loose = sorted((c for c in self.all() if not c.dates() and c.places()), key=lambda c: c.key)
            choices = [(cluster, self._choices(cluster, by_place)) for cluster in loose]
            for cluster, found in choices:
                live = list({id(c): c for c in (self._of[target.key] for target in found)}.values())
                here = self._of[cluster.key]
                if len(live) == 1 and live[0] is not here and not self._forbidden(here, live[0]):
                    self.join(live[0], here, Reason.of("only_possible"))

    def _choices(self, cluster: Cluster, by_place: dict[str, list[Cluster]]) -> list[Cluster]:
        blocks = {_block(place, episode) for episode in cluster.episodes for place in episode.places}
        near = {id(c): c for block in blocks for word in block.split() for c in by_place.get(word, ()) if c is not cluster}
        coarse = [episode.date for episode in cluster.episodes if episode.date is not None]
        out = []
        for candidate in near.values():
            known = candidate.dates() or [e.date for e in candidate.episodes if e.date is not None]
            if coarse and known and not any(c.overlaps(k, 1) for c in coarse for k in known):
                continue
            if _share_place(cluster, candidate) and _same_size(cluster, candidate):
                out.append(candidate)
        return sorted(out, key=lambda c: c.key)


def _block(place: PlaceRef, episode: Episode) -> str:
    return place.gazetteer_id or place_key(place.name, generic_place_words(episode.claims[0].language)) or place_key(place.name)


def _by_place(clusters: Iterable[Cluster]) -> dict[str, list[Cluster]]:
    out: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = {word for episode in cluster.episodes for place in episode.places for word in _block(place, episode).split()}
        for word in words:
            out[word].append(cluster)
    return out


def _blocks(clusters: Sequence[Cluster]) -> Iterable[list[Cluster]]:
    """Clusters that could be one: a shared word of a place, a shared day with a shared count, a shared name."""
    blocks: dict[tuple[str, object], list[Cluster]] = defaultdict(list)
    for word, found in _by_place(clusters).items():
        blocks["place", word] = found
    for cluster in clusters:
        days = {day for date in cluster.dates() for day in range(date.start.toordinal() - 1, date.end.toordinal() + 2)}
        counts = {count for episode in cluster.episodes for count in episode.counts()}
        for day in sorted(days):
            for count in sorted(counts):
                blocks["day and count", (day, count)].append(cluster)
        for name in sorted({name for episode in cluster.episodes for name in episode.names()}):
            blocks["name", name].append(cluster)
    return (found for _, found in sorted(blocks.items(), key=lambda item: str(item[0])) if len(found) > 1)


def _share_place(a: Cluster, b: Cluster) -> bool:
    generic = generic_place_words(a.episodes[0].claims[0].language)
    return any(same_place(p, q, generic) for p in a.places() for q in b.places())


def _days_agree(a: Cluster, b: Cluster) -> bool:
    """Whether the precise dates of both lie within the days one event can last."""
    dates = a.dates() + b.dates()
    if not dates:
        return True
    return (max(d.start for d in dates) - min(d.end for d in dates)).days < LONGEST_EVENT


def _score(a: Cluster, b: Cluster) -> tuple[float, Reason]:
    """How much speaks for one event, and the words for it. A known disagreement of days excludes."""
    score, why = 0.0, list[Reason]()
    if a.dates() and b.dates():
        if not _days_agree(a, b) or not any(p.overlaps(q, 1) for p in a.dates() for q in b.dates()):
            return 0.0, Reason.of("signals")
        score += 2
        why.append(Reason.of("same_day"))
    elif not _coarse_agree(a, b):
        return 0.0, Reason.of("signals")
    if a.places() and b.places():
        shared = _share_place(a, b)
        score += 2 if shared else -1.5
        why += [Reason.of("same_place")] if shared else []
    score += _score_people(a, b, why)
    return score, Reason.of("signals", signals=tuple(why))


def _same_size(a: Cluster, b: Cluster) -> bool:
    """Whether the largest numbers of a harm both tell of are within ten times: "655 dead" of an offensive is no raid with 8."""
    for harm in sorted(set(_largest(a)) & set(_largest(b))):
        low, high = sorted((_largest(a)[harm], _largest(b)[harm]))
        if high > MOST_TIMES * max(low, 1):
            return False
    return True


def _largest(cluster: Cluster) -> dict[str, int]:
    out: dict[str, int] = {}
    for stated in (c for episode in cluster.episodes for c in episode.claims):
        count = stated.claim.count
        out[stated.claim.harm] = max(out.get(stated.claim.harm, 0), count.high or count.low or 0)
    return out


def _coarse_agree(a: Cluster, b: Cluster) -> bool:
    dates_a = [e.date for e in a.episodes if e.date is not None]
    dates_b = [e.date for e in b.episodes if e.date is not None]
    return not dates_a or not dates_b or any(p.overlaps(q, 1) for p in dates_a for q in dates_b)


def _score_people(a: Cluster, b: Cluster, why: list[Reason]) -> float:
    score = 0.0
    if _union(a, Episode.names) & _union(b, Episode.names):
        score += 2
        why.append(Reason.of("same_name"))
    counts = _union(a, Episode.counts) & _union(b, Episode.counts)
    if counts:
        harm, number = max(counts, key=lambda found: (found[1], found[0]))
        score += 1.5 if number >= 50 or len(counts) > 1 else 1
        why.append(Reason.of("same_number", number=number, harm=harm))
        if _descriptions(a, counts) & _descriptions(b, counts):
            score += 1.5
            why.append(Reason.of("described_alike"))
    if _union(a, Episode.parties) & _union(b, Episode.parties):
        score += 0.5
        why.append(Reason.of("same_perpetrator"))
    return score


def _union(cluster: Cluster, of: Callable[[Episode], frozenset[T]]) -> frozenset[T]:
    return frozenset(value for episode in cluster.episodes for value in of(episode))


def _descriptions(cluster: Cluster, counts: frozenset[tuple[str, int]]) -> frozenset[str]:
    """Folded words that describe the victims of the shared counts, bare of the number and of words for people in general."""
    words: set[str] = set()
    for episode in cluster.episodes:
        for stated in episode.claims:
            if (stated.claim.harm, stated.claim.count.low) in counts:
                plain = load_lexicon(stated.language).words("persons", "plain_words")
                words.update(
                    word.rstrip("s") for word in fold(stated.victims_words).split() if word.isalpha() and word not in plain
                )
    return frozenset(word for word in words if len(word) > 3)
