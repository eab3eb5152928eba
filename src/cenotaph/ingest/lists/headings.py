"""What the heading of a column says: the words that it is known by, and the order of a date in brackets after them."""

import re

from cenotaph.text import ORDERS, fold
from cenotaph.text.names import BRACKETED

__all__ = ["heading_key", "heading_keys", "order_said"]

LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


def heading_key(heading: str) -> str:
    """A heading as headings are compared: folded, letters and digits only."""
    return " ".join(LETTERS_AND_DIGITS.findall(fold(heading).replace("'", "")))


def heading_keys(heading: str) -> tuple[str, str]:
    """A heading as it is compared: whole, and without the units and formats in brackets."""
    return heading_key(heading), heading_key(BRACKETED.sub(" ", heading))


def order_said(heading: str) -> str:
    """The order of day, month and year that a heading says in brackets, `(DD/MM/YYYY)`; empty where it says none."""
    for said in BRACKETED.findall(heading):
        order = "".join(dict.fromkeys(letter for letter in said.lower() if letter.isalpha()))
        if order in ORDERS:
            return order
    return ""
