import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.model import CountRange
from cenotaph.text import load_lexicon, read_count

EN = load_lexicon("en")
ONES = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(number: int) -> str:
    """A number in English words, written for this test alone."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + ("-" + ONES[number % 10] if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {words(number % 100)}" if number % 100 else "")
    if number < 1_000_000:
        return f"{words(number // 1000)} thousand" + (f" {words(number % 1000)}" if number % 1000 else "")
    return f"{words(number // 1_000_000)} million" + (f" {words(number % 1_000_000)}" if number % 1_000_000 else "")


@given(st.integers(1, 9_999_999))
def test_number_words_read_back(number: int) -> None:
    assert read_count(words(number) + " people", EN) == CountRange(number, number)


@given(st.integers(0, 99_999_999))
def test_digits_read_back(number: int) -> None:
    assert read_count(f"{number} people", EN) == CountRange(number, number)
    assert read_count(f"{number:,} people", EN) == CountRange(number, number)


@given(
    st.integers(1, 5_000),
    st.sampled_from([("at least", "low"), ("more than", "low"), ("over", "low"), ("up to", "high"), ("as many as", "high")]),
)
def test_qualifiers_leave_one_side_open(number: int, qualifier: tuple[str, str]) -> None:
    found = read_count(f"{qualifier[0]} {number} people", EN)
    assert found == (CountRange(number, None) if qualifier[1] == "low" else CountRange(None, number))


@pytest.mark.parametrize(
    ("phrase", "low", "high", "approx"),
    [
        ("about 30 people", 30, 30, True),
        ("an estimated 30 people", 30, 30, True),
        ("between 500 and 1,000 people", 500, 1000, False),
        ("500-1,000 people", 500, 1000, False),
        ("500 to 1,000 people", 500, 1000, False),
        ("1.2 million people", 1_200_000, 1_200_000, False),
        ("several hundred people", 300, None, False),
        ("dozens of people", 24, None, False),
        ("scores", 40, None, False),
        ("hundreds of victims", 200, None, False),
        ("tens of thousands of people", 20_000, None, False),
        ("a dozen men", 12, 12, False),
        ("two dozen men", 24, 24, False),
        ("a couple of men", 2, 2, False),
        ("no one", 0, 0, False),
        ("no casualties", 0, 0, False),
        ("another 150 people", 150, 150, False),
        ("nearly 13,000 people", 13_000, 13_000, True),
    ],
)
def test_the_reading_conventions(phrase: str, low: int | None, high: int | None, approx: bool) -> None:
    assert read_count(phrase, EN) == CountRange(low, high, approx)


@pytest.mark.parametrize(
    ("language", "phrase", "value"),
    [
        ("es", "1.200.000 personas", 1_200_000),
        ("es", "2,5 millones de personas", 2_500_000),
        ("ru", "2,5 миллиона человек", 2_500_000),
        ("en", "1,00,000 people", 100_000),
        ("en", "9,500 people", 9_500),
        ("en", "9.999.1 people", None),
        ("en", "1.5 people", None),
        ("en", "999,999,999 million people", None),
    ],
)
def test_points_and_commas_inside_a_number(language: str, phrase: str, value: int | None) -> None:
    found = read_count(phrase, load_lexicon(language))
    assert (found.low if found else None) == value


@pytest.mark.parametrize("phrase", ["people", "the town", "first", "", "-"])
def test_what_is_no_number_is_none(phrase: str) -> None:
    assert read_count(phrase, EN) is None
