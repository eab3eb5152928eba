"""The words used for one incident, and whose they are: for the page and the terminal alike."""

from collections.abc import Mapping, Sequence

from cenotaph.model import Characterisation, Incident
from cenotaph.store import ClaimRow

__all__ = ["body_of", "documents_of", "words_of_incident"]


def documents_of(one: Incident, claims: Mapping[str, ClaimRow]) -> dict[str, str]:
    """The documents of an incident's claims: names by id."""
    return {claims[m.claim_id].document_id: claims[m.claim_id].document_name for m in one.members}


def body_of(found: Characterisation) -> str:
    """The body that used the word, with the date of its act, as a clause to put after the speaker; empty if none is named."""
    return f", of {found.by_body}{' in ' + found.date if found.date else ''}" if found.by_body else ""


def words_of_incident(
    documents: Mapping[str, str], characterisations: Sequence[tuple[str, Characterisation]]
) -> list[tuple[str, list[str]]]:
    """Each word by itself with those who use it in these documents (names by id), each once, words in order of the alphabet."""
    words: dict[str, dict[str, None]] = {}
    for document_id, found in characterisations:
        if document_id in documents:
            whose = found.speaker_text or f"{documents[document_id]} (its own words)"
            words.setdefault(found.term, {})[whose + body_of(found)] = None
    return sorted((term, list(said)) for term, said in words.items())
