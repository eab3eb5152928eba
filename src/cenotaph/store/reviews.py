"""How far each claim has been read, as the ledger's decisions come to: kept beside the claims so that a queue is one query."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from cenotaph.model import ReviewState
from cenotaph.store.in_parts import in_parts
from cenotaph.store.queue import QueueStore
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["ReviewStore"]

claim = metadata.tables["claim"]
review = metadata.tables["claim_review"]


class ReviewStore:
    """Reviews over one connection. Each entry: claim id, state, and the names of those for, against and who mended it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, entries: Sequence[tuple[str, str, Sequence[str], Sequence[str], Sequence[str]]]) -> None:
        """Put these reviews in the place of the former ones of the same claims. One that nobody stands in any more is none."""
        for some in in_parts(entries):
            self._connection.execute(delete(review).where(review.c.claim_id.in_([entry[0] for entry in some])))
            known = set(
                self._connection.execute(select(claim.c.id).where(claim.c.id.in_([entry[0] for entry in some]))).scalars()
            )
            rows = [
                {
                    "claim_id": claim_id,
                    "state": state,
                    "accepted_by": dump(list(accepted)),
                    "rejected_by": dump(list(rejected)),
                    "edited_by": dump(list(edited)),
                }
                for claim_id, state, accepted, rejected, edited in some
                if claim_id in known and (accepted or rejected or edited)
            ]
            if rows:
                self._connection.execute(insert(review), rows)
            states = {row["claim_id"]: str(row["state"]) for row in rows}
            QueueStore(self._connection).set_states({one: states.get(one, ReviewState.OPEN) for one in known})

    def clear(self) -> None:
        """Forget all reviews; they are worked out anew from the ledger."""
        self._connection.execute(delete(review))
        QueueStore(self._connection).reopen()

    def states(self) -> dict[str, str]:
        """The state of every claim that somebody read."""
        return {row.claim_id: str(row.state) for row in self._connection.execute(select(review.c.claim_id, review.c.state))}

    def of(self, claims: Sequence[str] | None = None) -> dict[str, Mapping[str, Any]]:
        """The reviews of these claims, or of all: state, accepted_by, rejected_by, edited_by; claims nobody read are left out."""
        query = select(review) if claims is None else select(review).where(review.c.claim_id.in_(list(claims)))
        found = self._connection.execute(query).mappings()
        return {
            row["claim_id"]: {
                "state": row["state"],
                **{name: json.loads(row[name]) for name in ("accepted_by", "rejected_by", "edited_by")},
            }
            for row in found
        }
