"""Tells the sentences of a text that are in another language than the rest: a Russian report that quotes an English wire.

Each language is told by its small words (lists of grammar), sentence by sentence. A sentence of names, or one too short to
tell, is of the language of the document; nothing is read in a language that has no lists.
"""

import re
from collections.abc import Sequence
from functools import cache

from cenotaph.text import Lexicon, Sentence, load_lexicon, readable_languages

__all__ = ["other_languages", "without"]

WORD = re.compile(r"[^\W\d_]+")
VISIBLE = re.compile(r"\S")
FEWEST_WORDS = 6  # with fewer a sentence is told by chance
OWN_ENOUGH = 0.2  # share of small words from which on a sentence is of its document's language: running text has a third
OTHER_ENOUGH = 0.25  # share from which on it may be of another one
MARGIN = 0.2  # by how much the other's share must be the larger: kin languages have small words in common


def other_languages(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> dict[str, set[Sentence]]:
    """The sentences of every other language that is read."""
    out: dict[str, set[Sentence]] = {}
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        own = _share(words, lexicon)
        if own is None or own >= OWN_ENOUGH:
            continue
        shares = {code: _share(words, load_lexicon(code)) or 0.0 for code in readable_languages() if code != lexicon.language}
        best = max(shares, key=lambda code: shares[code], default="")
        if best and shares[best] >= max(OTHER_ENOUGH, own + MARGIN):
            out.setdefault(best, set()).add(sentence)
    return out


def without(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with the letters of these sentences, given in its order, left blank: every other letter keeps its place."""
    pieces, at = [], 0
    for sentence in sentences:
        pieces += [text[at : sentence.start], VISIBLE.sub(" ", text[sentence.start : sentence.end])]
        at = sentence.end
    return "".join((*pieces, text[at:]))


def _share(words: str, lexicon: Lexicon) -> float | None:
    """The share of small words, None where there are too few words to tell."""
    if lexicon.has_clitics:
        found = [token.lower for token in lexicon.tokenise(words) if token.is_word]
    else:
        found = [word.lower() for word in WORD.findall(words)]
    if len(found) < FEWEST_WORDS:
        return None
    return sum(word in _small_words(lexicon) for word in found) / len(found)


@cache
def _small_words(lexicon: Lexicon) -> frozenset[str]:
    """The words of grammar that stand alone."""
    listed = (kind for kind, words in lexicon.lists["grammar"].items() if isinstance(words, list))
    return frozenset(word for kind in listed for word in lexicon.words("grammar", kind) if " " not in word)
