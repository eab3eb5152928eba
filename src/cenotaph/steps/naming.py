"""Puts into the record whom a claim names that a person added or mended: the reader did not name them, so nothing else would."""

from cenotaph.errors import UnreadableFile
from cenotaph.extract import name_marked
from cenotaph.model import NAMED_IN_DOCUMENTS, Claim, Document, listed_as
from cenotaph.store import Record
from cenotaph.text import Lexicon, load_lexicon

__all__ = ["lexicon_of", "name_people", "rename_people"]


def name_people(record: Record, document: Document, claim: Claim) -> None:
    """Put in the people whom the claim names and who are not there yet."""
    lexicon = lexicon_of(document.language)
    if lexicon is None or not claim.names:
        return
    known = {one.person.id for one in record.people.of_documents([document.id])}
    named = name_marked(document.text, claim, lexicon, document.sha256)
    record.people.add(document.id, [one for one in named if one.id not in known])


def rename_people(record: Record, claim_id: str) -> bool:
    """Put in whom a claim names as it is mended now, and take out who only a former mending named; whether anybody was taken off
    the list.
    """
    row = next(record.claims.rows(ids=[claim_id]))
    document = record.documents.get(row.document_id)
    if document is None:
        return False
    mended = record.standing.mended(row.claim)
    name_people(record, document, mended)
    kept = [one.span for one in (*row.claim.names, *mended.names)]
    gone = [
        one.person.id
        for one in record.people.of_documents([row.document_id])
        if one.person.claims == (claim_id,) and not any(span.overlaps(name) for span in kept for name in one.person.names)
    ]
    record.people.remove(gone)
    listed = record.lists.positions(NAMED_IN_DOCUMENTS).keys() & {listed_as(one) for one in gone}
    record.lists.take_away(listed)
    return bool(listed)


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language; None for one that cannot be read yet."""
    try:
        return load_lexicon(language)
    except (UnreadableFile, KeyError, FileNotFoundError, ValueError):
        return None
