"""Numbers written in words, of any length: what a language lists as units, tens, hundreds and multipliers, put together.

Refuses what is no number word; qualifiers, figures and vague numbers are the business of `counts`.
"""

from collections.abc import Sequence
from typing import Any

from cenotaph.text.lexicon import Lexicon
from cenotaph.text.tokens import Token

__all__ = ["HUNDRED", "number_in_words", "value_of"]

TEN = 10  # units are said before tens in some languages, never before other numbers
HUNDRED = 100  # the one number word that multiplies and is multiplied


def number_in_words(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The number that words from `at` on are, and the index after them: "two hundred and thirty", "treinta y uno".

    A word adds to what stands before it only below its last place: "thirty two" is 32, "two thirty" is 2.
    """
    data: dict[str, Any] = lexicon.lists["numerals"]
    joiners = lexicon.words("numerals", "inside")
    total, current, stop, index = 0, 0, at, at
    while index < len(tokens):
        word = tokens[index].lower
        value = value_of(word, data)
        scale = data["multipliers"].get(word)
        if value is not None and (current == 0 and index == at or current == 0 and total or value < _place(current)):
            current += value
        elif scale and scale <= HUNDRED and 0 < current < HUNDRED:
            current *= scale
        elif scale and scale > HUNDRED and (current or total):
            total, current = total + current * scale, 0
        elif word in joiners and stop == index and index + 1 < len(tokens):
            following = value_of(tokens[index + 1].lower, data)
            if following is None or not (0 < following < _place(current or total) or _unit_first(current, following)):
                break
            if _unit_first(current, following):
                current, index, stop = current + following, index + 2, index + 2
                continue
            index += 1
            continue
        else:
            break
        index += 1
        stop = index
    return total + current, stop


def value_of(word: str, data: dict[str, Any]) -> int | None:
    """What one word for a unit, a ten or a hundred is."""
    for kind in ("units", "tens", "hundreds"):
        if word in data.get(kind, {}):
            return int(data[kind][word])
    return None


def _unit_first(current: int, following: int) -> bool:
    """As in "خمسة وعشرون", five and twenty: the unit stands before its ten."""
    return 0 < current % HUNDRED < TEN and TEN < following < HUNDRED and following % TEN == 0


def _place(number: int) -> int:
    """The largest power of ten that divides `number`: what is smaller can still be added in words."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place
