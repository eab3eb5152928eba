"""Kinds of chunks have names; letters stand nowhere but in the alphabet."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from cenotaph.errors import InvalidValue
from cenotaph.extract.simplify import folded_rows, simplify
from cenotaph.extract.symbols import ALPHABET, compile_names, letters
from cenotaph.text import readable_languages

EXTRACT = Path(str(files("cenotaph.extract")))


def test_no_two_kinds_share_a_letter() -> None:
    assert len(set(ALPHABET.values())) == len(ALPHABET)


@pytest.mark.parametrize("pattern", ["<people> <bee>", "[<counted><nobody>]*", "<t>"])
def test_an_unknown_name_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidValue, match="no kind of chunk is called"):
        compile_names(pattern)


@pytest.mark.parametrize("language", readable_languages())
def test_patterns_are_written_in_names_alone(language: str) -> None:
    data = yaml.safe_load((files("cenotaph.text") / "languages" / language / "patterns.yaml").read_text(encoding="utf-8"))
    for pattern in (*data["macros"].values(), *(row["match"] for row in data["order"])):
        bare = re.sub(r"\(\?P<[vh]>|<[a-z-]+>|\{[A-Z]+\}", "", pattern)
        assert not re.search(r"[A-Za-z]", bare), pattern
        compile_names(pattern)


def test_no_module_tests_a_chunk_against_letters() -> None:
    for path in sorted(EXTRACT.glob("*.py")):
        if path.name != "symbols.py":
            found = re.findall(r"symbols?(?:\[[^\]]*\])? (?:not )?(?:in|==|!=) [\"'][^\"']", path.read_text(encoding="utf-8"))
            assert not found, path.name


@pytest.mark.parametrize(
    ("between", "left"),
    [
        ("comma word comma be", "be"),  # , 34, was
        ("comma relative be preposition article word comma be", "be"),  # , who was at the gate, was
        ("preposition article word of name be", "be"),  # in the town of Ostra was
        ("open word word close be", "be"),  # (a clerk) was
        ("comma word of article word comma be", "be"),  # , clerk of the court, was
        ("and people be", None),  # and two clerks were: another member of the list
        ("end be", None),  # a clause has ended
    ],
)
def test_what_changes_nothing_is_folded(between: str, left: str | None) -> None:
    folded = simplify(letters(between))
    assert folded == letters(left) if left else folded != letters("be")


def test_a_relative_clause_is_a_row_of_its_own() -> None:
    row = letters("people comma relative past number comma intransitive end")
    rows = ["".join(row[k] for k in kept) for kept in folded_rows(row)]
    assert rows == [letters("people past number comma"), letters("people intransitive end")]
    assert not list(folded_rows(letters("people be past end")))
