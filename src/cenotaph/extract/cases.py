"""What the case of a word tells where a language has cases: whom a verb strikes, and who did it.

Refuses to guess in a language whose words do not show it: its lists are empty, and nothing is told.
"""

from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.extract.symbols import NAME, PAST
from cenotaph.model import CountRange

__all__ = ["is_doer", "is_object"]


def is_object(sentence: SentenceChunks, victim: Chunk, verb: Chunk) -> bool:
    """Whether the people before a verb are those whom it befalls, where cases and not places tell it: a verb of many beside one
    person ("брата вбили"), or a number in the case of an object ("двох убили").
    """
    grammar = sentence.lexicon.lists["grammar"]
    one = victim.symbol == NAME or victim.group is not None and victim.group.count == CountRange(1, 1)
    many = sentence.tokens[verb.stop - 1].lower.endswith(tuple(grammar["plural_verbs"].split()))
    first = sentence.tokens[victim.first].lower
    return one and many or first in grammar["object_numbers"].split()


def is_doer(sentence: SentenceChunks, someone: Chunk, cue: Chunk) -> bool:
    """Whether the people behind a participle did it and did not suffer it: "застрелен двумя неизвестными"."""
    if cue.symbol != PAST or someone.first < cue.stop:
        return False
    words = [token.lower for token in sentence.tokens[someone.first : someone.stop]]
    people = person_words(sentence.lexicon)
    numbers = (sentence.lexicon.lists["grammar"].get("agent_numbers") or "").split()
    if words[0] in numbers or people.agent_endings and words[-1].endswith(people.agent_endings):
        return True
    if someone.symbol == NAME:
        return len(words) > 1 and all(any(word.endswith(end) for end in people.agent_endings_one) for word in words)
    known = (words[-1].removesuffix(end) + plain for end, plain in people.agent_endings_one.items() if words[-1].endswith(end))
    return any(word in people.singular for word in known)
