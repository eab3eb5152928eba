"""Names that say where: a home set between commas behind an age ("Irena Quole, 34, Lower Ost, was killed" tells of one), and
what a clause with "where" goes on about.
"""

from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.symbols import COMMA, NAME, PEOPLE
from cenotaph.model import CountRange

__all__ = ["says_where"]

OLDEST = 120  # years: a larger number behind a name is none of age


def says_where(sentence: SentenceChunks, at: int) -> bool:
    """Whether the chunk at `at` is a name that says where, and nobody's."""
    return _is_home(sentence, at) or _is_scene(sentence, at)


def _is_home(sentence: SentenceChunks, at: int) -> bool:
    """Whether the name at `at` follows one person and an age, and the clause goes on behind it; one with an age of its own is a
    person, as in "Ada Lund, 34, Ivo Brandt, 20, and".
    """
    chunks = sentence.chunks
    if not chunks[at].is_plain_name or at < 4 or at + 2 >= len(chunks):
        return False
    if chunks[at - 1].symbol != COMMA or chunks[at + 1].symbol != COMMA or _is_age(sentence, at + 2):
        return False
    if not _is_age(sentence, at - 2) or chunks[at - 3].symbol != COMMA:
        return False
    before = chunks[at - 4]
    return before.symbol in (NAME, PEOPLE) and (
        before.is_plain_name or before.group is not None and before.group.count == CountRange(1, 1)
    )


def _is_scene(sentence: SentenceChunks, at: int) -> bool:
    """Whether "where" follows the name at `at`: "the barracks of Laguna, where he was tortured"."""
    chunks = sentence.chunks
    after = at + 1 if at + 1 < len(chunks) and chunks[at + 1].symbol != COMMA else at + 2
    if not chunks[at].is_plain_name or after >= len(chunks):
        return False
    return sentence.tokens[chunks[after].first].lower in sentence.lexicon.words("grammar", "where")


def _is_age(sentence: SentenceChunks, at: int) -> bool:
    words = sentence.tokens[sentence.chunks[at].stop - 1].text
    return words.isdigit() and int(words) <= OLDEST
