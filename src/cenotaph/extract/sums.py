"""Parts told by nothing but their sum: "nine people died (five gunmen and four inmates)".

Two or more numbers of people behind a whole, inside brackets, dashes or after a colon or a comma, that add up to it to the last
one, are its parts. Refuses what adds up to less or more: those may be others.
"""

from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.symbols import CLOSE, COMMA, COUNTED_ALONE, END, HARM_VERBS, OPEN

__all__ = ["members_of_sum"]

LEAST = 3  # a whole of two is "one and one" everywhere
MOST_BETWEEN = 12  # chunks between the whole and the mark that opens its parts


def members_of_sum(sentence: SentenceChunks, whole: Draft) -> list[int]:
    """The chunks whose numbers add up to a whole of that sentence; none where they do not."""
    total = whole.count.low
    if not whole.count.exact or total is None or total < LEAST:
        return []
    chunks = sentence.chunks
    for opening in range(whole.victim + 1, min(len(chunks), whole.victim + MOST_BETWEEN)):
        if chunks[opening].symbol in OPEN + END + COMMA:
            members = _counted(sentence, opening)
            counts = [chunks[k].group.count.low for k in members]  # type: ignore[union-attr]
            if len(members) > 1 and sum(count or 0 for count in counts) == total:
                return members
    return []


def _counted(sentence: SentenceChunks, opening: int) -> list[int]:
    """The exactly counted people from an opening mark to what closes it; none where a word of harm stands among them."""
    chunks = sentence.chunks
    bracket = chunks[opening].symbol == OPEN
    found: list[int] = []
    for at in range(opening + 1, len(chunks)):
        symbol, group = chunks[at].symbol, chunks[at].group
        if symbol == CLOSE if bracket else symbol == END:
            break
        if symbol in HARM_VERBS and not bracket:
            return [] if chunks[opening].symbol == COMMA else found
        if symbol in COUNTED_ALONE and group is not None and group.count is not None and group.count.exact:
            found.append(at)
    return found
