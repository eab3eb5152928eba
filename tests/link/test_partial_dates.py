"""Dates that lists know in part: a year of birth, a month of harm, day and month exchanged."""

import sys
from pathlib import Path

import numpy as np

from cenotaph.link import DuckDbEngine, LinkInput, link_records
from cenotaph.link.comparisons import BORN, HARMED

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from invented_people import invented_lists


def said(
    values: list[dict[str, str]], lists: list[str], truth: list[str], name: str
) -> tuple[dict[str, list[bool]], dict[str, float]]:
    """By the words of its level in one comparison: whether each scored pair is one person; and the weight of every level."""
    engine = DuckDbEngine()
    result = link_records(LinkInput(values, lists, frozenset(lists)), engine)
    engine.close()
    one = {"birth_date": BORN, "harm_date": HARMED}[name]
    at = result.model.comparisons.index(one)
    weights = np.log2(result.model.classes.m[at] / result.model.classes.u[at])
    found: dict[str, list[bool]] = {}
    for pair in result.scored():
        level = next(level for part, level, _, _ in pair.parts if part == name)
        found.setdefault(one.words(level), []).append(truth[pair.first] == truth[pair.second])
    return found, {one.words(level): float(bits) for level, bits in enumerate(weights)}


def test_years_of_birth_alone_are_compared() -> None:
    given, truth = invented_lists(600)
    second = list(given.lists).index("second")
    values = [{**one, "birth_date": one["birth_date"][:4]} if at >= second else dict(one) for at, one in enumerate(given.values)]
    found, weights = said(values, list(given.lists), truth, "birth_date")
    assert sum(found["the same year, no day in both"]) > 60
    assert weights["the same year, no day in both"] > 2
    assert weights["more than ten years apart"] < -2, "born 1950 speaks against born 1990"


def test_a_month_of_harm_and_a_day_in_it_agree() -> None:
    given, truth = invented_lists(600)
    second = list(given.lists).index("second")
    months = [f"1998-{1 + int(person) % 12:02d}" for person in truth]
    values = [
        {**one, "harm_date": month if at >= second else f"{month}-{int(person) % 28 + 1:02d}"}
        for at, (one, month, person) in enumerate(zip(given.values, months, truth, strict=True))
    ]
    found, weights = said(values, list(given.lists), truth, "harm_date")
    assert sum(found["the same month, no day in both"]) > 60
    assert weights["the same month, no day in both"] > 1


def test_day_and_month_exchanged_are_a_level_of_their_own() -> None:
    given, truth = invented_lists(600)
    second = list(given.lists).index("second")
    days = [(1 + int(person) % 12, 1 + int(person) * 7 % 12) for person in truth]
    values = [
        {**one, "harm_date": f"1998-{b:02d}-{a:02d}" if at >= second and int(person) % 3 == 0 else f"1998-{a:02d}-{b:02d}"}
        for at, (one, (a, b), person) in enumerate(zip(given.values, days, truth, strict=True))
    ]
    found, weights = said(values, list(given.lists), truth, "harm_date")
    assert sum(found["day and month exchanged"]) > 15
    assert weights["day and month exchanged"] > 1
