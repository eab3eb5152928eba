"""Words that a person marked are read by the reader's own grammar: unit, group, age, qualifier; what counts nobody is refused."""

import pytest

from cenotaph.errors import DecisionRefused
from cenotaph.extract import read_marked, read_text
from cenotaph.model import Claim, Span
from cenotaph.text import load_lexicon

TEXT = (
    "At least 40 people died in Tull, and two families were wiped out. Ada Lund, 52, was shot dead. Between 3 and 5 women were "
    "taken. On 14 March 2009 a report came out. Nobody paid 500 dollars. Three deaths were recorded. About two dozen armed men fled."
)


def marked(words: str, harm: str = "killed") -> Claim:
    start = TEXT.index(words)
    return read_marked(TEXT, Span(start, start + len(words)), harm, load_lexicon("en"), "d")


@pytest.mark.parametrize(
    ("words", "low", "high", "groups", "name"),
    [
        ("40 people", 40, None, (), ""),
        ("At least 40 people died", 40, None, (), ""),
        ("two families were wiped out", 2, 2, ("families",), ""),
        ("Ada Lund, 52, was shot dead", 1, 1, (), "Ada Lund"),
        ("3 and 5 women", 3, 5, ("women",), ""),
        ("Three deaths", 3, 3, (), ""),
        ("two dozen armed men", 24, 24, ("men", "armed"), ""),
    ],
)
def test_the_number_is_what_the_reader_would_read(
    words: str, low: int, high: int | None, groups: tuple[str, ...], name: str
) -> None:
    claim = marked(words)
    assert (claim.count.low, claim.count.high, set(claim.groups)) == (low, high, set(groups))
    assert "".join(one.text for one in claim.names) == name
    assert claim.evidence.holds(claim.victims)
    assert claim.rules == ("person",)


@pytest.mark.parametrize(
    ("words", "harm", "why"),
    [
        ("52, was shot dead", "killed", "52 counts no people here"),
        ("14 March 2009", "killed", "count"),
        ("500 dollars", "killed", "count"),
        ("a report came out", "killed", "nobody"),
        ("wiped out. Ada Lund", "killed", "one sentence"),
        ("Three deaths", "injured", "killed, not of injured"),
    ],
)
def test_words_that_count_nobody_are_refused_with_the_reason(words: str, harm: str, why: str) -> None:
    with pytest.raises(DecisionRefused, match=why):
        marked(words, harm)


def test_a_claim_that_was_read_has_the_id_that_marking_it_gives() -> None:
    read = {claim.count.low: claim.id for claim in read_text(TEXT, identity="d").claims if claim.harm == "killed"}
    assert marked("At least 40 people").id == read[40], "so that it is not taken in twice"
