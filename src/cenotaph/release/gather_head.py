"""The head of the record that a release is made from: ten words that say what the record was."""

from cenotaph.ledger import head_words
from cenotaph.store import Case

__all__ = ["record_head"]


def record_head(case: Case) -> str:
    """The ten words, "" for a record in which nothing was done."""
    with case.reading() as record:
        number, digest = record.acts.head()
    return head_words(digest) if number else ""
