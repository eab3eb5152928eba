"""Which half of a gold file may be looked at and fitted on: the other half is scored and never opened.

The halves are told by the documents' names alone, so that they stay what they are whoever looks.
"""

import hashlib
from collections.abc import Sequence

from cenotaph.evaluate import GoldDocument

__all__ = ["halves"]


def halves(documents: Sequence[GoldDocument]) -> tuple[list[GoldDocument], list[GoldDocument]]:
    """The opened and the sealed half; of documents with claims, and of those without, every second one in the order of a hash."""
    ordered = sorted(documents, key=lambda document: hashlib.sha1(document.name.encode()).hexdigest())  # noqa: S324 (an order, no secret)
    told = [document for document in ordered if document.claims]
    untold = [document for document in ordered if not document.claims]
    return [*told[::2], *untold[::2]], [*told[1::2], *untold[1::2]]
