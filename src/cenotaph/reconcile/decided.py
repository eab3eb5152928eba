"""Lets people's decisions about what is one event and what is not take effect on clusters that were made without them.

A decision reaches no further than its own incidents. Clustering under the decisions from the start would be shorter, but there a
merge changes what the next pair is compared with, and reports that nobody spoke of change places. So clusters are made first as
if nobody had decided; one that holds claims on both sides of a decision is taken apart and made anew from its own claims; then
whole clusters are joined. Without the decision all is as it was, ids too. Refuses to join what people hold apart, and says so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cenotaph.model import ClaimInDocument, Grouping, PlaceRef, Reason, TextMarks
from cenotaph.model.grouping import APART
from cenotaph.reconcile.clusters import Cluster, Clusters
from cenotaph.reconcile.match import Comparing, match_stories
from cenotaph.reconcile.stories import find_stories
from cenotaph.reconcile.story import Story

__all__ = ["cluster_stories", "find_all_stories", "founding_claims"]

Resolve = Callable[[PlaceRef], PlaceRef]


def cluster_stories(
    stories: Sequence[Story],
    grouping: Grouping,
    resolve: Resolve,
    by: Comparing,
    possible: Iterable[tuple[str, str]] | None = None,
) -> list[Cluster]:
    """Clusters of stories as the words and the decisions have it, by their key; the same for any order of the stories.

    The stories are those of a case, or a part of it that nothing ties to the rest: no pair that may be of one event, no decision.
    `possible` are these pairs, where they are known already.
    """
    rows_first = sorted(stories, key=lambda story: not story.claims[0].claim.is_row)
    marks = {story.document_id: story.marks for story in rows_first}
    clusters = Clusters(match_stories(stories, by, possible=possible), grouping)
    parted: list[Cluster] = []
    for cluster in clusters.all():
        if cluster.held_apart(cluster):
            inside = [c for story in cluster.stories for c in story.claims]
            parted += match_stories(find_all_stories(inside, grouping, resolve, marks), by, grouping)
        else:
            parted.append(cluster)
    clusters = Clusters(parted, grouping)
    for held in grouping.together:
        for first, second in clusters.join_decided(sorted(held)):
            words = Reason.of("held_apart", first, second, first=first, second=second)
            for claim_id in (first, second):
                if (held_back := clusters.of(claim_id)) is not None:
                    held_back.conflicts.append(words)
    return clusters.all()


def find_all_stories(
    claims: Iterable[ClaimInDocument], grouping: Grouping, resolve: Resolve, marks: Mapping[str, TextMarks]
) -> list[Story]:
    """The stories of every document, document by document."""
    by_document: dict[str, list[ClaimInDocument]] = defaultdict(list)
    for stated in claims:
        by_document[stated.document_id].append(stated)
    out = []
    for document_id in sorted(by_document):
        ordered = sorted(by_document[document_id], key=lambda c: (c.claim.victims.start, c.claim.evidence.start, c.claim.id))
        apart = _apart_from(grouping, [c.claim.id for c in ordered])
        out += find_stories(ordered, apart, resolve, marks[document_id])
    return out


def _apart_from(grouping: Grouping, claims: Sequence[str]) -> Mapping[str, frozenset[str]]:
    inside = frozenset(claims)
    out: dict[str, set[str]] = defaultdict(set)
    for one, other in grouping.apart:
        for side, against in ((one & inside, other & inside), (other & inside, one & inside)):
            for claim_id in side:
                out[claim_id] |= against
    return {claim_id: frozenset(against) for claim_id, against in out.items()}


def founding_claims(
    clusters: Sequence[Cluster], grouping: Grouping, order: Callable[[ClaimInDocument], tuple[object, ...]]
) -> dict[str, tuple[str, ...]]:
    """By cluster key, what its id is made from: its earliest-said claim, by `order`.

    Of an incident that people decided on, it is the claim that founded it then: an older report changes no id, and a merger goes
    by the older one. An incident that claims were taken out of keeps the id, even where the claim it is made from went.
    """
    stated = {c.claim.id: c for cluster in clusters for story in cluster.stories for c in story.claims}
    home = {claim_id: cluster.key for cluster in clusters for claim_id in cluster.claim_ids()}
    owner: dict[str, str] = {}
    for kept in grouping.kept:
        found = min((claim_id for claim_id in kept.stayed if claim_id in home), default=None)
        if found is not None and kept.founder in stated:
            owner[kept.founder] = home[found]
    owned: dict[str, set[str]] = defaultdict(set)
    for founder, key in owner.items():
        owned[key].add(founder)
    out: dict[str, tuple[str, ...]] = {}
    for cluster in clusters:
        members = cluster.claim_ids()
        here = {claim_id for claim_id in members & grouping.founders if owner.get(claim_id, cluster.key) == cluster.key}
        known = here | owned[cluster.key] or members & grouping.founders_apart
        founder = min(known or members, key=lambda claim_id: order(stated[claim_id]))
        out[cluster.key] = (founder,) if owner.get(founder, cluster.key) == cluster.key else (founder, APART)
    return out
