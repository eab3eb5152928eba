import pytest

from cenotaph.errors import InvalidValue
from cenotaph.text import load_lexicon, tokenise
from cenotaph.text.lexicon import Entry, Phrases
from cenotaph.text.paradigms import spell_out


def test_a_verb_is_one_line() -> None:
    listed = spell_out(
        {"active": {"killed": ["taking the life of"]}, "verbs": {"transitive": {"killed": ["slay slays slew slain slaying"]}}}
    )
    assert listed["active"]["killed"] == ["taking the life of", "slay", "slays", "slaying", "slew"]
    assert listed["past"]["killed"] == ["slain"]
    assert "verbs" not in listed


def test_a_verb_that_lacks_a_form_is_refused() -> None:
    with pytest.raises(InvalidValue, match="3 forms, not 5"):
        spell_out({"verbs": {"transitive": {"killed": ["kill kills killed"]}}})


def test_a_family_holds_any_word_where_it_says_so() -> None:
    phrases = Phrases([("taken to ~ hospital", Entry("past", "injured")), ("taken", Entry("past", "abducted"))])

    def found(words: str) -> tuple[str, int] | None:
        match = phrases.match(tokenise(words), 0)
        return (match[0].value, match[1]) if match else None

    assert found("taken to Venn hospital") == ("injured", 4)
    assert found("taken to , hospital") == ("abducted", 1)
    assert found("taken away") == ("abducted", 1)


@pytest.mark.parametrize(
    "words", ["was killing", "kills", "in critical condition", "taken to Tull General Hospital", "succumbed", "did not survive"]
)
def test_inflections_and_families_are_known(words: str) -> None:
    tokens = tokenise(words)
    phrases = load_lexicon("en").phrases("harms")
    assert any(phrases.match(tokens, at) is not None for at in range(len(tokens)))
