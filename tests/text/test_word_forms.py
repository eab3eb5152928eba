"""Words by stem and class, what is written together, and the form in which words are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.errors import InvalidValue
from cenotaph.text import load_lexicon, match_form, read_count, readable_languages
from cenotaph.text.inflections import decline, inflect

LETTERS = {
    "ar": "ﻻﷲﻼوفبكلالنهمقتلجرحىأإآةئءؤشخصعنم ٣٤١٢ًُِ،؟.ـ:0",
    "ru": "аеёиоубвгдлнрстхы -—«»,.12%",
    "uk": "аеєиіїоугґлнрст'’ʼ -—«»,.12",
    "fr": "aeéèêàloudntsmqjc'’ -«»,.12",
}


def pieces(language: str, words: str) -> list[str]:
    return [token.text for token in load_lexicon(language).tokenise(words)]


@pytest.mark.parametrize(
    ("language", "words", "cut"),
    [
        ("ar", "وقتل", ["و", "قتل"]),
        ("ar", "القتلى", ["ال", "قتلى"]),
        ("ar", "وبمقتلهم", ["و", "ب", "مقتل", "هم"]),
        ("ar", "إصابتهم", ["إصابت", "هم"]),
        ("ar", "وزير", ["وزير"]),
        ("ar", "وَقُتِلَ", ["وَ", "قُتِلَ"]),
        ("ar", "القتـلى", ["ال", "قتـلى"]),
        ("fr", "l'homme", ["l'", "homme"]),
        ("fr", "d’une", ["d’", "une"]),
        ("fr", "aujourd'hui", ["aujourd'hui"]),
        ("en", "don't", ["don't"]),
    ],
)
def test_what_is_written_together_is_taken_apart(language: str, words: str, cut: list[str]) -> None:
    assert pieces(language, words) == cut


@pytest.mark.parametrize("language", LETTERS)
@given(data=st.data())
def test_the_pieces_are_the_text(language: str, data: st.DataObject) -> None:
    words = data.draw(st.text(LETTERS[language], max_size=60))
    at = 0
    for token in load_lexicon(language).tokenise(words):
        assert at <= token.start < token.end <= len(words)
        assert token.text == words[token.start : token.end]
        at = token.end


@pytest.mark.parametrize(
    ("language", "words", "low", "high"),
    [
        ("ar", "قتيلان", 2, 2),
        ("ar", "١٢ شخصا", 12, 12),
        ("ar", "خمسة وعشرون شخصا", 25, 25),
        ("ar", "عشرات الجرحى", 24, None),
        ("ar", "القتلى: 69", 69, 69),
        ("fr", "quatre-vingt-dix-sept personnes", 97, 97),
        ("fr", "deux cent vingt personnes", 220, 220),
        ("uk", "п’ятьох", 5, 5),
        ("uk", "32 тисячі 675 людей", 32_675, 32_675),
        ("ru", "более миллиона человек", 1_000_000, None),
        ("pt", "vinte e uma pessoas", 21, 21),
        ("en", "Dead: 12", 12, 12),
    ],
)
def test_numbers_are_read_as_each_language_says_them(language: str, words: str, low: int, high: int | None) -> None:
    count = read_count(words, load_lexicon(language))
    assert count is not None
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("words", ["15.00", "12.50"])
def test_a_time_counts_nobody(words: str) -> None:
    assert read_count(words, load_lexicon("uk")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("قُتِل", "قتل"), ("جريـح", "جريح"), ("أطفال", "اطفال"), ("cafe\u0301", "café"), ("ещё", "еще"), ("п’ять", "п'ять")],
)
def test_habits_of_writing_are_levelled(one: str, other: str) -> None:
    assert match_form(one) == match_form(other)


@pytest.mark.parametrize(("one", "other"), [("mató", "mato"), ("ابنة", "ابنه")])
def test_what_makes_another_word_is_not(one: str, other: str) -> None:
    assert match_form(one) != match_form(other)


def test_a_stem_stands_for_all_forms_of_its_class() -> None:
    classes = {"ar": {"active": ["ó", "aron"], "past": ["ado"]}}
    listed = inflect({"active": {"killed": ["abatió"]}, "stems": {"ar": {"killed": ["asesin"]}}}, classes)
    assert listed == {"active": {"killed": ["abatió", "asesinó", "asesinaron"]}, "past": {"killed": ["asesinado"]}}
    nouns = {"m": {"one": [""], "many": ["ين"], "two": ["ان"]}}
    assert decline({"civilians": ["مدني:m", "a b"], "x": {}}, nouns) == {
        "civilians": ["مدني مدنيين", "a b"], "x": {}, "pairs": {"civilians": ["مدنيان"]},
    }  # fmt: skip


def test_a_class_that_is_not_listed_is_refused() -> None:
    with pytest.raises(InvalidValue, match="no class of words is called 'er'"):
        inflect({"stems": {"er": {"killed": ["x"]}}}, {"ar": {}})


def test_every_language_declares_what_the_engine_asks() -> None:
    for language in readable_languages():
        grammar = load_lexicon(language).lists["grammar"]
        assert grammar["noun_order"] in ("head last", "head first", "either")
        assert isinstance(grammar["modifying_cues"], str)
