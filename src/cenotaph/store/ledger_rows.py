"""The rows of the ledger: read and append, nothing else. There is no way to change or remove one."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from cenotaph.model import Decision, DecisionKind
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["LedgerStore"]

decision = metadata.tables["decision"]


class LedgerStore:
    """Decisions over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Decision]:
        """Every decision, in order."""
        return self._made(select(decision))

    def of_kinds(self, kinds: Sequence[str]) -> list[Decision]:
        """Every decision of these kinds, in order."""
        return self._made(select(decision).where(decision.c.kind.in_(list(kinds))))

    def _made(self, query: Select[Any]) -> list[Decision]:
        return [
            Decision(
                number=row.number,
                kind=DecisionKind(row.kind),
                subjects=tuple(json.loads(row.subjects)),
                details=json.loads(row.details),
                decided_by=row.decided_by,
                decided_at=datetime.fromisoformat(row.decided_at),
                why=row.why,
                previous_hash=row.previous_hash,
                hash=row.hash,
            )
            for row in self._connection.execute(query.order_by(decision.c.number))
        ]

    def head(self, kinds: Sequence[str] | None = None) -> int:
        """The number of the last decision, of these kinds where some are named; 0 before the first."""
        query = select(func.coalesce(func.max(decision.c.number), 0))
        if kinds is not None:
            query = query.where(decision.c.kind.in_(list(kinds)))
        return int(self._connection.execute(query).scalar() or 0)

    def append(self, made: Decision) -> None:
        """Add one decision. The number is the primary key, so two writers cannot both be next."""
        self._connection.execute(
            insert(decision),
            {
                "number": made.number,
                "kind": made.kind,
                "subjects": dump(list(made.subjects)),
                "details": dump(dict(made.details)),
                "decided_by": made.decided_by,
                "decided_at": made.decided_at.isoformat(),
                "why": made.why,
                "previous_hash": made.previous_hash,
                "hash": made.hash,
            },
        )
