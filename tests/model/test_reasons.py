"""Reasons are data, worded where they are shown: every code in every language, and nothing said of a claim that may not be."""

import ast
import string
from pathlib import Path

import pytest

import cenotaph
from cenotaph.model import Cited, CountRange, Reason, word_reason
from cenotaph.vocabulary.reasons import load_reasons, reason_languages

SENTENCES = load_reasons("en")["sentences"]


def named(template: object) -> set[str]:
    text = template["text"] if isinstance(template, dict) else template
    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}


def test_every_language_has_every_sentence_with_the_same_values() -> None:
    assert {"en", "es"} <= set(reason_languages())
    for language in reason_languages():
        catalogue = load_reasons(language)
        assert catalogue["sentences"].keys() == SENTENCES.keys(), language
        for code, template in catalogue["sentences"].items():
            assert named(template) == named(SENTENCES[code]), (language, code)
        for part in ("counted", "count", "citation"):
            assert catalogue[part].keys() == load_reasons("en")[part].keys()


def codes_of_the_source() -> set[str]:
    """The codes with which the program makes reasons: `Reason.of("code")` and `because("code")`."""
    found = set()
    for path in Path(cenotaph.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Reason.of", ".because")) and node.args:
                parts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                found |= {part for part in parts if isinstance(part, str)}
    return found


def test_no_reason_is_made_that_has_no_sentence() -> None:
    made = codes_of_the_source()
    assert len(made) > 60
    assert {code for code in made if not any(known.startswith(code) for known in SENTENCES)} <= {"_and_"}


def test_a_reason_comes_back_as_it_went_in() -> None:
    inner = Reason.of("sum", numbers=(106, 63), total=169)
    reason = Reason(
        "parts_short",
        ("c-1",),
        (("shown", inner), ("whole", 613), ("left", 444)),
        (Reason.of("not_summed", "c-2", count=CountRange(5, None)),),
    )
    assert Reason.from_data(reason.as_data()) == reason
    assert hash(reason) == hash(Reason.from_data(reason.as_data()))
    assert word_reason(reason) == (
        "106 + 63 = 169 of 613: 444 not broken down; also at least 5 said of the same victims, not summed (may overlap)"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "1,613 has the most independent origins (3 independent origins): The hospital, in a.txt: “1,613 people died” [c-1]",
        ),
        (
            "es",
            "1.613 es la cifra con más orígenes independientes (3 orígenes independientes): The hospital, en a.txt: “1,613 people died” [c-1]",
        ),
    ],
)
def test_a_reason_is_worded_in_the_language_of_who_reads_it(language: str, words: str) -> None:
    reason = Reason.of("most_origins", "c-1", number=1613, origins=3)
    assert word_reason(reason, {"c-1": Cited("The hospital", "a.txt", "1,613 people died")}, language) == words


def test_of_a_claim_that_may_not_be_cited_only_the_id_is_said() -> None:
    reason = Reason.of("lowest_said", "c-1", number=3)
    assert word_reason(reason) == "3 is the lowest number said: [c-1]"
    assert word_reason(reason, {"c-1": Cited("a source", "a source")}) == "3 is the lowest number said: a source [c-1]"
