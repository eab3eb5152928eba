"""The marks of documents, kept so that a text is gone through once, however often incidents are found anew."""

import json
from collections.abc import Iterable, Iterator, Mapping
from sys import intern
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from cenotaph.model import TextMarks
from cenotaph.store.in_parts import in_parts
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata
from cenotaph.text import mark_text

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
        """The marks by document, as stored, and worked out where they are not; equal words are one object, for a case has many
        documents and few words.
        """
        found = self._connection.execute(select(text_marks.c.document_id, text_marks.c.marks))
        return {row.document_id: _marks(json.loads(row.marks)) for row in found} | dict(self._unmarked())

    def of(self, document_ids: Iterable[str]) -> dict[str, TextMarks]:
        """The marks of these documents, as stored, and worked out where they are not."""
        wanted = sorted(set(document_ids))
        out: dict[str, TextMarks] = {}
        for some in in_parts(wanted):
            query = select(text_marks.c.document_id, text_marks.c.marks).where(text_marks.c.document_id.in_(some))
            out.update({row.document_id: _marks(json.loads(row.marks)) for row in self._connection.execute(query)})
        return out | dict(self._worked_out(one for one in wanted if one not in out))

    def words(self) -> dict[str, bytes]:
        """By document, the packed words of its marks: what tells how rare a word is."""
        query = select(text_marks.c.document_id, text_marks.c.words)
        stored = {row.document_id: bytes(row.words) for row in self._connection.execute(query)}
        return stored | {key: marks.packed_words() for key, marks in self._unmarked()}

    def store(self, document_id: str, marks: TextMarks) -> None:
        """Keep the marks of a document that has none yet."""
        row = {"document_id": document_id, "marks": dump(_data(marks)), "words": marks.packed_words()}
        self._connection.execute(insert(text_marks), row)

    def store_missing(self) -> None:
        """Work out and store the marks of documents that have none yet."""
        for document_id, marks in self._unmarked():
            self.store(document_id, marks)

    def altered(self) -> list[str]:
        """Documents whose stored marks are not those of their texts."""
        query = select(text_marks.c.document_id, text_marks.c.marks, text_marks.c.words).order_by(text_marks.c.document_id)
        stored = {row.document_id: (row.marks, bytes(row.words)) for row in self._connection.execute(query)}
        right = ((key, (dump(_data(one)), one.packed_words())) for key, one in self._worked_out(stored))
        return [key for key, one in right if stored[key] != one]

    def clear(self) -> None:
        """Forget all marks, as those of another version are."""
        self._connection.execute(delete(text_marks))

    def _unmarked(self) -> Iterator[tuple[str, TextMarks]]:
        """The marks of each document that tells of something and has none stored."""
        telling = select(claim.c.document_id).distinct()
        wanted = select(document.c.id).where(document.c.id.in_(telling), document.c.id.not_in(select(text_marks.c.document_id)))
        yield from self._worked_out(list(self._connection.execute(wanted.order_by(document.c.id)).scalars()))

    def _worked_out(self, document_ids: Iterable[str]) -> Iterator[tuple[str, TextMarks]]:
        """The marks of documents, from their texts."""
        for some in in_parts(document_ids, AT_ONCE):
            query = select(document.c.id, document.c.title, document.c.text).where(document.c.id.in_(some))
            for row in self._connection.execute(query.order_by(document.c.id)).all():
                yield row.id, mark_text(row.title, row.text)


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
