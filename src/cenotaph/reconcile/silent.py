"""Claims without the words of documents that may not be quoted, for the sentences that explain an incident.

Which sentence rests on which words cannot be told from the sentence: "responsibility is denied by the coast guard" names no
claim. So the words are taken out before any sentence is made, by document, after all that is worked out from them; numbers, roles
and grades stay as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

from cenotaph.model import ClaimInDocument, Responsibility

__all__ = ["Silent", "hush_claim", "hush_statement"]

Silent = Mapping[str, str]
"""By document id, what to call a document of which no word may be said."""

A_PARTY = "a party that a source names whose words are not published"


def hush_claim(stated: ClaimInDocument, silent: Silent) -> ClaimInDocument:
    """The claim with nothing of what its document says in words, where that is silent."""
    called = silent.get(stated.document_id)
    if called is None:
        return stated
    by = stated.claim.alleged_perpetrator
    claim = replace(stated.claim, speaker_text="", alleged_perpetrator=replace(by, text=A_PARTY) if by else None)
    return replace(stated, claim=claim, document_name=called, outlet="", quote="")


def hush_statement(document_id: str, statement: Responsibility, silent: Silent) -> Responsibility:
    """The statement about responsibility without who and by whom, where its document is silent."""
    return replace(statement, party_text=A_PARTY, speaker_text="") if document_id in silent else statement
