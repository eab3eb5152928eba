import pytest
import yaml

from cenotaph.errors import InvalidValue
from cenotaph.text import fold, load_lexicon, readable_languages
from cenotaph.text.lexicon import FILES


def test_english_is_complete_and_others_are_not_read() -> None:
    assert "en" in readable_languages()
    with pytest.raises(InvalidValue, match="no reader for language"):
        load_lexicon("xx")


def test_words_that_look_like_booleans_stay_words() -> None:
    assert "on" in load_lexicon("en").words("places", "locative")
    assert True not in load_lexicon("en").lists["grammar"]["prepositions"]


@pytest.mark.parametrize("name", FILES)
def test_no_list_says_a_word_twice_under_one_kind(name: str) -> None:
    from importlib.resources import files

    text = (files("cenotaph.text") / "languages" / "en" / f"{name}.yaml").read_text(encoding="utf-8")
    seen: list[str] = []
    for event in yaml.compose(text).value:  # type: ignore[union-attr]
        key, value = event
        if isinstance(value, yaml.MappingNode):
            keys = [k.value for k, _ in value.value]
            assert len(keys) == len(set(keys)), f"{name}.{key.value} names a key twice"
        seen.append(key.value)
    assert len(seen) == len(set(seen)), f"{name} names a kind twice"


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Xocalı", "xocali"), ("Potočari", "potocari"), ("Račak", "racak"), ("Łódka", "lodka"), ("Ağdərə", "agdere")],
)
def test_folding_finds_what_people_type(written: str, typed: str) -> None:
    assert fold(written) == typed
