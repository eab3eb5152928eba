"""Words to values: tokens, sentences, counts, dates, places. Every word list is data under `languages/<code>/`."""

from cenotaph.text.counts import CountMatch, match_count
from cenotaph.text.datelines import Dateline, find_dateline
from cenotaph.text.dates import DateMatch, DateWords, find_dates
from cenotaph.text.fold import fold, folded_words
from cenotaph.text.lexicon import Lexicon, load_lexicon, readable_languages
from cenotaph.text.marks import mark_text
from cenotaph.text.matching import level_digits, match_form
from cenotaph.text.name_compare import align_names, compare_names, romanised_name
from cenotaph.text.name_forms import name_found, name_skeletons, romanise, skeleton_of, sound_of
from cenotaph.text.names import Name, parse_name
from cenotaph.text.orthography import Orthography, orthography_of
from cenotaph.text.places import Gazetteer, same_place
from cenotaph.text.plain_yaml import load_plain_yaml, said_yes
from cenotaph.text.read_count import read_count
from cenotaph.text.script import script_of
from cenotaph.text.segment import LONGEST_SENTENCE, Sentence, find_quotes, split_sentences
from cenotaph.text.short_forms import full_names
from cenotaph.text.table_format import CELLS_APART
from cenotaph.text.tokens import Token, tokenise
from cenotaph.text.written_dates import ORDERS, ImpossibleDay, check_order, guess_day_order, is_order, read_written_date

__all__ = [
    "Orthography",
    "orthography_of",
    "CELLS_APART",
    "LONGEST_SENTENCE",
    "ORDERS",
    "CountMatch",
    "DateMatch",
    "DateWords",
    "Dateline",
    "Gazetteer",
    "ImpossibleDay",
    "Lexicon",
    "Name",
    "Sentence",
    "Token",
    "align_names",
    "check_order",
    "is_order",
    "compare_names",
    "romanised_name",
    "find_dateline",
    "find_dates",
    "find_quotes",
    "fold",
    "folded_words",
    "full_names",
    "guess_day_order",
    "level_digits",
    "load_lexicon",
    "load_plain_yaml",
    "mark_text",
    "match_count",
    "match_form",
    "read_count",
    "name_found",
    "name_skeletons",
    "parse_name",
    "read_written_date",
    "readable_languages",
    "romanise",
    "same_place",
    "script_of",
    "said_yes",
    "skeleton_of",
    "sound_of",
    "split_sentences",
    "tokenise",
]
