"""Short forms of names are known in every language, whatever the script, and no full name is taken for one."""

import pytest

from cenotaph.text import full_names, sound_of


@pytest.mark.parametrize(
    ("short", "full"),
    [("bill", "william"), ("bert", "herbert"), ("bert", "robert"), ("pepe", "jose"), ("toño", "antonio"), ("саша", "александр"),
     ("sasha", "александра"), ("вова", "володимир"), ("lulu", "lucien")],
)  # fmt: skip
def test_a_short_form_may_be_any_of_its_full_names(short: str, full: str) -> None:
    assert sound_of(full) in full_names(short.replace("ñ", "n"))


@pytest.mark.parametrize("name", ["william", "александр", "orrimo", ""])
def test_a_full_name_is_short_for_nothing(name: str) -> None:
    assert full_names(name) == ()
