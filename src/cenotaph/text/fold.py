"""Folds a string for search, so that `xocali` finds `Xocalı` and `potocari` finds `Potočari`.

Unicode decomposition alone leaves letters that are no letter plus mark (ı, ø, ł, đ, ə): these stand in a small table.
Folding is for finding, never for showing or for deciding that two names are one.
"""

import unicodedata

__all__ = ["fold", "folded_words"]

LETTERS = str.maketrans(
    {
        "ı": "i", "İ": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th",
        "ə": "e", "Ə": "e", "æ": "ae", "Æ": "ae", "œ": "oe", "ß": "ss", "ħ": "h", "ŋ": "n",
        "’": "'", "ʼ": "'", "‘": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` in lower case without marks, for any script that has them."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def folded_words(text: str) -> list[str]:
    """The words of the folded text: runs of letters, their vowel signs and digits, whatever stands between them."""
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in fold(text)).split()
