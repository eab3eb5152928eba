"""Which pairs are compared at all: rules, measured before they are used.

Comparing every record with every other is out of reach for lists of thousands, and one clever rule misses whoever it does not
fit. So every rule is counted first (how many pairs it would bring). Learning takes them in order while they stay within a budget;
what was learnt says which matches each would bring (`coverage.py`), and the rules kept are those that bring most for their pairs.
Filling the budget in any order, the obvious way, compares ten pairs where two would do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cenotaph.link.comparisons import FILLED_ENOUGH
from cenotaph.link.engine import Engine

if TYPE_CHECKING:
    import pyarrow

__all__ = ["BlockingRule", "brought_by", "count_pairs", "count_rules", "most_pairs", "within_budget"]

PAIRS_A_RECORD = 60  # what a laptop compares in minutes at 100,000 records
PAIRS_AT_LEAST = 200_000  # all pairs of 600 records: small lists are compared whole


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Pairs that agree on all `columns`; with `crossed`, the first column of one and the second of the other."""

    columns: tuple[str, ...]
    crossed: bool = False

    @property
    def sql(self) -> str:
        """The condition in Splink's form."""
        if self.crossed:
            first, second = self.columns
            return f"l.{first} = r.{second} and l.{second} = r.{first}"
        return " and ".join(f"l.{column} = r.{column}" for column in self.columns)

    @property
    def words(self) -> str:
        """The rule for a person."""
        named = [COLUMN_WORDS[column] for column in self.columns]
        return " and ".join(named) + (" exchanged" if self.crossed else " the same")


COLUMN_WORDS = {
    "given_skel": "given name",
    "family_skel": "family name",
    "given_start": "beginning of the given name",
    "family_start": "beginning of the family name",
    "given_initial": "first letter of the given name",
    "father_skel": "father's name",
    "grandfather_skel": "grandfather's name",
    "rest_skel": "all names but the first",
    "whole_skel": "whole name",
    "mother_skel": "mother's name",
    "birth_date": "date of birth",
    "birth_year": "year of birth",
    "birth_month_day": "birthday",
    "age": "age",
    "sex": "sex",
    "harm_day": "date of harm",
    "harm_place": "place of harm",
    "id_number": "number on a document",
    "postcode": "postcode",
    "postcode_start": "beginning of the postcode",
    "birth_place": "place of birth",
    "residence": "place of residence",
    "address": "address",
}
CANDIDATES = (
    BlockingRule(("id_number",)),
    BlockingRule(("whole_skel",)),
    BlockingRule(("given_skel", "birth_date")),
    BlockingRule(("given_skel", "father_skel", "family_skel")),
    BlockingRule(("rest_skel", "age")),
    BlockingRule(("rest_skel", "birth_year")),
    BlockingRule(("given_skel", "family_skel")),
    BlockingRule(("given_skel", "father_skel", "grandfather_skel")),
    BlockingRule(("rest_skel",)),
    BlockingRule(("birth_date",)),
    BlockingRule(("given_skel", "family_skel"), crossed=True),
    BlockingRule(("given_skel", "postcode")),
    BlockingRule(("address",)),
    BlockingRule(("postcode",)),
    BlockingRule(("postcode_start", "birth_date")),
    BlockingRule(("birth_place", "birth_date")),
    BlockingRule(("residence", "birth_date")),
    BlockingRule(("family_skel", "postcode")),
    BlockingRule(("given_skel", "harm_day")),
    BlockingRule(("family_skel", "harm_day")),
    BlockingRule(("given_skel", "mother_skel")),
    BlockingRule(("family_skel", "birth_year", "birth_month_day")),
    BlockingRule(("given_skel", "birth_year")),
    BlockingRule(("family_skel", "birth_year")),
    BlockingRule(("given_skel", "birth_month_day")),
    BlockingRule(("family_skel", "birth_month_day")),
    BlockingRule(("postcode_start", "family_skel")),
    BlockingRule(("postcode_start", "given_skel")),
    BlockingRule(("given_start", "family_start")),
    BlockingRule(("given_skel", "father_skel")),
    BlockingRule(("father_skel", "grandfather_skel", "age")),
    BlockingRule(("given_skel", "grandfather_skel", "age")),
    BlockingRule(("family_skel", "father_skel", "age")),
    BlockingRule(("given_skel", "age", "sex")),
    BlockingRule(("family_skel", "given_initial")),
    BlockingRule(("family_skel", "age")),
    BlockingRule(("family_skel", "residence")),
    BlockingRule(("family_skel", "birth_place")),
    BlockingRule(("family_start", "given_initial", "harm_day")),
    BlockingRule(("family_start", "given_initial", "birth_year")),
    BlockingRule(("family_start", "given_initial", "age")),
    BlockingRule(("family_start", "harm_day")),
    BlockingRule(("family_start", "residence")),
    BlockingRule(("family_start", "harm_place", "age")),
    BlockingRule(("given_skel", "residence")),
    BlockingRule(("given_skel", "harm_place", "age")),
    BlockingRule(("given_skel", "father_skel", "age")),
    BlockingRule(("given_initial", "birth_year", "harm_day")),
    BlockingRule(("given_initial", "age", "harm_day")),
    BlockingRule(("given_initial", "residence", "harm_day")),
    BlockingRule(("birth_year", "harm_day", "residence")),
    BlockingRule(("age", "harm_day", "residence")),
    BlockingRule(("age", "harm_day", "harm_place")),
)


def count_pairs(engine: Engine, table: str, rule: BlockingRule) -> int:
    """How many pairs of records `rule` would bring, counted without making them."""
    keys = ", ".join(rule.columns)
    known = " and ".join(f"{column} is not null" for column in rule.columns)
    counted = f"select {keys}, count(*) as c from {table} where {known} group by {keys}"
    if rule.crossed:
        first, second = rule.columns
        sql = (
            f"select cast(coalesce(sum(a.c * b.c), 0) / 2 as bigint) as pairs from ({counted}) a join ({counted}) b "
            f"on a.{first} = b.{second} and a.{second} = b.{first}"
        )
        return int(engine.ask(sql).column(0)[0].as_py() or 0)

    answer = engine.ask(f"select cast(coalesce(sum(c * (c - 1) / 2), 0) as bigint) as pairs from ({counted}) as counted")
    return int(answer.column(0)[0].as_py() or 0)


def count_rules(engine: Engine, table: str, filled: Mapping[str, float]) -> list[tuple[BlockingRule, int]]:
    """The rules of `CANDIDATES` that bring any pairs, with how many each."""
    counted = [
        (rule, count_pairs(engine, table, rule))
        for rule in CANDIDATES
        if all(filled.get(column, 0.0) >= FILLED_ENOUGH for column in rule.columns)
    ]
    return [(rule, pairs) for rule, pairs in counted if pairs]


def within_budget(counted: Sequence[tuple[BlockingRule, int]], records: int) -> list[tuple[BlockingRule, int]]:
    """The rules, in their order, that together stay within what is compared of so many records."""
    budget = most_pairs(records)
    chosen = []
    for rule, pairs in counted:
        if pairs <= budget:
            chosen.append((rule, pairs))
            budget -= pairs
    return chosen


def most_pairs(records: int) -> int:
    """How many pairs are compared at most."""
    return max(PAIRS_AT_LEAST, PAIRS_A_RECORD * records)


def brought_by(
    features: "pyarrow.Table", left: NDArray[np.int64], right: NDArray[np.int64], rules: Sequence[BlockingRule]
) -> list[NDArray[np.bool_]]:
    """For each rule, which of the pairs (`left`, `right`: record numbers) it brings."""
    import pyarrow.compute as compute

    brought = []
    for rule in rules:
        fits = np.ones(len(left), dtype=bool)
        others = tuple(reversed(rule.columns)) if rule.crossed else rule.columns
        for column, other in zip(rule.columns, others, strict=True):
            a, b = features.column(column).take(left), features.column(other).take(right)
            fits &= compute.fill_null(compute.equal(a, b), False).to_numpy(zero_copy_only=False)
        brought.append(fits)
    return brought
