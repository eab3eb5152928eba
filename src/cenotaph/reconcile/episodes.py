"""Cuts the claims of one document into episodes: stretches about one event, by date, place, part and nearness.

A first cut: `stories` puts together what one report scatters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from cenotaph.model import ClaimInDocument, ClaimScope, DateInterval, PlaceRef, Span
from cenotaph.reconcile.story import MOST_TIMES, Story, generic_place_words
from cenotaph.text import same_place

__all__ = ["find_episodes"]


def find_episodes(
    claims: Iterable[ClaimInDocument], apart: Mapping[str, frozenset[str]], resolve: Callable[[PlaceRef], PlaceRef]
) -> list[Story]:
    """The episodes of one document's claims, which come in text order. `resolve` looks a place up in the gazetteer.

    `apart` names the claims that people hold apart from a claim; they share no episode. A row of a table of events is an episode
    of its own.
    """
    episodes: list[Story] = []
    home: dict[str, Story] = {}
    rows: dict[Span, Story] = {}
    for stated in claims:
        claim = stated.claim
        if claim.is_row:
            episode: Story | None = rows.get(claim.evidence)
        else:
            against = apart.get(claim.id, frozenset())
            open_ones = episodes
            if against or rows:
                open_ones = [one for one in episodes if not any(c.claim.is_row or c.claim.id in against for c in one.claims)]
            episode = _home(stated, open_ones, home, resolve)
        if episode is None:
            episode = Story([])
            episodes.append(episode)
        _enter(stated, episode, resolve)
        home[claim.id] = episode
        if claim.is_row:
            rows[claim.evidence] = episode
    return episodes


def _enter(stated: ClaimInDocument, episode: Story, resolve: Callable[[PlaceRef], PlaceRef]) -> None:
    episode.claims.append(stated)
    if stated.claim.scope != ClaimScope.INCIDENT:
        return
    if stated.claim.date is not None and stated.claim.date.interval is not None:
        episode.dates.append(stated.claim.date.interval)
    if stated.claim.place is not None:
        episode.places.append(resolve(stated.claim.place.place))


def _home(
    stated: ClaimInDocument,
    open_ones: Sequence[Story],
    home: Mapping[str, Story],
    resolve: Callable[[PlaceRef], PlaceRef],
) -> Story | None:
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


def _same_number(stated: ClaimInDocument, episode: Story) -> bool:
    """A lead without date or place ("40 dead in raid") and the sentence that places the same number."""
    return any((c.claim.harm, c.claim.count) == (stated.claim.harm, stated.claim.count) for c in episode.claims)


def _same_size(stated: ClaimInDocument, episode: Story) -> bool:
    """Whether a number can be of the episode where neither date nor place tells: within ten times of the others of its harm."""
    mine = stated.claim.count.high or stated.claim.count.low or 0
    others = [
        c.claim.count.high or c.claim.count.low or 0
        for c in episode.claims
        if c.claim.harm == stated.claim.harm and c.claim.scope == ClaimScope.INCIDENT
    ]
    if stated.claim.scope != ClaimScope.INCIDENT or mine < 2 or not others:
        return True
    low, high = sorted((mine, max(others)))
    return high <= MOST_TIMES * max(low, 1)


def _fits(episode: Story, date: DateInterval | None, place: PlaceRef | None, generic: frozenset[str]) -> bool:
    """Whether a date and place, as far as known, agree with an episode that knows at least as much of one of them."""
    dates_known = date is not None and bool(episode.dates)
    places_known = place is not None and bool(episode.places)
    if dates_known and date is not None and not all(date.overlaps(d, 1) for d in episode.dates):
        return False
    same = places_known and place is not None and any(same_place(place, p, generic) for p in episode.places)
    if places_known and not same:
        return False
    return dates_known or places_known
