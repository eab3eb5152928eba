"""What stories are found by, which of them may be of one event, and how far the last reconciling went.

All of it can be worked out from claims and decisions, and is kept so that a few new reports cost what they touch, not the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select, update

from cenotaph.model import StoryKeys
from cenotaph.store.in_parts import in_parts
from cenotaph.store.tables import metadata

__all__ = ["Reconciled", "StoryStore"]

story = metadata.tables["story"]
story_pair = metadata.tables["story_pair"]
reconciled = metadata.tables["reconciled"]
claim = metadata.tables["claim"]
AT_ONCE = 5_000  # rows inserted
KEYS = [column for column in story.c if column.name != "stale"]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The last reconciling: `how` it was done (what of the method would give other incidents), with how many documents that tell
    of something, under the decisions up to which number.
    """

    how: str
    documents: int
    decisions: int


class StoryStore:
    """Stories over one connection. The caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> Reconciled | None:
        """The last reconciling; None where there was none."""
        row = self._connection.execute(select(reconciled)).first()
        return Reconciled(*row) if row else None

    def all(self) -> list[StoryKeys]:
        """The keys of every story, as the last reconciling found it, by key."""
        return [
            StoryKeys(*row[:5], *(bytes(packed) for packed in row[5:]))
            for row in self._connection.execute(select(*KEYS).order_by(story.c.key))
        ]

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs that may be of one event, each once."""
        return [(row.first, row.second) for row in self._connection.execute(select(story_pair))]

    def changed_documents(self) -> list[str]:
        """Documents whose stories are not as the last reconciling found them: new ones, and those marked as stale."""
        known = select(story.c.document_id).where(story.c.stale.is_(False))
        query = select(claim.c.document_id).distinct().where(claim.c.document_id.not_in(known))
        return sorted(self._connection.execute(query).scalars())

    def mark_stale(self, document_ids: Iterable[str]) -> None:
        """Something about these documents changed: their stories are to be found anew."""
        for some in in_parts(document_ids):
            self._connection.execute(update(story).where(story.c.document_id.in_(some)).values(stale=True))

    def put(
        self,
        changed: Sequence[str],
        stories: Iterable[StoryKeys],
        touched: Iterable[str],
        pairs: Iterable[tuple[str, str]],
        state: Reconciled,
    ) -> None:
        """Put the `stories` of the `changed` documents in the place of those they had, and the `pairs` that have a
        `touched` story in the place of those such stories had.
        """
        for some in in_parts(touched):
            gone = or_(story_pair.c.first.in_(some), story_pair.c.second.in_(some))
            self._connection.execute(delete(story_pair).where(gone))
        for some in in_parts(changed):
            self._connection.execute(delete(story).where(story.c.document_id.in_(some)))
        for found in in_parts(stories, AT_ONCE):
            rows = [{name: getattr(one, name) for name in StoryKeys.__slots__} | {"stale": False} for one in found]
            self._connection.execute(insert(story), rows)
        for may_be_one in in_parts(pairs, AT_ONCE):
            self._connection.execute(insert(story_pair), [{"first": a, "second": b} for a, b in may_be_one])
        self._connection.execute(delete(reconciled))
        self._connection.execute(insert(reconciled), {name: getattr(state, name) for name in Reconciled.__slots__})

    def clear(self) -> None:
        """Forget everything, as before the first reconciling."""
        for table in (story_pair, story, reconciled):
            self._connection.execute(delete(table))
