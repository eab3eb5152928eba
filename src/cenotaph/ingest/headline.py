"""Puts a headline that stands outside the body where it is read: a report says with it what it says in its text.

Where the body already opens with the headline nothing is added, so that no claim is read twice.
"""

from cenotaph.text import folded_words

__all__ = ["with_headline"]

OPENING = 3  # times the headline's length: how far into the body it may stand


def with_headline(title: str, body: str) -> str:
    """The body under its headline."""
    words = " ".join(folded_words(title))
    if not words or words in " ".join(folded_words(body[: OPENING * len(title) + OPENING])):
        return body
    return f"{title.strip()}\n\n{body.lstrip()}"
