"""Which blocking rules are worth their pairs: those that bring most new matches, by what was learnt of how matches agree.

In go rules with the pairs that each brings, and a `Coverage`; out come the rules to use, in the order in which they were chosen.
Refuses no rule for what it asks, only for what it would cost.
"""

from collections.abc import Sequence

import numpy as np

from cenotaph.link.blocking import PAIRS_AT_LEAST, BlockingRule, most_pairs
from cenotaph.link.coverage import Coverage

__all__ = ["choose_rules"]

PAIRS_FOR_A_MATCH = 5_000  # pairs that one more match is worth: seven milliseconds of a laptop


def choose_rules(
    counted: Sequence[tuple[BlockingRule, int]], covered: Coverage, drawn: float, records: int
) -> list[tuple[BlockingRule, int]]:
    """Of the rules with the pairs that each brings, those that bring most new matches a pair, until the next would need more than
    `PAIRS_FOR_A_MATCH` pairs for one or the budget is spent; what few pairs are left to the least budget is filled in the same
    order. `covered` is of a sample that holds the share `drawn` of all pairs.
    """
    budget, spent = most_pairs(records), 0
    left = {rule: (pairs, covered.brought(rule)) for rule, pairs in counted}
    found = np.zeros(len(covered.weight), dtype=bool)
    chosen: list[tuple[BlockingRule, int]] = []
    while left:
        gain = {rule: float(covered.weight[brought & ~found].sum()) / drawn for rule, (_, brought) in left.items()}
        rule = max(left, key=lambda one: gain[one] / left[one][0])
        pairs, brought = left.pop(rule)
        if not gain[rule]:
            break
        worth = gain[rule] * PAIRS_FOR_A_MATCH >= pairs
        if spent + pairs <= (budget if worth else PAIRS_AT_LEAST):
            chosen.append((rule, pairs))
            spent += pairs
            found |= brought
    return chosen
