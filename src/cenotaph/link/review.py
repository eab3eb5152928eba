"""The order in which people are asked: the pair whose answer tells most comes first.

What an answer tells is the entropy of the pair, in bits, times the pairs of records that it settles: joining two clusters of
three and four settles twelve. A pair already judged is not asked again.
"""

from collections.abc import Collection, Iterable, Mapping
from math import log2

__all__ = ["information", "order_for_review"]


def information(weight: float, settled: int = 1) -> float:
    """Bits that the answer is worth: the entropy at odds 2^`weight`, times the pairs of records it settles."""
    chance: float = 1.0 / (1.0 + 2.0 ** -max(-60.0, min(60.0, weight)))
    if chance in (0.0, 1.0):
        return 0.0
    return settled * -(chance * log2(chance) + (1 - chance) * log2(1 - chance))


def order_for_review(
    pairs: Iterable[tuple[str, str, float]],
    member_of: Mapping[str, str],
    sizes: Mapping[str, int],
    judged: Collection[tuple[str, str]],
) -> list[tuple[str, str, float]]:
    """Pairs of record ids with weights, the most informative first; of two clusters only their heaviest pair."""
    best: dict[tuple[str, ...], tuple[str, str, float]] = {}
    asked = {tuple(sorted(pair)) for pair in judged}
    for first, second, weight in pairs:
        if tuple(sorted((first, second))) in asked:
            continue
        ours, theirs = member_of.get(first, first), member_of.get(second, second)
        key = tuple(sorted((first, second))) if ours == theirs else tuple(sorted((ours, theirs)))
        if key not in best or weight > best[key][2]:
            best[key] = (first, second, weight)

    def worth(pair: tuple[str, str, float]) -> float:
        ours, theirs = member_of.get(pair[0], pair[0]), member_of.get(pair[1], pair[1])
        settled = 1 if ours == theirs else sizes.get(ours, 1) * sizes.get(theirs, 1)
        return information(pair[2], settled)

    return sorted(best.values(), key=lambda pair: (-worth(pair), pair[0], pair[1]))
