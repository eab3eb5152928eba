"""Cuts the claims of one document into episodes: stretches about one event, by date, place, part and nearness.

A first cut: `stories` puts together what one report scatters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cenotaph.model import ClaimInDocument, ClaimScope, CountRange, DateInterval, PlaceRef, Span
from cenotaph.reconcile.story import MOST_TIMES, Story, generic_place_words
from cenotaph.text import same_place

__all__ = ["find_episodes"]


@dataclass(eq=False, slots=True)
class _Episode:
    """A story as it grows, with each of its days, places and numbers once: a text may repeat one ten thousand times."""

    story: Story = field(default_factory=lambda: Story([]))
    dates: set[DateInterval] = field(default_factory=set)
    places: set[PlaceRef] = field(default_factory=set)
    numbers: set[tuple[str, CountRange]] = field(default_factory=set)
    largest: dict[str, int] = field(default_factory=dict)

    def holds(self, against: frozenset[str]) -> bool:
        """Whether it is a row's, or has a claim of `against`."""
        claims = self.story.claims
        return bool(claims) and claims[0].claim.is_row or bool(against) and any(c.claim.id in against for c in claims)

    def enter(self, stated: ClaimInDocument, resolve: Callable[[PlaceRef], PlaceRef]) -> None:
        """Take a claim in."""
        claim = stated.claim
        self.story.claims.append(stated)
        self.numbers.add((claim.harm, claim.count))
        if claim.scope != ClaimScope.INCIDENT:
            return
        self.largest[claim.harm] = max(self.largest.get(claim.harm, 0), _number(stated))
        if claim.date is not None and claim.date.interval is not None:
            self.story.dates.append(claim.date.interval)
            self.dates.add(claim.date.interval)
        if claim.place is not None:
            place = resolve(claim.place.place)
            self.story.places.append(place)
            self.places.add(place)


def find_episodes(
    claims: Iterable[ClaimInDocument], apart: Mapping[str, frozenset[str]], resolve: Callable[[PlaceRef], PlaceRef]
) -> list[Story]:
    """The episodes of one document's claims, which come in text order. `resolve` looks a place up in the gazetteer.

    `apart` names the claims that people hold apart from a claim; they share no episode. A row of a table of events is an episode
    of its own.
    """
    episodes: list[_Episode] = []
    home: dict[str, _Episode] = {}
    rows: dict[Span, _Episode] = {}
    for stated in claims:
        claim = stated.claim
        in_row = claim.is_row or claim.is_table_row
        if in_row:
            episode: _Episode | None = rows.get(claim.evidence)
        else:
            against = apart.get(claim.id, frozenset())
            open_ones = episodes
            if against or rows:
                open_ones = [one for one in episodes if not one.holds(against)]
            episode = _home(stated, open_ones, home, resolve)
        if episode is None:
            episode = _Episode()
            episodes.append(episode)
        episode.enter(stated, resolve)
        home[claim.id] = episode
        if in_row:
            rows[claim.evidence] = episode
    return [episode.story for episode in episodes]


def _home(
    stated: ClaimInDocument,
    open_ones: Sequence[_Episode],
    home: Mapping[str, _Episode],
    resolve: Callable[[PlaceRef], PlaceRef],
) -> _Episode | None:
    claim = stated.claim
    whole = home.get(claim.part_of or "")
    if whole is not None and any(whole is one for one in open_ones):
        return whole
    if not open_ones:
        return None
    date = claim.date.interval if claim.date is not None else None
    place = resolve(claim.place.place) if claim.place is not None else None
    if claim.scope != ClaimScope.INCIDENT or date is None and place is None:
        return open_ones[-1] if _same_size(stated, open_ones[-1]) else None
    for episode in reversed(open_ones):
        if not episode.dates and not episode.places:
            if _same_number(stated, episode):
                return episode
            continue
        if _fits(episode, date, place, generic_place_words(stated.language)):
            return episode
    return None


def _same_number(stated: ClaimInDocument, episode: _Episode) -> bool:
    """A lead without date or place ("40 dead in raid") and the sentence that places the same number."""
    return (stated.claim.harm, stated.claim.count) in episode.numbers


def _same_size(stated: ClaimInDocument, episode: _Episode) -> bool:
    """Whether a number can be of the episode where neither date nor place tells: within ten times of the others of its harm."""
    mine = _number(stated)
    largest = episode.largest.get(stated.claim.harm)
    if stated.claim.scope != ClaimScope.INCIDENT or mine < 2 or largest is None:
        return True
    low, high = sorted((mine, largest))
    return high <= MOST_TIMES * max(low, 1)


def _number(stated: ClaimInDocument) -> int:
    return stated.claim.count.high or stated.claim.count.low or 0


def _fits(episode: _Episode, date: DateInterval | None, place: PlaceRef | None, generic: frozenset[str]) -> bool:
    """Whether a date and place, as far as known, agree with an episode that knows at least as much of one of them."""
    dates_known = date is not None and bool(episode.dates)
    places_known = place is not None and bool(episode.places)
    if dates_known and date is not None and not all(date.overlaps(d, 1) for d in episode.dates):
        return False
    same = places_known and place is not None and any(same_place(place, p, generic) for p in episode.places)
    if places_known and not same:
        return False
    return dates_known or places_known
