"""Words that only look like names: in texts that are all in capitals, and at the beginning of a sentence.

A single word in capitals stands as a name only where the document gives it elsewhere as part of a longer name: after "MARTEN OROZ
WAS SEEN", "OROZ WAS KILLED" names him; "FEAR" and "DUE" name nobody. A single word that begins a sentence has its capital from
there: it is a name where the document has it with a capital in the midst of a sentence. Where names of people are listed for a
language, they tell better.
"""

from collections.abc import Sequence

from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.symbols import NAME

__all__ = ["drop_words_taken_for_names"]


def drop_words_taken_for_names(sentences: Sequence[SentenceChunks], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that rest on a single capitalised word no longer name of the document holds."""
    drafts = _without_beginnings(sentences, drafts)
    doubtful = [draft for draft in drafts if _is_one_word_in_capitals(draft)]
    if not doubtful:
        return drafts
    known = {
        token.lower
        for sentence in sentences
        for chunk in sentence.chunks
        if chunk.symbol == NAME and chunk.stop - chunk.first > 1
        for token in sentence.tokens[chunk.first : chunk.stop]
    }
    gone = {
        id(draft) for draft in doubtful if draft.sentence.tokens[draft.sentence.chunks[draft.victim].first].lower not in known
    }
    return [draft for draft in drafts if id(draft) not in gone]


def _without_beginnings(sentences: Sequence[SentenceChunks], drafts: Sequence[Draft]) -> list[Draft]:
    doubtful = {_word(draft) for draft in drafts if _begins_a_sentence(draft)}
    if not doubtful:
        return list(drafts)
    known = {
        token.lower
        for sentence in sentences
        for at, token in enumerate(sentence.tokens)
        if at and token.is_capital and token.lower in doubtful
    }
    return [draft for draft in drafts if not _begins_a_sentence(draft) or _word(draft) in known]


def _begins_a_sentence(draft: Draft) -> bool:
    chunk = draft.sentence.chunks[draft.victim]
    if chunk.first or not chunk.is_plain_name or chunk.stop - chunk.first > 1 or len(draft.names) != 1:
        return False
    return not draft.sentence.capitals and not draft.sentence.lexicon.lists.get("known_names")


def _word(draft: Draft) -> str:
    return draft.sentence.tokens[draft.sentence.chunks[draft.victim].first].lower


def _is_one_word_in_capitals(draft: Draft) -> bool:
    chunk = draft.sentence.chunks[draft.victim]
    if chunk.symbol != NAME or chunk.stop - chunk.first > 1 or len(draft.names) != 1:
        return False
    return draft.sentence.capitals
