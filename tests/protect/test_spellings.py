"""How a name that must not be named may slip past: hidden, coded, joined, turned round, in a case, by an initial."""

import pytest

from cenotaph.protect import NameSpellings, Needles
from cenotaph.protect.words import WITHHELD

HIDDEN = {
    "in an address": "https://example.org/people/Irena%20Quole/index.html",
    "coded twice": "https://example.org/?q=Irena%2520Quole",
    "beside a percent sign": "https://example.org/50%25/Irena%20Quole",
    "with plus": "https://example.org/?q=Irena+Quole",
    "as one word": "https://example.org/IrenaQuole",
    "as one word with more": "write to irenaquole77@example.org",
    "as a tag": "#IrenaQuole",
    "soft hyphens": "Ire\u00adna Qu\u00adole",
    "bidi marks": "\u202bIrena\u202c \u2067Qu\u2069ole",
    "joiners": "I\u200drena Quo\u2060le",
    "an invisible letter": "Irena\u3164 Quole",
    "variation selectors": "I\ufe0frena Quole",
    "a Cyrillic letter": "Ir\u0435na Quole",
    "Greek letters": "Iren\u03b1 Qu\u03bfle",
    "wide letters": "\uff29\uff52\uff45\uff4e\uff41 \uff31\uff55\uff4f\uff4c\uff45",
    "mathematical letters": "\U0001d408\U0001d42b\U0001d41e\U0001d427\U0001d41a \U0001d410\U0001d42e\U0001d428\U0001d425\U0001d41e",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_name_is_found_however_it_is_hidden(text: str) -> None:
    words = Needles.of_words(["Irena Quole"])
    assert words.holds(text)
    assert len(words.without_those_in([text])) == 0
    redacted = words.redact(text)
    assert WITHHELD in redacted
    assert not words.holds(redacted)


def test_a_latin_letter_in_a_cyrillic_name_hides_it_no_better() -> None:
    words = Needles.of_words(["Мира Санд"])
    assert words.holds("Мирa Санд")
    assert words.holds("Mирa Cанд")


def test_what_is_not_the_name_is_left_alone() -> None:
    words = Needles.of_words(["Irena Quole", "Ana Ort"])
    for text in ("Irena said. Quole left", "100%25 of them", "the Anaort", "Ana\u00adstasia Ortega", "https://example.org/a%20b"):
        assert words.redact(text) == text, text


WAYS = {
    "surname first": "Quole Irena",
    "surname first, comma": "Quole, Irena",
    "initial": "I. Quole said",
    "initial after": "signed Quole I.",
    "two initials": "I.M. Quole",
    "two initials after": "Quole I. M.",
    "with a middle name": "Irena Maria Quole",
    "possessive": "Irena Quole's house",
    "possessive between": "Quole's Irena",
    "double name": "Irena Quole-Marsh",
    "another alphabet": "Ирена Квоул",
    "accusative": "видели Ирену Квоул",
    "genitive": "дом Ирены Квоул",
    "instrumental": "с Иреной Квоулой",
    "with a conjunction": "وإيرينا كوول",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_text_calls_somebody_by_her_name_in_many_ways(text: str) -> None:
    names = ["Irena Quole", "Ирена Квоул", "إيرينا كوول"]
    spelled = NameSpellings(names, names)
    runs = spelled.runs_in(text)
    assert runs
    assert Needles(runs).holds(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Петр Лужин", "видели Петра Лужина"),
        ("Петр Лужин", "сказано Петром Лужиным"),
        ("Мария Лужина", "у Марии Лужиной"),
        ("Мария Лужина", "Марию Лужину"),
        ("Олена Коваль", "бачили Олену Коваль"),
        ("Іван Коваленко", "з Іваном Коваленком"),
        ("Андрій Білий", "Андрія Білого"),
    ],
)
def test_the_cases_of_slavic_names_are_found(name: str, text: str) -> None:
    assert NameSpellings([name]).runs_in(text), text


def test_somebody_else_of_the_surname_is_not_meant() -> None:
    spelled = NameSpellings(["Irena Quole"], ["Irena Quole"])
    for text in ("A. Quole said", "Tomas Quole", "Irena Marsh", "In Quole, a village"):
        assert spelled.runs_in(text) == set(), text
    assert NameSpellings(["Irena Quole"]).runs_in("I. Quole") == set(), "by an initial only where that was asked for"


def test_where_a_text_names_somebody_whole_a_name_alone_means_her_too() -> None:
    spelled = NameSpellings(["Irena Quole"], ["Irena Quole"])
    text = "Irena Quole, a nurse, saw it. Quole fled. Irena's son stayed. I. Quole signed."
    assert spelled.alone_in(text) == {"Irena", "Irena's"}
    assert spelled.alone_in(text, others=True) == {"Irena", "Irena's", "Quole"}
    assert spelled.alone_in("Quole fled. Irena stayed.", others=True) == set()
