"""Whether a stretch of text bears a figure: a word of harm and a number, in a language that is read.

What of a file is kept in a document's text, or counted where it is left out, is weighed by this. It is a quick look: it says
"look here", and no claim is made of it.
"""

from cenotaph.errors import InvalidValue
from cenotaph.text import Lexicon, load_lexicon, match_count

__all__ = ["bears_figure", "lexicon_of"]


def lexicon_of(language: str) -> Lexicon | None:
    """The word lists of a language, None where there are none."""
    try:
        return load_lexicon(language)
    except InvalidValue:
        return None


def bears_figure(text: str, lexicon: Lexicon) -> bool:
    """Whether the text has a word that may tell of a harm, and a number of at least one."""
    tokens = lexicon.tokenise(text)
    if not lexicon.phrases("harms").any_in(tokens):
        return False
    return any(token.text[:1].isdigit() or match_count(tokens, at, lexicon) is not None for at, token in enumerate(tokens))
