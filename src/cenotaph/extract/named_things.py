"""Names that the words right behind them call a thing: "Pavlik, a test program".

Refuses to guess by the name itself: only a noun that is listed as a thing, behind a comma and an article, tells it.
"""

from collections.abc import Sequence

from cenotaph.text import Lexicon, Token

__all__ = ["is_called_a_thing"]

MOST_BEFORE_HEAD = 4  # words between the article and what the thing is: "a small open source test program"


def is_called_a_thing(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an apposition at `at`, right behind a name, calls what was named a thing."""
    things = lexicon.words("persons", "called_things")
    if not things or at + 2 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].lower not in _articles(lexicon):
        return False
    head = ""
    for token in tokens[at + 2 : at + 3 + MOST_BEFORE_HEAD]:
        if not token.is_word or lexicon.phrases("grammar").match([token], 0) is not None:
            break
        head = token.lower
    return head in things


def _articles(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words("grammar", "indefinite") | lexicon.words("grammar", "determiners")
