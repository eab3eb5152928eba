"""What a story is found by, without its words: enough to tell which stories are to be compared with it."""

from dataclasses import dataclass

__all__ = ["StoryKeys"]


@dataclass(frozen=True, slots=True)
class StoryKeys:
    """One story, called by its first claim's id. `said`: the day it was said, as an ordinal; `precise`: it gives its own day to a
    week or better; `looks_back`: it was said long after.

    Packed numbers (`model.packed`): `names` of the words its text writes as names; `places` of the words of its places; `blocks`
    of what alone brings two stories together (a full name, a place and week, a day and a count); `days` of its day with each of
    its places.
    """

    key: str
    document_id: str
    said: int | None
    precise: bool
    looks_back: bool
    names: bytes
    places: bytes
    blocks: bytes
    days: bytes
