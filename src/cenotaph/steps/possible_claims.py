"""What a document may claim besides: read anew from the stored text whenever somebody looks, and never stored or counted.

What stands as a claim already, read or added by a person, is left out. A person who looks and agrees adds it as any other claim.
"""

from cenotaph.extract import read_text
from cenotaph.model import Claim
from cenotaph.store import Record
from cenotaph.text import readable_languages

__all__ = ["possible_claims"]


def possible_claims(record: Record, document_id: str) -> tuple[Claim, ...]:
    """The possible claims of a document, in text order; none where its language is not read."""
    document = record.documents.get(document_id)
    if document is None or not document.text or document.language not in readable_languages():
        return ()
    known = [(row.claim.harm, row.claim.victims) for row in record.claims.rows(document_id=document_id)]
    found = read_text(document.text, document.language, document.published, document.sha256).possible
    return tuple(one for one in found if not any(harm == one.harm and span.overlaps(one.victims) for harm, span in known))
