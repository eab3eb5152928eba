"""The reasons of one incident in words: each claim with who says it, in which document and in which words."""

from collections.abc import Callable, Mapping

from cenotaph.model import Cited, Incident, Reason, word_reason
from cenotaph.store import ClaimRow

__all__ = ["Say", "say_of"]

Say = Callable[[Reason | None], str]


def say_of(one: Incident, claims: Mapping[str, ClaimRow], language: str = "en") -> Say:
    """What makes sentences of the reasons of `one`, in a language of the catalogue."""
    cited = {
        member.claim_id: Cited(member.origin, row.document_name, " ".join(row.quote.split()))
        for member in one.members
        if (row := claims.get(member.claim_id)) is not None
    }
    return lambda reason: word_reason(reason, cited, language)
