"""Puts the episodes of one document together into stories: the event it mainly tells of, and others it mentions.

A report tells of one event unless its words say otherwise: a claim with no day or place of its own, a street where the headline
has the town, a hospital where the wounded lay, belong to the main story. Another day, another town, a number of another size
make another story. Works on one document alone, so the result cannot depend on the order in which documents were added.
"""

from collections.abc import Callable, Iterable, Mapping

from cenotaph.model import ClaimInDocument, ClaimScope, Harm, PlaceRef, Span, TextMarks
from cenotaph.reconcile.episodes import find_episodes
from cenotaph.reconcile.story import LEAD, LONGEST_EVENT, MANY, MOST_TIMES, Story, generic_place_words, of_other_size
from cenotaph.text import load_lexicon, mark_text, readable_languages, same_place
from cenotaph.text.places import place_key

__all__ = ["find_stories"]

SEVERAL = 2  # people, of whom one number in two places is one event
LEAD_WEIGHT = 3  # a claim of the lead beside one further down


def find_stories(
    claims: Iterable[ClaimInDocument],
    apart: Mapping[str, frozenset[str]],
    resolve: Callable[[PlaceRef], PlaceRef],
    marks: TextMarks,
) -> list[Story]:
    """The stories of one document's claims, which come in text order, the main one first.

    `marks` are the document's; a row of a table of events has its own. `apart` names the claims that people hold apart from a
    claim; they share no story. `resolve` looks a place up in the gazetteer.
    """
    episodes = sorted(find_episodes(claims, apart, resolve), key=lambda one: (-_weight(one), one.claims[0].claim.victims.start))
    stories: list[Story] = []
    for episode in episodes:
        if episode.claims[0].claim.is_row:
            episode.marks = mark_text(episode.claims[0].quote)
            stories.append(episode)
            continue
        for story in stories:
            if _is_of(story, episode) and not _held_apart(story, episode, apart):
                _take(story, episode)
                break
        else:
            episode.marks, episode.main = marks, not stories
            stories.append(episode)
    return stories


def _take(story: Story, episode: Story) -> None:
    story.claims = sorted([*story.claims, *episode.claims], key=lambda c: (c.claim.victims.start, c.claim.id))
    story.dates += episode.dates
    story.places += episode.places


def _weight(story: Story) -> int:
    """How much of the report it is: its claims, those of the lead more."""
    return sum(LEAD_WEIGHT if c.claim.evidence.start < LEAD else 1 for c in story.claims if c.claim.scope == ClaimScope.INCIDENT)


def _held_apart(story: Story, other: Story, apart: Mapping[str, frozenset[str]]) -> bool:
    ids = {c.claim.id for c in other.claims}
    return any(apart.get(c.claim.id, frozenset()) & ids for c in story.claims)


def _is_of(story: Story, other: Story) -> bool:
    """Whether nothing says that an episode is of another event."""
    if story.claims[0].claim.is_row:
        return False
    if story.dates and other.dates and not any(a.overlaps(b, LONGEST_EVENT) for a in story.dates for b in other.dates):
        return False
    if not _same_size(story, other) or _is_of_more(story, other):
        return False
    rows = (_rows(story), _rows(other))
    if all(rows) and rows[0] != rows[1]:
        return False
    if not story.places or not other.places or _same_people(story, other):
        return True
    if any(rows) and not any(_is_within(a, b, story.claims[0].language, story.marks) for a in story.places for b in other.places):
        return False
    return any(_related_places(a, b, story.claims[0].language, story.marks) for a in story.places for b in other.places)


def _rows(story: Story) -> frozenset[Span]:
    """The rows of tables that tell of a story."""
    return frozenset(c.claim.evidence for c in story.claims if c.claim.is_table_row)


def _related_places(a: PlaceRef, b: PlaceRef, language: str, marks: TextMarks) -> bool:
    """Whether two places can be one or lie in each other: one name, a house or street, or said side by side ("Ostra, Venn")."""
    return _is_spot(a, language) or _is_spot(b, language) or _is_within(a, b, language, marks)


def _is_within(a: PlaceRef, b: PlaceRef, language: str, marks: TextMarks) -> bool:
    """Whether two places are one by name, or are said side by side."""
    if same_place(a, b, generic_place_words(language)):
        return True
    first, second = place_key(a.name), place_key(b.name)
    return any(
        (inner.endswith(one) or one.endswith(inner)) and (outer.endswith(two) or two.endswith(outer))
        for inner, outer in marks.within
        for one, two in ((first, second), (second, first))
    )


def _is_spot(place: PlaceRef, language: str) -> bool:
    """A house, a street, a hospital: it lies in a town, whatever its name."""
    if language not in readable_languages():
        return False
    words = place_key(place.name).split()
    lexicon = load_lexicon(language)
    spots = {*lexicon.lists["places"]["kinds"]["exact"], *lexicon.words("places", "streets")}
    return any(word.isdigit() or word in spots for word in words)


def _is_of_more(story: Story, other: Story) -> bool:
    """As a war's dead behind the news of one: many more people than the story has, told past the lead and without a day."""
    if other.days_said() or min(c.claim.evidence.start for c in other.claims) < LEAD:
        return False
    told = ((story.most(harm), other.most(harm)) for harm in Harm)
    return any(one is not None and many is not None and many >= MANY > MOST_TIMES * one for one, many in told)


def _same_people(a: Story, b: Story) -> bool:
    """Whether both name one victim, or give one number of several people: then two places are two names of where it was."""
    if a.surnames() & b.surnames():
        return True
    return any(harm in (Harm.KILLED, Harm.INJURED) for harm, _ in a.counts(SEVERAL) & b.counts(SEVERAL))


def _same_size(a: Story, b: Story) -> bool:
    """Whether no number of the one is of another size; one person may be one of many."""
    told = ((a.most(harm), b.most(harm)) for harm in Harm)
    return not any(ours is not None and theirs is not None and of_other_size(ours, theirs) for ours, theirs in told)
