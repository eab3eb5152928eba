"""Makes of a story the keys that it is found by. They rest on the story alone, not on the case, and so stay when others come."""

from collections.abc import Iterator

from cenotaph.model import StoryKeys, pack
from cenotaph.reconcile.story import LONGEST_EVENT, Story

__all__ = ["story_keys"]


def story_keys(story: Story) -> StoryKeys:
    """The keys of one story."""
    unknown, ids = story.place_words()
    named = {word for words in unknown for word in words} | ids
    return StoryKeys(
        key=story.key,
        document_id=story.document_id,
        said=story.said,
        precise=story.precise,
        looks_back=story.looks_back,
        names=pack((word,) for word in story.marks.names),
        places=pack((word,) for word in named),
        blocks=pack(_blocks(story, named)),
        days=pack((day, *sorted(place)) for day, place in story.days_and_places()),
    )


def _blocks(story: Story, places: set[str]) -> Iterator[tuple[object, ...]]:
    """A victim's full name, a place and about a fortnight, a day and a telling count: what alone brings two stories together."""
    for name in story.names():
        yield "name", name
    date = story.precise_date
    if date is None:
        return
    first, last = date.start.toordinal(), date.end.toordinal()
    around = (day + step for day in (first, last) for step in (-LONGEST_EVENT, LONGEST_EVENT))
    for week in {day // (2 * LONGEST_EVENT) for day in around}:
        for place in places:
            yield "place and days", place, week
    for day in range(first - 1, last + 2):
        for harm, count in story.counts():
            yield "day and count", day, harm, count
