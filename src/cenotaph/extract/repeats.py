"""Drops mentions that only point back: "the two men" after "two men were killed", with nothing new said of them."""

from collections.abc import Sequence

from cenotaph.extract.draft import Draft

__all__ = ["drop_repeats"]


def drop_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without bare definites that repeat an earlier harm and number from no new source."""
    kept: list[Draft] = []
    dropped: dict[int, Draft] = {}
    for draft in drafts:
        first = _said_before(draft, kept)
        if first is None:
            kept.append(draft)
        else:
            dropped[id(draft)] = first
    for draft in kept:
        if draft.part_of is not None and id(draft.part_of) in dropped:
            draft.part_of = dropped[id(draft.part_of)]
            if draft.part_of is draft:
                draft.part_of = None
    return kept


def _said_before(draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    group = draft.sentence.chunks[draft.victim].group
    if group is None or not group.definite or draft.part_of is not None:
        return None
    for earlier in kept:
        repeats = earlier.harm == draft.harm and earlier.count == draft.count and earlier.sentence is not draft.sentence
        if repeats and (draft.speaker is None or earlier.speaker == draft.speaker):
            return earlier
    return None
