"""Drops mentions that only point back: "the two men" after "two men were killed", with nothing new said of them."""

from collections import defaultdict
from collections.abc import Sequence

from cenotaph.extract.draft import Draft
from cenotaph.extract.symbols import QUALIFIERS
from cenotaph.model import CountRange

__all__ = ["drop_repeats"]

MOST_LOOKED_AT = 50  # earlier claims of the same number, the latest first: bounds the time in a text of numbers only


def drop_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without bare definites that repeat an earlier harm and number from no new source."""
    kept: list[Draft] = []
    alike: dict[tuple[str, CountRange], list[Draft]] = defaultdict(list)
    dropped: dict[int, Draft] = {}
    for draft in drafts:
        first = _said_before(draft, alike[draft.harm, draft.count])
        if first is None:
            kept.append(draft)
            alike[draft.harm, draft.count].append(draft)
        else:
            dropped[id(draft)] = first
    for draft in kept:
        if draft.part_of is not None and id(draft.part_of) in dropped:
            draft.part_of = dropped[id(draft.part_of)]
            if draft.part_of is draft:
                draft.part_of = None
    return kept


def _said_before(draft: Draft, alike: Sequence[Draft]) -> Draft | None:
    group = draft.sentence.chunks[draft.victim].group
    if group is None or not group.definite or draft.part_of is not None:
        return None
    for earlier in alike[-MOST_LOOKED_AT:]:
        if (
            earlier.sentence is not draft.sentence
            and (draft.speaker is None or earlier.speaker == draft.speaker)
            and _same_people(draft, earlier)
        ):
            return earlier
    return None


def _same_people(draft: Draft, earlier: Draft) -> bool:
    """Whether a definite can mean the earlier victims. One person told by something new ("the man driving the bus") cannot,
    unless the head was said of the earlier one.
    """
    chunks = draft.sentence.chunks
    group = chunks[draft.victim].group
    after = chunks[draft.victim + 1].symbol if draft.victim + 1 < len(chunks) else ""
    if group is None or draft.count.low != 1 or after == "" or after not in QUALIFIERS:
        return True
    return group.head in {token.lower for token in earlier.sentence.tokens}
