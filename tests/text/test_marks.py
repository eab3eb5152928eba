"""What a text is known by."""

from hypothesis import given
from hypothesis import strategies as st

from cenotaph.text import mark_text


def test_names_are_what_is_never_written_small() -> None:
    marks = mark_text(
        "Police search Mill Lane", "Ada Lund, 17, was shot in Mill Lane in Ostra, Karovia. Police said the lane was closed."
    )
    assert {"ada", "lund", "mill", "ostra", "karovia"} <= marks.names
    assert "lane" not in marks.names, "written small elsewhere in the text"
    assert "ada lund" in marks.pairs
    assert ("ostra", "karovia") in marks.within
    assert marks.ages == {17}


def test_in_a_text_all_in_capitals_every_word_may_be_a_name() -> None:
    assert {"ostra", "peasants"} <= mark_text("FIFTY PEASANTS WERE KILLED IN OSTRA.").names


def test_a_script_without_capitals_has_names_too() -> None:
    assert mark_text("قتل خمسة في أوسترا").names


def test_an_age_is_no_other_number() -> None:
    assert mark_text("A 5-year-old girl and Bo Venn (34) were hurt in 2009; 120 fled.").ages == {5, 34}


@given(st.text(max_size=300))
def test_any_text_has_marks_and_the_same_ones_again(text: str) -> None:
    assert mark_text(text) == mark_text(text)
