"""Undoes what hides a name from a comparison of letters: signs that are not seen, letters of one alphabet that look like those of
another, codes of addresses, and what a language puts before or after a name.

It is for finding only: nothing that it makes is shown, and it makes many a word into none.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import yaml

from cenotaph.text import fold, script_of

__all__ = ["REMEMBERED", "UNSEEN", "bare_forms", "decoded", "plain_word", "unseen_class"]

REMEMBERED = 5_000  # words: most of what texts repeat, in a megabyte or two
SHORTEST_STEM = 3  # letters: what is left of a name of two letters without its ending is in too many words


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((files("cenotaph.protect") / "disguises.yaml").read_text(encoding="utf-8"))
    return found


def unseen_class() -> str:
    """The signs that are not seen, as the inside of a class of a regular expression."""
    ends = (str(one).split("-") for one in _data()["unseen"])
    return "".join(f"{re.escape(chr(int(first, 16)))}-{re.escape(chr(int(last, 16)))}" for first, last in ends)


UNSEEN = re.compile(f"[{unseen_class()}]")


@cache
def _lookalikes() -> tuple[tuple[re.Pattern[str], dict[int, str], dict[int, str]], ...]:
    """For each other alphabet: its letters, what each looks like, and back."""
    found = []
    for code, pairs in _data()["lookalikes"].items():
        both = {**pairs, **{letter.upper(): like.upper() for letter, like in pairs.items()}}
        block = {"cyrl": "[\u0400-\u052f]", "grek": "[\u0370-\u03ff]"}[code]
        found.append((re.compile(block), str.maketrans(both), str.maketrans({like: letter for letter, like in both.items()})))
    return tuple(found)


LATIN = re.compile("[A-Za-z]")


@lru_cache(maxsize=REMEMBERED)
def plain_word(word: str) -> str:
    """A word folded, without unseen signs, in one alphabet: Latin where all its other letters look Latin, else theirs."""
    seen = UNSEEN.sub("", word)
    if LATIN.search(seen):
        for other, latin, back in _lookalikes():
            if other.search(seen):
                as_latin = seen.translate(latin)
                seen = seen.translate(back) if other.search(as_latin) else as_latin
    return fold(seen)


def decoded(text: str) -> str:
    """An address with its percent codes read, also where they were coded twice."""
    for _ in range(3):
        read = unquote(text, errors="replace")
        if read == text:
            break
        text = read
    return text


@lru_cache(maxsize=REMEMBERED)
def bare_forms(word: str) -> frozenset[str]:
    """A folded word, and what may be the name in it: without the ending of a case, without a preposition written to it."""
    affixes = _data()["affixes"].get(script_of(word))
    found = {word}
    if affixes:
        found |= {word[len(start) :] for start in affixes["before"] if word.startswith(start)}
        found |= {word[: -len(end)] for end in affixes["after"] if word.endswith(end)}
    return frozenset(one for one in found if len(one) >= SHORTEST_STEM or one == word)
