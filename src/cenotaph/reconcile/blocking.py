"""Which stories are compared at all: pairs that share something that few share, near in time where time is known.

Comparing each with each grows with the square of a case. A pair is compared when its documents share rare names, when its stories
share a word of a place and the days do not stand against it, a day and a telling count, or a victim's full name. What shares
none of these would not be joined by what is left to compare.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from cenotaph.reconcile.profile import Profile
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import LONGEST_EVENT

__all__ = ["WINDOW", "find_pairs"]

MOST_DOCUMENTS = 120  # that may have a word which pairs are found by: commoner ones tell little and cost much
ENOUGH = 7.0  # weight of the shared names: two rare words, or three less rare
WINDOW = 62  # days between two reports that names alone bring together


def find_pairs(profiles: Sequence[Profile], rarity: Rarity) -> list[tuple[Profile, Profile]]:
    """Every pair of stories of different documents that shares enough, each once, by key."""
    by_key = {one.key: one for one in profiles}
    found = {*_by_names(profiles, rarity), *_by_block(profiles), *_without_day(profiles)}
    return [(by_key[a], by_key[b]) for a, b in sorted(found)]


def _by_names(profiles: Sequence[Profile], rarity: Rarity) -> Iterator[tuple[str, str]]:
    posted: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        for word in one.words:
            if rarity.written[word] <= MOST_DOCUMENTS:
                posted[word].append(one)
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for word in sorted(posted):
        weight = rarity.weight(word)
        for a, b in _near(posted[word]):
            shared[min(a.key, b.key), max(a.key, b.key)] += weight
    return (pair for pair, weight in shared.items() if weight >= ENOUGH)


def _near(posted: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of different documents that were said within the window, or of which one has no day."""
    ordered = sorted(posted, key=lambda one: (one.said if one.said is not None else -math.inf, one.key))
    undated = [one for one in ordered if one.said is None]
    dated = [one for one in ordered if one.said is not None]
    for n, a in enumerate(dated):
        for b in dated[n + 1 :]:
            if (b.said or 0) - (a.said or 0) > WINDOW:
                break
            if a.document_id != b.document_id:
                yield a, b
    for n, a in enumerate(undated):
        for b in (*undated[n + 1 :], *dated):
            if a.document_id != b.document_id:
                yield a, b


def _by_block(profiles: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    blocks: dict[object, list[Profile]] = defaultdict(list)
    for one in profiles:
        for key in set(_block_keys(one)):
            blocks[key].append(one)
    for block in blocks.values():
        for a, b in combinations(sorted(block, key=lambda one: one.key), 2):
            if a.document_id != b.document_id:
                yield a.key, b.key


def _without_day(profiles: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    """Stories that give no day, with all of their place that were said within the window."""
    posted: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        for word in {word for place in one.places for word in place} | one.place_ids:
            posted[word].append(one)
    for found in posted.values():
        if len(found) <= MOST_DOCUMENTS:
            for a, b in _near(found):
                if not (a.precise and b.precise):
                    yield min(a.key, b.key), max(a.key, b.key)


def _block_keys(one: Profile) -> Iterator[object]:
    for name in one.names:
        yield "name", name
    if one.date is None or not one.precise:
        return
    places = {word for place in one.places for word in place} | one.place_ids
    first, last = one.date.start.toordinal(), one.date.end.toordinal()
    around = (day + step for day in (first, last) for step in (-LONGEST_EVENT, LONGEST_EVENT))
    for week in {day // (2 * LONGEST_EVENT) for day in around}:
        for place in places:
            yield "place and days", place, week
    for day in range(first - 1, last + 2):
        for count in one.counts:
            yield "day and count", day, count
