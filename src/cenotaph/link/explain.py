"""Why two records are, or are not, thought to be one person: the weights of a pair in words.

A weight is in bits: each bit doubles the odds. The sum of a pair's weights and the weight before anything is compared is the
pair's weight; zero is even odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.link.comparisons import ALL
from cenotaph.model import RELATIVES

__all__ = ["EvidenceLine", "explain_parts", "odds_words"]

LEAST_SHOWN = 0.15  # bits: less is a tenth of the odds, and a line of its own would only lengthen the list
NAMED = {one.name: one for one in ALL}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One step of the waterfall: what was compared, what was found, its weight in bits, and the sum so far."""

    label: str
    words: str
    bits: float
    total: float


def explain_parts(parts: Sequence[tuple[str, int, float, float]], weight: float) -> list[EvidenceLine]:
    """The lines of a pair: first the weight before anything is compared, then each comparison, then what rarity adds to it.

    The first is what is left of `weight` when all the parts are taken out, so the lines always sum to it.
    """
    prior = weight - sum(bits + rarity for _, _, bits, rarity in parts)
    lines = [EvidenceLine("before comparing", "any two records of these lists", round(prior, 2), prior)]
    total = prior
    for name, level, bits, rarity in parts:
        if name == RELATIVES:
            total += bits
            if bits <= -LEAST_SHOWN:
                lines.append(EvidenceLine("one family", "relatives would agree on as much", round(bits, 2), total))
            continue
        one = NAMED[name]
        if level < 0:
            continue
        total += bits
        lines.append(EvidenceLine(one.label, one.words(level), round(bits, 2), total))
        if abs(rarity) >= LEAST_SHOWN:
            total += rarity
            rare = "rare among the other records" if rarity > 0 else "common among the other records"
            lines.append(EvidenceLine(one.label, rare, round(rarity, 2), total))
        else:
            total += rarity
    return lines


def odds_words(weight: float) -> str:
    """A weight as odds: `about 1,000 to 1 that they are one person`."""
    ratio = 2.0 ** min(abs(weight), 40)
    shown = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    if abs(weight) < 0.1:
        return "even odds"
    if abs(weight) > 33:
        shown = "more than 10,000,000,000"
    return f"{shown} to 1 {'that' if weight > 0 else 'against that'} they are one person"
