"""A document's page, and its archived bytes as a download that no browser opens by itself."""

from starlette.responses import Response

from cenotaph.archive import Archive
from cenotaph.publish import marked_text
from cenotaph.store import ClaimStore, DeskStore, DocumentStore, ReviewStore
from cenotaph.web.serving import NotFound, Visit, page

__all__ = ["routes"]


@page("/documents/{document_id}")
def document(visit: Visit) -> Response:
    """The text as text, each claim marked and leading to its row beside it."""
    document_id = visit.path["document_id"]
    with visit.case.engine.connect() as connection:
        store = DocumentStore(connection)
        row = next(store.rows(ids=[document_id]), None)
        if row is None:
            raise NotFound("There is no such document.")
        text = store.texts([document_id])[document_id]
        claims = list(ClaimStore(connection).rows(document_id=document_id))
        return visit.show(
            "documents/document.html",
            row=row, claims=claims, pieces=marked_text(text, claims),
            reviews=ReviewStore(connection).of([one.claim.id for one in claims]),
            notes=DeskStore(connection).notes([document_id]),
        )  # fmt: skip


@page("/documents/{document_id}/original")
def original(visit: Visit) -> Response:
    """The bytes as they were archived. The archive is asked by the hash of the record, never by anything from the address."""
    with visit.case.engine.connect() as connection:
        row = next(DocumentStore(connection).rows(ids=[visit.path["document_id"]]), None)
    if row is None:
        raise NotFound("There is no such document.")
    data = Archive(visit.case.archive_root).get(row["sha256"], check=True)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{row["sha256"]}.bin"', "content-security-policy": "sandbox"},
    )


routes = [document, original]
