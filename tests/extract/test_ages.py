"""A number beside a person is an age, not a number of people."""

import pytest

from cenotaph.extract import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Another woman, 22, was shot in Tull.",
        "Ada Lund 21, was found shot to death in Tull.",
        "Bo Venn Jr., 60, was injured in Tull.",
        "Boy, 15, shot and killed in Tull.",
        "A 16–year–old boy was shot dead in Tull.",
    ],
)
def test_an_age_between_commas_counts_nobody(text: str) -> None:
    assert {claim.count.low for claim in read_text(text).claims} == {1}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Three women, ages 15, 17, and 18, were injured in Tull.", 3),
        ("Her two sons, 7 and 8, were injured in Tull.", 2),
        ("Fifteen people, between the ages of 11 and 25, were injured in Tull.", 15),
    ],
)
def test_ages_in_a_row_count_nobody(text: str, number: int) -> None:
    assert [claim.count.low for claim in read_text(text).claims if (claim.count.low or 0) > 3] in ([], [number])
    assert not {11, 15, 17, 18, 25, 7, 8} & {claim.count.low for claim in read_text(text).claims} - {number}


def test_a_number_before_a_comma_still_counts() -> None:
    assert [c.count.low for c in read_text("The shooting in Tull killed 4, injured 3.").claims] == [4, 3]
