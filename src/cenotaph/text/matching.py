"""The form in which a word is looked up in a list: composed, in lower case, one apostrophe, the habits of its script levelled.

For matching only: a token keeps the words and the place that the text gives them. Marks of Latin and Cyrillic letters stay,
because "mató" and "mato" are two words; the vowel signs, the lengthening stroke and the seats of hamza of Arabic go: a word is
written with and without them.
"""

import unicodedata
from functools import cache

from cenotaph.text.fold import fold
from cenotaph.text.script import Script, load_scripts

__all__ = ["JOINED_MARKS", "level_digits", "level_letters", "match_form"]

# marks that stand inside a word without being letters: combining accents, the vowel signs of Hebrew and Arabic, the joiners
JOINED_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
SIGNS = str.maketrans({"٬": ",", "٫": "."})  # of thousands and of decimals beside Arabic figures
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
OPTIONAL = str.maketrans({"ё": "е", "Ё": "Е"})  # letters that print leaves to the reader
KEPT = "ة"  # levelled in names, but in words it tells "daughter" from "his son"
LEVELLED = ("arab",)  # scripts in which one word is written in several ways


@cache
def _levelled_scripts() -> tuple[Script, ...]:
    return tuple(script for code, script in load_scripts().items() if code in LEVELLED)


def level_letters(word: str) -> str:
    """The word composed, and levelled where its script has several ways to write one word; its case stays."""
    if word.isascii():
        return word
    for script in _levelled_scripts():
        if script.letters.search(word):
            return KEPT.join(script.spell(fold(part)) for part in word.split(KEPT))
    return unicodedata.normalize("NFC", word).translate(OPTIONAL)


def match_form(word: str) -> str:
    """The word as lists hold it; what levelling leaves nothing of (a hamza alone) stays as it is."""
    if word.isascii():
        return word.lower()
    return level_letters(word).lower().translate(APOSTROPHES) or word


def level_digits(text: str) -> str:
    """Arabic, Persian and other decimal figures, and the signs between them, as 0 to 9; everything else as it is."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text.translate(SIGNS))
