"""A document's page, and its archived bytes as a download that no browser opens by itself."""

from starlette.responses import Response

from cenotaph.model import Claim
from cenotaph.protect import protections_of
from cenotaph.release.gather_ids import public_id
from cenotaph.show.case_page import marked_text
from cenotaph.steps.possible_claims import possible_claims
from cenotaph.store import Record
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web.publishing import publishing_choices
from cenotaph.web.serving import NotFound, Visit, page

__all__ = ["routes"]


@page("/documents/{document_id}")
def document(visit: Visit) -> Response:
    """The text as text, each claim marked and leading to its row beside it."""
    document_id = visit.path["document_id"]
    with visit.case.reading() as record:
        store = record.documents
        row = next(store.rows(ids=[document_id]), None)
        if row is None:
            raise NotFound("There is no such document.")
        text = store.texts([document_id])[document_id]
        claims = list(record.claims.rows(document_id=document_id))
        return visit.show(
            "documents/document.html",
            row=row, public=public_id(record, document_id), claims=claims, pieces=marked_text(text, claims),
            graphic=any(load_vocabulary("harm")[one.claim.harm].graphic for one in claims),
            reviews=record.reviews.of([one.claim.id for one in claims]),
            notes=record.desk.notes([document_id]),
            publishing=publishing_choices(), stands=_stands(record, document_id, visit),
        )  # fmt: skip


@page("/documents/{document_id}/possible")
def possible(visit: Visit) -> Response:
    """What may be claimed besides: the text is read for it, which takes longer than a page should."""
    document_id = visit.path["document_id"]
    with visit.case.reading() as record:
        row = next(record.documents.rows(ids=[document_id]), None)
        if row is None:
            raise NotFound("There is no such document.")
        text = record.documents.texts([document_id])[document_id]
        found = _possible(record, document_id, text)
    template = "documents/possible_part.html" if visit.partial else "documents/possible.html"
    return visit.show(template, row=row, possible=found, alone=not visit.partial)


@page("/documents/{document_id}/original")
def original(visit: Visit) -> Response:
    """The bytes as they were archived. The archive is asked by the hash of the record, never by anything from the address."""
    with visit.case.reading() as record:
        row = next(record.documents.rows(ids=[visit.path["document_id"]]), None)
    if row is None:
        raise NotFound("There is no such document.")
    data = visit.case.archive.get(row["sha256"], check=True)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{row["sha256"]}.bin"', "content-security-policy": "sandbox"},
    )


def _possible(record: Record, document_id: str, text: str) -> list[tuple[Claim, str, str]]:
    """What may be claimed besides: the claim, its words and the words of who says it."""
    return [
        (one, one.victims.of(text), one.speaker.of(text) if one.speaker is not None else "")
        for one in possible_claims(record, document_id)
    ]


def _stands(record: Record, document_id: str, visit: Visit) -> str:
    """How much of a document the next release would publish, in words."""
    return visit.said(load_vocabulary("disclosure")[protections_of(record).disclosed(document_id)].label)


routes = [document, possible, original]
