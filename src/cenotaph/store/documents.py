"""Documents with everything read from them: written in one transaction, so there is never half a document."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from cenotaph.model import Characterisation, Document, Reading, Responsibility, Span, text_digest
from cenotaph.store.full_text import add_to_search, find_in_search, search_faults
from cenotaph.store.in_parts import in_parts
from cenotaph.store.paging import FIRST, Turn
from cenotaph.store.people import PeopleStore
from cenotaph.store.queue import QueueStore
from cenotaph.store.rows import claim_to_row, document_from_row, document_to_row, dump, reason_from_text, reason_to_text
from cenotaph.store.tables import metadata

__all__ = ["DocumentStore"]

document = metadata.tables["document"]
claim = metadata.tables["claim"]
characterisation = metadata.tables["characterisation"]
responsibility = metadata.tables["responsibility"]
refusal = metadata.tables["refusal"]


class DocumentStore:
    """Documents over one connection. The caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def has(self, sha256: str) -> bool:
        """Whether a document of these bytes is in the record."""
        query = select(func.count()).select_from(document).where(document.c.sha256 == sha256)
        return bool(self._connection.execute(query).scalar())

    def add(self, added: Document, reading: Reading | None, signature: bytes | None) -> None:
        """Insert a document, its claims, the people it names, characterisations and refusals, and make it findable."""
        row = document_to_row(added)
        report = reading.report_date if reading else None
        row |= {
            "report_date": report.interval.edtf if report and report.interval else None,
            "report_date_why": reason_to_text(report.why) if report else "",
            "signature": signature,
            "reader": reading.extractor if reading else "",
            "copy_of": None,
        }
        self._connection.execute(insert(document), row)
        if reading is not None:
            self._add_reading(added.id, reading)
        self._index(added.id, added.title, added.publisher, added.name, added.text)

    def _add_reading(self, document_id: str, reading: Reading) -> None:
        claims = [claim_to_row(found, document_id, n, reading.extractor) for n, found in enumerate(reading.claims)]
        if claims:
            self._connection.execute(insert(claim), claims)
            QueueStore(self._connection).add([(found, document_id, n) for n, found in enumerate(reading.claims)])
        words = [
            {
                "document_id": document_id,
                "start": c.span.start,
                "end": c.span.end,
                "term": c.term,
                **_speaker(c),
                "by_body": c.by_body,
                "date": c.date,
            }
            for c in reading.characterisations
        ]
        if words:
            self._connection.execute(insert(characterisation), words)
        statements = {
            r.span.start: {
                "document_id": document_id,
                "start": r.span.start,
                "end": r.span.end,
                "kind": r.kind,
                "party_text": r.party_text,
                **_speaker(r),
            }
            for r in reading.responsibilities
        }
        if statements:
            self._connection.execute(insert(responsibility), list(statements.values()))
        PeopleStore(self._connection).add(document_id, reading.people)
        refused = [
            {"document_id": document_id, "position": n, "quote": r.quote, "why": reason_to_text(r.why)}
            for n, r in enumerate(reading.refusals)
        ]
        if refused:
            self._connection.execute(insert(refusal), refused)

    def _index(self, document_id: str, *said: str) -> None:
        add_to_search(self._connection, document_id, "\n".join(said))

    def index_anew(self) -> None:
        """Make every document findable, in a database that has none of them in its search yet."""
        columns = (document.c.id, document.c.title, document.c.publisher, document.c.name, document.c.text)
        for row in self._connection.execute(select(*columns).order_by(document.c.id)):
            self._index(*row)

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        row = self._connection.execute(select(document).where(document.c.id == document_id)).mappings().first()
        return document_from_row(dict(row)) if row else None

    def page(self, limit: int, turn: Turn = FIRST) -> Iterator[Mapping[str, Any]]:
        """As many documents as `rows` gives them: the first, or those after or before another."""
        return self.rows(turn.page(self._connection, select(document.c.id), (document.c.name, document.c.id), limit))

    def rows(self, ids: Sequence[str] | None = None) -> Iterator[Mapping[str, Any]]:
        """Every document's row, or of those with these ids, without its text, in the order of name and id, with the number of
        claims as `claims`.
        """
        columns = [c for c in document.c if c.name not in ("text", "signature")]
        counted = select(func.count()).select_from(claim).where(claim.c.document_id == document.c.id).scalar_subquery()
        query = select(*columns, counted.label("claims"), func.length(document.c.text).label("length")).order_by(
            document.c.name, document.c.id
        )
        if ids is not None:
            query = query.where(document.c.id.in_(list(ids)))
        for row in self._connection.execute(query).mappings():
            why = row["report_date_why"]
            yield {**row, "flags": json.loads(row["flags"]), "report_date_why": reason_from_text(why) if why else None}

    def count(self) -> int:
        """How many documents there are."""
        return int(self._connection.execute(select(func.count()).select_from(document)).scalar() or 0)

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The stored texts of the documents named."""
        out: dict[str, str] = {}
        for some in in_parts(dict.fromkeys(ids)):
            query = select(document.c.id, document.c.text).where(document.c.id.in_(some))
            out.update({row.id: row.text for row in self._connection.execute(query)})
        return out

    def signatures(self) -> list[tuple[str, bytes]]:
        """Ids and signatures of all documents that have one, by id."""
        query = select(document.c.id, document.c.signature).where(document.c.signature.is_not(None)).order_by(document.c.id)
        return [(row.id, row.signature) for row in self._connection.execute(query)]

    def set_copies(self, copies: Mapping[str, str]) -> list[str]:
        """Record for each document id the id that stands for its group of near-copies; all others stand alone. Gives the
        documents of which that is another than before.
        """
        standing = {
            row.id: (row.copy_of, json.loads(row.flags))
            for row in self._connection.execute(select(document.c.id, document.c.copy_of, document.c.flags))
        }
        changes = []
        for document_id, (group, flags) in standing.items():
            wanted = copies.get(document_id)
            if wanted != group:
                kept = [flag for flag in flags if flag != "near_copy"] + (["near_copy"] if wanted else [])
                changes.append({"which": document_id, "copy_of": wanted, "flags": dump(sorted(kept))})
        if changes:
            statement = update(document).where(document.c.id == bindparam("which"))
            self._connection.execute(statement.values(copy_of=bindparam("copy_of"), flags=bindparam("flags")), changes)
        return [one["which"] for one in changes]

    def copies(self) -> list[tuple[str, str | None]]:
        """Of every document the id that stands for its group of near-copies, None where it stands alone."""
        return [(row[0], row[1]) for row in self._connection.execute(select(document.c.id, document.c.copy_of))]

    def ill_found(self) -> list[str]:
        """Documents that are found by other words than theirs, by none, or are found and not there."""
        columns = (document.c.id, document.c.title, document.c.publisher, document.c.name, document.c.text)
        texts = ((row[0], "\n".join(row[1:])) for row in self._connection.execute(select(*columns).order_by(document.c.id)))
        return search_faults(self._connection, texts)

    def find(self, words: str, most: int | None = None) -> list[str]:
        """Ids of documents that hold all the words, in any spelling that folds to them; the best first, at most so many."""
        return find_in_search(self._connection, words, most)

    def characterisations(self, ids: Sequence[str] | None = None) -> list[tuple[str, Characterisation]]:
        """All characterisations, or those of these documents, with their document's id, in document and text order."""
        query = select(characterisation).order_by(characterisation.c.document_id, characterisation.c.start)
        if ids is not None:
            query = query.where(characterisation.c.document_id.in_(list(ids)))
        out = []
        for row in self._connection.execute(query):
            speaker = Span(row.speaker_start, row.speaker_end) if row.speaker_start is not None else None
            found = Characterisation(Span(row.start, row.end), row.term, speaker, row.speaker_text, row.by_body, row.date)
            out.append((row.document_id, found))
        return out

    def responsibilities(self, ids: Sequence[str] | None = None) -> list[tuple[str, Responsibility]]:
        """All statements about responsibility, or those of these documents, with their document's id, in document and text
        order.
        """
        query = select(responsibility).order_by(responsibility.c.document_id, responsibility.c.start)
        queries = [query] if ids is None else [query.where(responsibility.c.document_id.in_(p)) for p in in_parts(sorted(ids))]
        out = []
        for row in (row for query in queries for row in self._connection.execute(query)):
            speaker = Span(row.speaker_start, row.speaker_end) if row.speaker_start is not None else None
            out.append(
                (row.document_id, Responsibility(Span(row.start, row.end), row.kind, row.party_text, speaker, row.speaker_text))
            )
        return out

    def hashes(self) -> list[tuple[str, str]]:
        """Id and SHA-256 of the bytes of every document."""
        return [
            (row.id, row.sha256)
            for row in self._connection.execute(select(document.c.id, document.c.sha256).order_by(document.c.id))
        ]

    def altered_texts(self) -> list[str]:
        """Ids of documents whose stored text no longer matches its hash."""
        query = select(document.c.id, document.c.text, document.c.text_sha256)
        return [row.id for row in self._connection.execute(query) if text_digest(row.text) != row.text_sha256]


def _speaker(said: Characterisation | Responsibility) -> dict[str, Any]:
    start, end = (said.speaker.start, said.speaker.end) if said.speaker else (None, None)
    return {"speaker_start": start, "speaker_end": end, "speaker_text": said.speaker_text}
