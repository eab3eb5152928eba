"""What the record says now about what may be published, whenever a release was made."""

from cenotaph.protect import COUNTED, Needles, protections_of
from cenotaph.release.gather_names import strict_words, words_of_silent
from cenotaph.store import Case

__all__ = ["last_word_on_publishing", "words_protected_now"]


def last_word_on_publishing(case: Case) -> int:
    """The number of the last decision that may change what can be published, 0 where there is none."""
    with case.reading() as record:
        return record.ledger.head(COUNTED)


def words_protected_now(case: Case) -> Needles:
    """The words that may stand in no release: protected ones, and those of sources whose words are not published."""
    with case.reading() as record:
        protections = protections_of(record)
        words, _ = strict_words(record, protections)
        return words.joined(words_of_silent(record, record.claims.in_documents(), protections))
