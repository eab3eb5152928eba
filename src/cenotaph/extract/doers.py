"""Who did it, told by the case of the words: "застрелен двумя неизвестными" names nobody who was shot.

Refuses to guess in a language whose words do not show it: its lists are empty, and nobody is told to be a doer.
"""

from cenotaph.extract.heads import person_words
from cenotaph.text import Lexicon

__all__ = ["is_doer"]


def is_doer(words: list[str], lexicon: Lexicon, *, named: bool) -> bool:
    """Whether the words, in lower case, of people behind a participle are in the case of those who did it."""
    people = person_words(lexicon)
    numbers = (lexicon.lists["grammar"].get("agent_numbers") or "").split()
    if words[0] in numbers or people.agent_endings and words[-1].endswith(people.agent_endings):
        return True
    if named:
        return len(words) > 1 and all(word.endswith(tuple(people.agent_endings_one)) for word in words)
    alone = (words[-1].removesuffix(end) + plain for end, plain in people.agent_endings_one.items() if words[-1].endswith(end))
    return any(word in people.singular for word in alone)
