"""A story: what one document tells of one event, and what that event is known by."""

from collections import Counter
from dataclasses import dataclass, field

from cenotaph.model import ClaimInDocument, ClaimScope, DateInterval, Harm, PlaceRef, TextMarks
from cenotaph.text import fold, load_lexicon
from cenotaph.text.places import place_key

__all__ = ["LATER", "LEAD", "LONGEST_EVENT", "MANY", "MOST_TIMES", "Story", "generic_place_words", "of_other_size"]

PRECISE_DAYS = 7  # a week, UCDP's date_prec 3: coarser dates join only where one incident can be meant
LONGEST_EVENT = 4  # days: a siege or a massacre of a long week end is one event; what lasts longer is a campaign
LATER = 31  # days after which a report looks back
MOST_TIMES = 10  # numbers of one event differ by rumour up to ten times; beyond, one is of something larger
LEAD = 600  # characters: what a report tells first it mainly tells
MANY = 100  # people: beside one or a few of the news, a number of something larger
TELLING = 5  # people: smaller numbers are equal by chance on one day


def generic_place_words(language: str) -> frozenset[str]:
    """Words that name no place by themselves ("city", "northern")."""
    return load_lexicon(language).words("places", "generic")


def of_other_size(first: int, second: int) -> bool:
    """Whether of two numbers of several people one is more than ten times the other."""
    low, high = sorted((first, second))
    return low > 1 and high > MOST_TIMES * low


@dataclass(eq=False, slots=True)
class Story:
    """Claims of one document about one event, with the days and places they give and the marks of the document.

    `main`: it is what the document mainly tells of, so that the document's marks are the event's.
    """

    claims: list[ClaimInDocument]
    dates: list[DateInterval] = field(default_factory=list)
    places: list[PlaceRef] = field(default_factory=list)
    marks: TextMarks = field(default_factory=TextMarks)
    main: bool = True

    @property
    def key(self) -> str:
        """The first claim's id: every claim is in one story only."""
        return self.claims[0].claim.id

    @property
    def document_id(self) -> str:
        """The document that tells it."""
        return self.claims[0].document_id

    @property
    def date(self) -> DateInterval | None:
        """Of the most precise dates the one most claims give; the earlier where two are equal."""
        given = Counter(self.dates)
        precise = {d: n for d, n in given.items() if d.days <= PRECISE_DAYS}
        if precise:
            return min(precise, key=lambda d: (-precise[d], d.days, d.start))
        return min(self.dates, key=lambda d: (d.days, d.start), default=None)

    def days_said(self) -> tuple[DateInterval, ...]:
        """The days that claims give in so many words, nothing inferred."""
        said = (c.claim.date for c in self.claims if c.claim.scope == ClaimScope.INCIDENT and c.claim.date is not None)
        found = {d.interval for d in said if d.interval is not None and not d.inferred and d.interval.days <= PRECISE_DAYS}
        return tuple(sorted(found, key=lambda d: (d.start, d.end)))

    @property
    def precise(self) -> bool:
        """Whether the date is known to a week or better."""
        return self.precise_date is not None

    @property
    def precise_date(self) -> DateInterval | None:
        """The date, if it is known to a week or better."""
        date = self.date
        return date if date is not None and date.days <= PRECISE_DAYS else None

    @property
    def said(self) -> int | None:
        """The day it was said, as an ordinal."""
        said_on = self.claims[0].said_on
        return said_on.start.toordinal() if said_on else None

    @property
    def looks_back(self) -> bool:
        """Whether it was said long after the day that it gives."""
        date = self.precise_date
        return date is not None and self.said is not None and self.said - date.end.toordinal() > LATER

    def days_and_places(self) -> frozenset[tuple[str, frozenset[str]]]:
        """Its day, if it is known to a week or better, with each of its places."""
        date = self.precise_date
        if date is None:
            return frozenset()
        unknown, ids = self.place_words()
        return frozenset((date.edtf, place) for place in (*unknown, *(frozenset([known]) for known in ids)))

    def place_words(self) -> tuple[frozenset[frozenset[str]], frozenset[str]]:
        """The words of each place that no gazetteer knows, and the ids of those that one does."""
        generic = generic_place_words(self.claims[0].language)
        unknown = (place.name for place in self.places if not place.gazetteer_id)
        words = (frozenset((place_key(name, generic) or place_key(name)).split()) for name in unknown)
        return frozenset(filter(None, words)), frozenset(p.gazetteer_id for p in self.places if p.gazetteer_id)

    def names(self) -> frozenset[str]:
        """Folded names of named victims with at least two words."""
        return frozenset(fold(n.text) for c in self.claims for n in c.claim.names if len(n.text.split()) > 1)

    def surnames(self) -> frozenset[str]:
        """The last words, folded, of the victims' names."""
        return frozenset(fold(n.text.split()[-1]) for c in self.claims for n in c.claim.names if n.text.split())

    def counts(self, least: int = TELLING) -> frozenset[tuple[str, int]]:
        """Exact counts of `least` and more, five if not told otherwise, with their harm."""
        return frozenset(
            (c.claim.harm, c.claim.count.low or 0)
            for c in self.claims
            if c.claim.count.exact and (c.claim.count.low or 0) >= least
        )

    def most(self, harm: Harm) -> int | None:
        """The largest number of people of a harm that is no total over a period, None where nothing tells of it."""
        told = (c.claim for c in self.claims if c.claim.harm == harm and c.claim.scope == ClaimScope.INCIDENT)
        return max((claim.count.high or claim.count.lowest for claim in told if "families" not in claim.groups), default=None)

    def parties(self) -> frozenset[str]:
        """Folded words of the alleged perpetrators that are long enough to tell one from another."""
        words = (
            word for c in self.claims if c.claim.alleged_perpetrator for word in fold(c.claim.alleged_perpetrator.text).split()
        )
        return frozenset(word for word in words if len(word) > 3)
