"""Words to values: tokens, sentences, counts, dates, places. Every word list is data under `languages/<code>/`."""

from cenotaph.text.counts import CountMatch, match_count, read_count
from cenotaph.text.datelines import Dateline, find_dateline
from cenotaph.text.dates import DateMatch, DateWords, find_dates
from cenotaph.text.fold import fold
from cenotaph.text.lexicon import Lexicon, load_lexicon, readable_languages
from cenotaph.text.places import Gazetteer, same_place
from cenotaph.text.segment import LONGEST_SENTENCE, Sentence, find_quotes, split_sentences
from cenotaph.text.tokens import Token, tokenise

__all__ = [
    "LONGEST_SENTENCE",
    "CountMatch",
    "DateMatch",
    "DateWords",
    "Dateline",
    "Gazetteer",
    "Lexicon",
    "Sentence",
    "Token",
    "find_dateline",
    "find_dates",
    "find_quotes",
    "fold",
    "load_lexicon",
    "match_count",
    "read_count",
    "readable_languages",
    "same_place",
    "split_sentences",
    "tokenise",
]
