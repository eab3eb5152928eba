"""Tells a name from what stands in its place where it is not known: "Unidentified man 3", "N.N.", "Baby of X", "مجهول الهوية".

Such words are no name, however often they agree: somebody without a name agrees with nobody by name. Words are data
(`words.yaml`). What is said of a relative names the relative, not the victim.
"""

from functools import cache

from cenotaph.ingest.lists.headings import heading_key
from cenotaph.ingest.lists.words import list_words

__all__ = ["names_nobody"]


def names_nobody(cell: str) -> bool:
    """Whether a cell of a column of names names nobody. An empty one does not say so: nothing stands there."""
    words = _words(cell)
    if not words:
        return False
    if any(words[: len(one)] == one and len(words) > len(one) for one in _phrases("relative_of").get(words[0], ())):
        return True
    found, at = False, 0
    while at < len(words):
        phrase = next((one for one in _phrases("phrases").get(words[at], ()) if words[at : at + len(one)] == one), ())
        if phrase or words[at] in _set("words"):
            found, at = True, at + max(1, len(phrase))
        elif words[at] in _set("beside") or words[at].isdigit():
            at += 1
        else:
            return False
    return found


def _words(cell: str) -> tuple[str, ...]:
    """The words of a cell; letters that stand alone are one word, so that "N. N." is "nn"."""
    out: list[str] = []
    alone = False
    for word in heading_key(cell).split():
        if alone and len(word) == 1 and word.isalpha():
            out[-1] += word
        else:
            out.append(word)
        alone = len(word) == 1 and word.isalpha()
    return tuple(out)


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(heading_key(word) for word in list_words()["nobody"][kind])


@cache
def _phrases(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By their first word, the longest first."""
    found = {tuple(heading_key(phrase).split()) for phrase in list_words()["nobody"][kind]}
    listed = sorted(found, key=lambda words: (-len(words), words))
    return {first: tuple(one for one in listed if one[0] == first) for first, *_ in listed}
