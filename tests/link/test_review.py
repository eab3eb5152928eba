import pytest

from cenotaph.link import explain_parts, information, odds_words, order_for_review


def test_even_odds_tell_most_and_a_large_cluster_more() -> None:
    assert information(0.0) == pytest.approx(1.0)
    assert information(0.0) > information(3.0) > information(9.0) > 0
    assert information(3.0) == pytest.approx(information(-3.0))
    assert information(3.0, settled=6) > information(0.0)
    assert information(1e9) == pytest.approx(0.0, abs=1e-9)


def test_the_order_asks_once_for_two_clusters_and_never_twice() -> None:
    pairs = [("a", "b", 4.0), ("a", "c", 0.2), ("b", "c", 1.0), ("d", "e", 0.0), ("f", "g", 0.1)]
    members = {"a": "v1", "b": "v1", "c": "v2", "d": "v3", "e": "v4", "f": "v5", "g": "v6"}
    sizes = {"v1": 2}
    ordered = order_for_review(pairs, members, sizes, judged=[("g", "f")])
    assert ordered[0] == ("b", "c", 1.0), "two records against one, and the heaviest pair of the two clusters speaks for them"
    assert ("a", "c", 0.2) not in ordered
    assert [pair[:2] for pair in ordered] == [("b", "c"), ("d", "e"), ("a", "b")]


def test_a_waterfall_sums_to_the_weight_and_says_what_was_found() -> None:
    parts = (("given", 8, 6.0, -1.5), ("rest", -1, 0.0, 0.0), ("age", 0, -2.0, 0.0))
    lines = explain_parts(parts, -8.5)
    assert [line.label for line in lines] == ["before comparing", "given name", "given name", "age"]
    assert lines[0].bits == pytest.approx(-11.0)
    assert lines[1].words == "spelled the same"
    assert lines[2].words == "common among the other records"
    assert lines[-1].words == "further apart"
    assert lines[-1].total == pytest.approx(-8.5)


def test_odds_are_said_in_words() -> None:
    assert odds_words(0.0) == "even odds"
    assert odds_words(10.0) == "1,024 to 1 that they are one person"
    assert odds_words(-1.0) == "2.0 to 1 against that they are one person"
    assert odds_words(60.0) == "more than 10,000,000,000 to 1 that they are one person"
