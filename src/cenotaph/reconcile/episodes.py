"""Groups the claims of one document into episodes: stretches about one event, by date, place, part and nearness.

Works on one document alone, so the result cannot depend on the order in which documents were added.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cenotaph.model import ClaimInDocument, ClaimScope, DateInterval, PlaceRef, Span
from cenotaph.text import fold, load_lexicon, same_place

__all__ = ["Episode", "find_episodes", "generic_place_words"]

PRECISE_DAYS = 7  # a week, UCDP's date_prec 3: coarser dates join only where one incident can be meant
TELLING = 5  # people: smaller numbers are equal by chance on one day
MOST_TIMES = 10  # as between documents; see match.py


@dataclass(eq=False, slots=True)
class Episode:
    """Claims of one document about one event, with what identifies it."""

    claims: list[ClaimInDocument]
    dates: list[DateInterval] = field(default_factory=list)
    places: list[PlaceRef] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The first claim's id: every claim is in one episode only."""
        return self.claims[0].claim.id

    @property
    def date(self) -> DateInterval | None:
        """The most precise date, the earlier where two are equally so."""
        return min(self.dates, key=lambda d: (d.days, d.start), default=None)

    @property
    def precise(self) -> bool:
        """Whether the date is known to a week or better."""
        return self.date is not None and self.date.days <= PRECISE_DAYS

    def names(self) -> frozenset[str]:
        """Folded names of named victims with at least two words."""
        return frozenset(fold(n.text) for c in self.claims for n in c.claim.names if len(n.text.split()) > 1)

    def counts(self) -> frozenset[tuple[str, int]]:
        """Exact counts of five and more, with their harm."""
        return frozenset(
            (c.claim.harm, c.claim.count.low or 0)
            for c in self.claims
            if c.claim.count.exact and (c.claim.count.low or 0) >= TELLING
        )

    def parties(self) -> frozenset[str]:
        """Folded words of the alleged perpetrators that are long enough to tell one from another."""
        words = (
            word for c in self.claims if c.claim.alleged_perpetrator for word in fold(c.claim.alleged_perpetrator.text).split()
        )
        return frozenset(word for word in words if len(word) > 3)


def generic_place_words(language: str) -> frozenset[str]:
    """Words that name no place by themselves ("city", "northern")."""
    return load_lexicon(language).words("places", "generic")


def find_episodes(
    claims: Iterable[ClaimInDocument], apart: Mapping[str, frozenset[str]], resolve: Callable[[PlaceRef], PlaceRef]
) -> list[Episode]:
    """The episodes of one document's claims, which come in text order. `resolve` looks a place up in the gazetteer.

    `apart` names the claims that people hold apart from a claim; they share no episode. A row of a table of events is an episode
    of its own.
    """
    episodes: list[Episode] = []
    home: dict[str, Episode] = {}
    rows: dict[Span, Episode] = {}
    for stated in claims:
        claim = stated.claim
        if claim.is_row:
            episode: Episode | None = rows.get(claim.evidence)
        else:
            against = apart.get(claim.id, frozenset())
            open_ones = episodes
            if against or rows:
                open_ones = [one for one in episodes if not any(c.claim.is_row or c.claim.id in against for c in one.claims)]
            episode = _home(stated, open_ones, home, resolve)
        if episode is None:
            episode = Episode([])
            episodes.append(episode)
        _enter(stated, episode, resolve)
        home[claim.id] = episode
        if claim.is_row:
            rows[claim.evidence] = episode
    return episodes


def _enter(stated: ClaimInDocument, episode: Episode, resolve: Callable[[PlaceRef], PlaceRef]) -> None:
    episode.claims.append(stated)
    if stated.claim.scope != ClaimScope.INCIDENT:
        return
    if stated.claim.date is not None and stated.claim.date.interval is not None:
        episode.dates.append(stated.claim.date.interval)
    if stated.claim.place is not None:
        episode.places.append(resolve(stated.claim.place.place))


def _home(
    stated: ClaimInDocument,
    open_ones: Sequence[Episode],
    home: Mapping[str, Episode],
    resolve: Callable[[PlaceRef], PlaceRef],
) -> Episode | None:
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


def _same_number(stated: ClaimInDocument, episode: Episode) -> bool:
    """A lead without date or place ("40 dead in raid") and the sentence that places the same number."""
    return any((c.claim.harm, c.claim.count) == (stated.claim.harm, stated.claim.count) for c in episode.claims)


def _same_size(stated: ClaimInDocument, episode: Episode) -> bool:
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


def _fits(episode: Episode, date: DateInterval | None, place: PlaceRef | None, generic: frozenset[str]) -> bool:
    """Whether a date and place, as far as known, agree with an episode that knows at least as much of one of them."""
    dates_known = date is not None and bool(episode.dates)
    places_known = place is not None and bool(episode.places)
    if dates_known and date is not None and not all(date.overlaps(d, 1) for d in episode.dates):
        return False
    same = places_known and place is not None and any(same_place(place, p, generic) for p in episode.places)
    if places_known and not same:
        return False
    return dates_known or places_known
