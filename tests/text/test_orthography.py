"""How a list spells in Latin letters, and words of scripts whose vowels are signs."""

import pytest

from cenotaph.link import DuckDbEngine, LinkInput, link_records
from cenotaph.text import folded_words, orthography_of, parse_name, sound_of


def test_a_list_is_heard_as_it_spells() -> None:
    serbian = orthography_of(["Jovan Đorđević", "Cvetko Ilić", "Ana Marić"])
    assert serbian is not None
    heard = serbian.sounding("Jovan Cvetković")
    for latin, cyrillic in (("jovan", "јован"), ("cvetkovic", "цветковић")):
        assert sound_of(heard[latin]) == sound_of(cyrillic)
    turkish = orthography_of(["Cemal Yılmaz", "Ayşe Çelik"])
    assert turkish is not None
    assert sound_of(turkish.sounding("Cemal")["cemal"]) == sound_of("джемал")


@pytest.mark.parametrize("names", [["John Smith", "Iris Cole", "INES IVOR"], [], ["José Muñiz", "Zoë Brontë"]])
def test_a_list_without_signs_is_left_alone(names: list[str]) -> None:
    assert orthography_of(names) is None


def test_one_stranger_makes_no_spelling_of_a_long_list() -> None:
    assert orthography_of(["Ivo Marić", *["Ada Lund"] * 40]) is None


def test_a_word_is_not_cut_at_a_vowel_sign() -> None:
    assert len(parse_name("सुनीता कुमारी").words) == 2
    assert len(folded_words("மணி வேலு")) == 2
    assert parse_name("အောင် မြင့်").family


def test_one_person_on_a_list_in_cyrillic_and_one_in_latin_letters() -> None:
    names = {"Јован Ђорђевић": "Jovan Đorđević", "Чедомир Цветковић": "Čedomir Cvetković", "Јелена Шарић": "Jelena Šarić"}
    values = [{"name": name, "age": str(20 + at)} for side in (names.keys(), names.values()) for at, name in enumerate(side)]
    engine = DuckDbEngine()
    label = link_records(LinkInput(values, ["a"] * 3 + ["b"] * 3, frozenset("ab")), engine).clusters.label.tolist()
    engine.close()
    assert label[:3] == label[3:]
