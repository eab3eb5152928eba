"""Words that must not be published, found and taken out: properties that hold for any text."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.protect import Needles, name_forms
from cenotaph.protect.words import WITHHELD

LETTERS = st.sampled_from(
    ["ana", "Ortu", "Bela", "SORN", "Мира", "санд", "x", "7", "-", " ", "\n", ", ", "\u200b", "é", "'", "<b>"]
)
TEXTS = st.lists(LETTERS, max_size=30).map("".join)
RUNS = st.lists(st.sampled_from(["Ana Ortu", "Ortu", "Bela Sorn Ana", "Мира Санд", "x 7", "Bela Sorn"]), max_size=5)


@settings(max_examples=300, deadline=None)
@given(TEXTS, RUNS)
def test_what_was_taken_out_is_not_found_again(text: str, phrases: list[str]) -> None:
    words = Needles.of_words(phrases)
    redacted = words.redact(text)
    assert not words.holds(redacted)
    assert words.holds(text) == (redacted != text)
    assert words.redact(redacted) == redacted


@settings(max_examples=300, deadline=None)
@given(TEXTS, RUNS)
def test_all_ways_of_looking_agree(text: str, phrases: list[str]) -> None:
    import re

    words = Needles.of_words(phrases)
    spans = list(words.find(text))
    stand = len(words.without_those_in([text])) < len(words)
    assert bool(spans) == words.holds(text) == stand == words.holds_within(text, re.compile("(?!)"))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_a_name_has_its_forms_and_a_name_of_one_word_has_none() -> None:
    forms = name_forms(["Ivan", "Sergeevich", "", "Petrov"], ["Petrov, I. S.", "Ivan"])
    assert {
        ("ivan", "petrov"),
        ("petrov", "ivan"),
        ("ivan", "sergeevich"),
        ("ivan", "sergeevich", "petrov"),
        ("petrov", "i", "s"),
    } <= forms
    assert ("ivan",) not in forms


def test_common_names_count_only_within_a_phrase() -> None:
    import re

    words = Needles.of_words(["Ana Ortu"])
    end = re.compile("[,\n]")
    assert words.holds_within("Bela Ana Ortu Sorn", end)
    assert not words.holds_within("Bela Ana, Ortu Sorn", end)
    assert words.redact("Ana\u00a0ORTU's list") == f"{WITHHELD}'s list"
