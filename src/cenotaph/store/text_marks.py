"""The marks of documents, kept so that a text is gone through once, however often incidents are found anew."""

import json
from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any

from sqlalchemy import Connection, insert, select

from cenotaph.model import TextMarks
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["TextMarksStore"]

document = metadata.tables["document"]
text_marks = metadata.tables["text_marks"]
claim = metadata.tables["claim"]
AT_ONCE = 200  # texts in memory


class TextMarksStore:
    """Marks over one connection. The caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, TextMarks]:
        """The stored marks by document; equal words are one object, for a case has many documents and few words."""
        found = self._connection.execute(select(text_marks.c.document_id, text_marks.c.marks))
        return {row.document_id: _marks(json.loads(row.marks)) for row in found}

    def unmarked(self) -> Iterator[tuple[str, str, str]]:
        """Id, title and text of each document that tells of something and has no marks yet."""
        telling = select(claim.c.document_id).distinct()
        wanted = select(document.c.id).where(document.c.id.in_(telling), document.c.id.not_in(select(text_marks.c.document_id)))
        ids = list(self._connection.execute(wanted.order_by(document.c.id)).scalars())
        for at in range(0, len(ids), AT_ONCE):
            query = select(document.c.id, document.c.title, document.c.text).where(document.c.id.in_(ids[at : at + AT_ONCE]))
            for row in self._connection.execute(query.order_by(document.c.id)).all():
                yield row.id, row.title, row.text

    def add(self, marks: Mapping[str, TextMarks]) -> None:
        """Store marks of documents that have none."""
        rows = [{"document_id": key, "marks": dump(_data(one))} for key, one in marks.items()]
        if rows:
            self._connection.execute(insert(text_marks), rows)


def _data(one: TextMarks) -> dict[str, Any]:
    return {
        "names": sorted(one.names),
        "terms": sorted(one.terms),
        "pairs": sorted(one.pairs),
        "within": sorted(one.within),
        "ages": sorted(one.ages),
    }


def _marks(data: Mapping[str, Any]) -> TextMarks:
    return TextMarks(
        frozenset(map(intern, data["names"])),
        frozenset(map(intern, data["terms"])),
        frozenset(map(intern, data["pairs"])),
        frozenset((inner, outer) for inner, outer in data["within"]),
        frozenset(map(int, data["ages"])),
    )
