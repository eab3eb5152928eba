"""What a story is compared by, worked out once: days, places, people, numbers, and the weighed words that its document names."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from cenotaph.model import DateInterval, Harm
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import Story
from cenotaph.text import fold, load_lexicon

__all__ = ["Profile", "profile_story"]

SHORTEST = 4  # letters of a word that describes victims


@dataclass(frozen=True, slots=True)
class Profile:
    """One story in the terms of the comparison. `words`: the names of its document and their weights, `norm` their
    length; `rare_terms`: the other words that few documents have.
    """

    key: str
    document_id: str
    main: bool
    date: DateInterval | None
    precise: bool
    days_said: tuple[DateInterval, ...]
    said: int | None
    places: tuple[frozenset[str], ...]
    place_ids: frozenset[str]
    rare_places: frozenset[str]
    names: frozenset[str]
    most: Mapping[str, int]
    counts: frozenset[tuple[str, int]]
    described: Mapping[tuple[str, int], frozenset[str]]
    parties: frozenset[str]
    words: Mapping[str, float]
    norm: float
    pairs: frozenset[str]
    rare_names: frozenset[str]
    rare_terms: frozenset[str]
    ages: frozenset[int]


def profile_story(story: Story, rarity: Rarity) -> Profile:
    """The profile of one story; `rarity` is of the whole case."""
    words = {word: rarity.weight(word) for word in sorted(story.marks.names)}
    places, place_ids = story.place_words()
    return Profile(
        key=story.key,
        document_id=story.document_id,
        main=story.main,
        date=story.date,
        precise=story.precise,
        days_said=story.days_said(),
        said=story.said,
        places=tuple(sorted(places, key=sorted)),
        place_ids=place_ids,
        rare_places=frozenset(word for named in places for word in named if rarity.is_telling_place(word)),
        names=story.names(),
        most={harm: most for harm in Harm if (most := story.most(harm)) is not None},
        counts=story.counts(),
        described=_described(story),
        parties=story.parties(),
        words=words,
        norm=math.sqrt(sum(weight**2 for weight in words.values())) or 1.0,
        pairs=story.marks.pairs,
        rare_names=frozenset(word for word in story.marks.names if rarity.is_rare(word)),
        rare_terms=frozenset(word for word in story.marks.terms if rarity.is_rare(word)),
        ages=story.marks.ages,
    )


def _described(story: Story) -> dict[tuple[str, int], frozenset[str]]:
    """By exact count, the folded words that describe its victims, bare of the number and of words for people in general."""
    out: dict[tuple[str, int], frozenset[str]] = {}
    counts = story.counts()
    for stated in story.claims:
        key = (stated.claim.harm, stated.claim.count.low or 0)
        if key in counts:
            plain = load_lexicon(stated.language).words("persons", "plain_words")
            words = (w.rstrip("s") for w in fold(stated.victims_words).split() if w.isalpha() and w not in plain)
            out[key] = out.get(key, frozenset()) | {word for word in words if len(word) >= SHORTEST}
    return out
