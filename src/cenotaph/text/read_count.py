"""The number that a phrase standing alone says: with its qualifier, behind a label, or by the form of its noun."""

from collections.abc import Sequence
from functools import cache

from cenotaph.model import CountRange
from cenotaph.text.counts import match_count
from cenotaph.text.lexicon import Lexicon
from cenotaph.text.tokens import Token

__all__ = ["pairs", "read_count"]


LABEL_ENDS = frozenset((":", "—", "–"))  # between a label and its number


def read_count(words: str, lexicon: Lexicon) -> CountRange | None:
    """The count that `words` begin with, or None, as for an age. The whole grammar, for a phrase standing alone."""
    tokens = lexicon.tokenise(words)
    found = match_count(tokens, 0, lexicon) if tokens else None
    if found is None:
        return _without_number_first(tokens, lexicon)
    return found.count if not _is_age(tokens, found.stop, lexicon) else None


def _without_number_first(tokens: Sequence[Token], lexicon: Lexicon) -> CountRange | None:
    """The count after a label ("Dead: 12"), or that of a noun whose form says two ("قتيلان")."""
    colon = next((at for at, token in enumerate(tokens[:-1]) if token.text in LABEL_ENDS), None)
    if colon is not None:
        found = match_count(tokens, colon + 1, lexicon)
        return found.count if found is not None else None
    two = pairs(lexicon) | lexicon.words("persons", "two_behind")
    return CountRange(2, 2) if any(token.lower in two for token in tokens) else None


@cache
def pairs(lexicon: Lexicon) -> frozenset[str]:
    """The nouns whose form alone says that they are two."""
    people, dead = lexicon.lists["persons"].get("pairs") or {}, lexicon.lists["harms"].get("counted_pair") or {}
    return frozenset(word for listed in (people, dead) for words in listed.values() for word in words)


def _is_age(tokens: Sequence[Token], stop: int, lexicon: Lexicon) -> bool:
    """As in "5-year-old girl": the number before it counts years."""
    at = stop + (stop < len(tokens) and tokens[stop].text == "-")
    ages = lexicon.words("persons", "age_words")
    return any(" ".join(token.lower for token in tokens[at : at + words]) in ages for words in (1, 2))
