"""Who speaks before a colon: the office in a headline or a post ("Police: two dead").

Any other words before a colon introduce what they like, and give no speaker; nor does an account whose post is passed on.
"""

import re
from collections.abc import Iterator

from cenotaph.extract.scopes import SpeechScope
from cenotaph.model import Span
from cenotaph.text import Lexicon, match_form

__all__ = ["colon_scopes"]

HEADING = re.compile(r"(?:^|(?<=[\s(“\"]))((?:[^\W\d_][\w'’.]*[ ]){0,3}[^\W\d_][\w'’]*):\s")
ENDS = re.compile(r"https?://|[RM]T @|@\w+:\s|\n|”")
HEAD_FIRST = "head first"
LONGEST = 300  # characters: a post of the longest kind that is passed on like this


def colon_scopes(text: str, lexicon: Lexicon) -> Iterator[SpeechScope]:
    """The stretches of text that follow a speaker and a colon."""
    if ":" not in text:
        return
    for found in HEADING.finditer(text):
        if _is_office(found.group(1), lexicon):
            yield from _scope(text, found.span(1), found.end(1) + 1)


def _is_office(words: str, lexicon: Lexicon) -> bool:
    """Whether the head of a phrase speaks: its last word, in a language whose nouns come first any ("الشرطة العراقية")."""
    speaking = lexicon.words("speech", "before_colon")
    if lexicon.lists["grammar"]["noun_order"] != HEAD_FIRST:
        return match_form(words.rpartition(" ")[2]) in speaking
    return any(token.lower in speaking for token in lexicon.tokenise(words))


def _scope(text: str, speaker: tuple[int, int], start: int) -> Iterator[SpeechScope]:
    end = ENDS.search(text, start, start + LONGEST)
    stop = end.start() if end else min(len(text), start + LONGEST)
    if stop > start:
        yield SpeechScope(Span(start, stop), Span(*speaker), "colon")
