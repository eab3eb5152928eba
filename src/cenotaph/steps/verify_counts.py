"""Checks the numbers of claims that cannot be made again, since another version read them: each against its own words."""

from collections.abc import Iterator

from cenotaph.ingest.datasets import dataset_count
from cenotaph.model import CountRange
from cenotaph.store import Record
from cenotaph.text import load_lexicon, read_count, readable_languages

__all__ = ["count_faults"]


def _reads_as(words: str, count: CountRange, language: str) -> bool:
    """Whether the words say the number in a language; one person needs none. A document may quote another language."""
    read = read_count(words, load_lexicon(language))
    if read is None:
        return count.low == count.high == 1
    return (read.low, read.high) == (count.low, count.high)


def count_faults(record: Record, documents: set[str]) -> Iterator[str]:
    """Of documents whose claims were not made again: numbers that their words do not bear out."""
    for stated in record.claims.in_documents():
        claim = stated.claim
        if claim.names or stated.document_id not in documents:
            continue  # a name is no number
        if claim.is_row:
            if dataset_count(stated.victims_words) != claim.count:
                yield f"claim {claim.id}: “{stated.victims_words}” does not read as {claim.count}"
            continue
        if not any(_reads_as(stated.victims_words, claim.count, code) for code in (stated.language, *readable_languages())):
            yield f"claim {claim.id}: “{stated.victims_words}” does not read as {claim.count}"
