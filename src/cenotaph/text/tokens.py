"""Cuts text into tokens that know where they stand. Nothing is normalised away: a token is its span."""

import re
from dataclasses import dataclass

from cenotaph.model import Span
from cenotaph.text.matching import JOINED_MARKS, match_form

__all__ = ["Token", "tokenise", "words_of"]

WORD = rf"[^\W\d_]+(?:[{JOINED_MARKS}]+[^\W\d_]*)*"
TOKEN = re.compile(
    rf"""
    https?://\S+                                       # an address
    | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b                         # 18/11/2020
    | (?<!\d)\d{{1,3}},[ ]000\b                          # 26, 000 of texts cut up by programs
    | \d{{1,2}}(?:,\d\d)+,\d{{3}}\b                           # 1,00,000
    | \d+(?:[.,٬]\d{{3}})*(?:[.٫]\d+|,\d{{1,2}})?(?=(?:st|nd|rd|th)?\b)   # 613  1,275  1.5  2,5
    | (?:[^\W\d_]\.){{2,}}                                # U.S.
    | {WORD}(?:[-'’]{WORD})*                              # words, hyphens and apostrophes inside
    | \w+
    | --+ | \.\.\. | (?![#@][^\W\d_])[^\w\s]            # the sign of a hashtag or an account is no token
    """,
    re.VERBOSE,
)
POSSESSIVE = re.compile(r"(?<=\w)['’][sS]$")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: where it stands, as written, and as lists hold it (see `matching`)."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """Its span in the text."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha() and "://" not in self.text

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.text[0].isupper()


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`. A possessive 's is a token of its own."""
    tokens: list[Token] = []
    for found in TOKEN.finditer(text, start, len(text) if end is None else end):
        word, at = found.group(), found.start()
        possessive = POSSESSIVE.search(word)
        if possessive and word[0].isalpha():
            cut = at + possessive.start()
            tokens.append(Token(at, cut, text[at:cut], match_form(text[at:cut])))
            at, word = cut, text[cut : found.end()]
        tokens.append(Token(at, found.end(), word, match_form(word)))
    return tokens


def words_of(phrase: str) -> list[str]:
    """The tokens of a phrase of a word list, as lists are looked up by; most are letters and blanks alone, and need no search."""
    parts = phrase.split()
    if all(part.isalpha() for part in parts):
        return [match_form(part) for part in parts]
    return [token.lower for token in tokenise(phrase)]
