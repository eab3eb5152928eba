"""A claim with what reconciling needs to know of its document: where it was said, when, and in which near-copies."""

from dataclasses import dataclass

from cenotaph.model.claim import Claim
from cenotaph.model.values import DateInterval

__all__ = ["ClaimInDocument"]


@dataclass(frozen=True, slots=True)
class ClaimInDocument:
    """`copy_group` is shared by near-copies; `said_on` is the report's date or the publication date, if either is known.

    `quote` is the evidence as it stands in the text, `victims_words` the counted phrase.
    """

    claim: Claim
    document_id: str
    document_name: str
    language: str
    outlet: str
    said_on: DateInterval | None
    copy_group: str
    quote: str
    victims_words: str
