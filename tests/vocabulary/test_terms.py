import pytest

from cenotaph.errors import InvalidValue
from cenotaph.vocabulary import load_vocabulary, vocabulary_names


def test_every_list_loads_and_every_term_says_what_it_means() -> None:
    assert {"harm", "group", "claim_status", "source_kind", "date_precision", "place_precision", "grade_airwars"} <= set(
        vocabulary_names()
    )
    for name in vocabulary_names():
        for term in load_vocabulary(name):
            assert term.label
            assert len(term.definition) > 10
            assert term.origin


def test_an_unknown_code_is_refused_with_the_codes_there_are() -> None:
    with pytest.raises(InvalidValue, match="killed, injured"):
        load_vocabulary("harm").check("murdered")
    with pytest.raises(InvalidValue, match="there are"):
        load_vocabulary("feelings")


def test_harms_cross_to_the_schemes_of_others() -> None:
    assert load_vocabulary("harm")["killed"].crosswalk["hxl"] == "#affected+killed"
