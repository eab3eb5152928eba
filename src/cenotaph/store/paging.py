"""Turns the pages of a long list by the row where the last page ended, not by how many rows lie before it: the database goes to
that row by its index, and a row that came or went meanwhile moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, tuple_

__all__ = ["FIRST", "Turn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The page after the row of an id, or before it; with neither, the first. A row that there is no more leads to the first."""

    after: str = ""
    before: str = ""

    def page(
        self, connection: Connection, query: Select[Any], order: Sequence[ColumnElement[Any]], limit: int, *, down: bool = False
    ) -> list[str]:
        """As many ids of `query`, whose only column they are, in `order`, all of it upward or all `down`; together its columns
        tell rows apart.
        """
        (key,) = query.selected_columns
        edge = self.before or self.after
        at = connection.execute(query.with_only_columns(*order).where(key == edge)).first() if edge else None
        back = bool(self.before) and at is not None
        if at is not None:
            query = query.where(tuple_(*order) < tuple_(*at) if back != down else tuple_(*order) > tuple_(*at))
        query = query.order_by(*(column.desc() if back != down else column for column in order)).limit(limit)
        found = [str(one) for one in connection.execute(query).scalars()]
        return found[::-1] if back else found


FIRST = Turn()
