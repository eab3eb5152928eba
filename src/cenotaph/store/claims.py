"""Claims as they were read, with their documents. A claim's row is never updated: an edit is a decision beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, case, func, insert, select

from cenotaph.model import Claim, ClaimInDocument, DateInterval
from cenotaph.store.in_parts import in_parts
from cenotaph.store.queue import QueueStore
from cenotaph.store.rows import claim_from_row, claim_to_row
from cenotaph.store.tables import metadata

__all__ = ["ClaimRow", "ClaimStore"]

claim = metadata.tables["claim"]
document = metadata.tables["document"]
incident_claim = metadata.tables["incident_claim"]
AROUND = 160


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its quotation, the words around it, its document, and the incident it stands in, for showing."""

    claim: Claim
    quote: str
    document_id: str
    document_name: str
    document_sha256: str
    publisher: str
    said_on: str
    incident_id: str
    role: str
    origin: str
    before: str = ""
    after: str = ""


class ClaimStore:
    """Claims over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_documents(self, document_ids: Iterable[str] | None = None) -> Iterator[ClaimInDocument]:
        """Every claim, or those of these documents, with what reconciling needs, in document and text order."""
        query = _query().order_by(claim.c.document_id, claim.c.position)
        parts = [query] if document_ids is None else (query.where(document.c.id.in_(p)) for p in in_parts(sorted(document_ids)))
        for part in parts:
            for row in self._connection.execute(part).mappings():
                yield _in_document(dict(row))

    def placed(self) -> Iterator[tuple[ClaimInDocument, int]]:
        """Every claim with its place among those of its document."""
        for row in self._connection.execute(_query().order_by(claim.c.document_id, claim.c.position)).mappings():
            yield _in_document(dict(row)), int(row["position"])

    def documents_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The documents of these claims, by claim; what is no claim is left out."""
        queries = (select(claim.c.id, claim.c.document_id).where(claim.c.id.in_(some)) for some in in_parts(ids))
        return {row.id: row.document_id for query in queries for row in self._connection.execute(query)}

    def rows(
        self, ids: Sequence[str] | None = None, document_id: str | None = None, *, around: bool = False
    ) -> Iterator[ClaimRow]:
        """Every claim, or those with these ids or of this document, with document and incident, in the order of document name
        and text; with the words `around` it if they are wanted.
        """
        query = _shown(around=around).order_by(document.c.name, document.c.id, claim.c.position)
        if ids is not None:
            query = query.where(claim.c.id.in_(list(ids)))
        if document_id is not None:
            query = query.where(claim.c.document_id == document_id)
        for row in self._connection.execute(query).mappings():
            yield _for_showing(dict(row))

    def by_id(self, ids: Sequence[str] | None = None) -> dict[str, ClaimRow]:
        """Claims, all or those of `ids`, by their ids."""
        return {row.claim.id: row for row in self.rows(ids=ids)}

    def in_order(self, ids: Sequence[str]) -> list[ClaimRow]:
        """These claims with the words around them, in this order."""
        found = {row.claim.id: row for row in self.rows(ids=ids, around=True)}
        return [found[one] for one in ids if one in found]

    def add(self, added: Claim, document_id: str, extractor: str) -> None:
        """Insert a claim that a person found, after those of its document."""
        last = select(func.coalesce(func.max(claim.c.position), -1)).where(claim.c.document_id == document_id)
        position = int(self._connection.execute(last).scalar() or 0) + 1
        self._connection.execute(insert(claim), claim_to_row(added, document_id, position, extractor))
        QueueStore(self._connection).add([(added, document_id, position)])

    def exists(self, claim_id: str) -> bool:
        """Whether there is a claim of this id."""
        return bool(self._connection.execute(select(func.count()).select_from(claim).where(claim.c.id == claim_id)).scalar())

    def are_unplaced(self) -> bool:
        """Whether there are claims that no incident holds yet."""
        placed = select(incident_claim.c.claim_id)
        return bool(self._connection.execute(select(claim.c.id).where(claim.c.id.not_in(placed)).limit(1)).first())

    def count(self) -> int:
        """The number of claims."""
        return int(self._connection.execute(select(func.count()).select_from(claim)).scalar() or 0)


@cache
def _query() -> Select[Any]:
    quote = func.substr(document.c.text, claim.c.evidence_start + 1, claim.c.evidence_end - claim.c.evidence_start)
    victims = func.substr(document.c.text, claim.c.victims_start + 1, claim.c.victims_end - claim.c.victims_start)
    columns = [
        *claim.c,
        quote.label("quote"),
        victims.label("victims_words"),
        document.c.name.label("document_name"),
        document.c.sha256.label("document_sha256"),
        document.c.publisher,
        document.c.language,
        document.c.published,
        document.c.report_date,
        document.c.copy_of,
    ]
    return select(*columns).join(document, document.c.id == claim.c.document_id)


@cache
def _shown(*, around: bool) -> Select[Any]:
    start = case((claim.c.evidence_start > AROUND, claim.c.evidence_start - AROUND), else_=0)
    before = func.substr(document.c.text, start + 1, claim.c.evidence_start - start)
    after = func.substr(document.c.text, claim.c.evidence_end + 1, AROUND)
    query = _query().add_columns(incident_claim.c.incident_id, incident_claim.c.role, incident_claim.c.origin)
    if around:
        query = query.add_columns(before.label("before"), after.label("after"))
    return query.outerjoin(incident_claim, incident_claim.c.claim_id == claim.c.id)


def _for_showing(row: Mapping[str, Any]) -> ClaimRow:
    return ClaimRow(
        claim=claim_from_row(row),
        quote=row["quote"],
        document_id=row["document_id"],
        document_name=row["document_name"],
        document_sha256=row["document_sha256"],
        publisher=row["publisher"],
        said_on=row["report_date"] or row["published"] or "",
        incident_id=row["incident_id"] or "",
        role=row["role"] or "",
        origin=row["origin"] or "",
        before=row.get("before", ""),
        after=row.get("after", ""),
    )


def _in_document(row: Mapping[str, Any]) -> ClaimInDocument:
    said = row["report_date"] or row["published"]
    return ClaimInDocument(
        claim=claim_from_row(row),
        document_id=row["document_id"],
        document_name=row["document_name"],
        language=row["language"],
        outlet=row["publisher"],
        said_on=DateInterval.from_edtf(said) if said else None,
        copy_group=row["copy_of"] or row["document_id"],
        quote=" ".join(row["quote"].split()),
        victims_words=row["victims_words"],
    )
