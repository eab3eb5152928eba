"""A second look at every pair, knowing how likely all the others of the document seemed at first: who shares a verb with whom,
which harm of two befell a group, whether a name has died before.
"""

from collections import defaultdict
from collections.abc import Sequence

from cenotaph.extract.features import telling_words
from cenotaph.extract.pairs import Pair
from cenotaph.extract.symbols import LISTED_BETWEEN
from cenotaph.extract.units import Unit

__all__ = ["second_features"]

STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
COARSE = (0.15, 0.4, 0.7)
LIKELY = 0.4  # at first: from here on a pair says something about others


def second_features(pairs: Sequence[Pair], first: Sequence[float]) -> list[list[str]]:
    """For each pair the features that rest on the first probabilities of the document's pairs."""
    by_unit: dict[tuple[int, int, int], dict[str, float]] = defaultdict(dict)
    by_cue: dict[tuple[int, int, str], list[tuple[Unit, float]]] = defaultdict(list)
    for pair, p in zip(pairs, first, strict=True):
        of_unit = by_unit[_key(pair)]
        of_unit[pair.harm] = max(p, of_unit.get(pair.harm, 0.0))
        if pair.cue >= 0:
            by_cue[pair.sentence.number, pair.cue, pair.harm].append((pair.unit, p))
    said: dict[tuple[str, str], int] = {}
    any_said: dict[tuple[str, bool], int] = {}
    for pair, p in zip(pairs, first, strict=True):
        if p >= LIKELY:
            number = pair.sentence.number
            said.setdefault((_last_word(pair), pair.harm), number)
            any_said.setdefault((pair.harm, pair.unit.count.high == 1), number)
    dead = _dead(pairs, first)
    out = []
    for pair, p in zip(pairs, first, strict=True):
        found = [f"p>{step}" for step in STEPS if p > step]
        harms = by_unit[_key(pair)]
        best_here = harms[pair.harm] - p
        found.append(f"best-cue={best_here < 0.01}")
        other = max((q for harm, q in harms.items() if harm != pair.harm), default=0.0)
        which = max((h for h in harms if h != pair.harm), key=lambda h: harms[h], default="")
        found += [f"other-harm>{step}|{pair.harm}" for step in COARSE if other > step]
        if other > LIKELY:
            found += [f"other={which}|{pair.harm}|{pair.perhaps}", f"other-better={other > p}"]
        found += _of_cue(pair, p, by_cue)
        if pair.open or pair.unit.kind in ("name", "single", "bare"):
            found += _of_the_dead(pair, dead)
        number = pair.sentence.number
        word = _last_word(pair)
        for harm in {pair.harm, "killed"}:
            at = said.get((word, harm))
            if at is not None and at != number:
                when = "before" if at < number else "after"
                found += [
                    f"said-{when}={harm}|{pair.harm}|{pair.unit.kind}",
                    f"said-{when}={harm}|{pair.harm}|{pair.unit.definite}|{pair.perhaps}",
                ]
        at = any_said.get((pair.harm, pair.unit.count.high == 1), number)
        if at < number:
            found += [f"harmed-before|{pair.unit.kind}|{pair.unit.definite}"]
        out.append(found)
    return out


def _dead(pairs: Sequence[Pair], first: Sequence[float]) -> dict[str, set[int]]:
    """The words of single persons who seem to have been killed by words that leave no doubt, with the sentences that say so."""
    out: dict[str, set[int]] = defaultdict(set)
    for pair, p in zip(pairs, first, strict=True):
        if p >= LIKELY and pair.harm == "killed" and not pair.open and pair.unit.count.high == 1:
            for word in telling_words(pair.sentence, pair.unit.span):
                out[word].add(pair.sentence.number)
    return out


def _of_the_dead(pair: Pair, dead: dict[str, set[int]]) -> list[str]:
    """Whether the same document says elsewhere that the person was killed, and whether it says so of anybody."""
    words = telling_words(pair.sentence, pair.unit.span)
    known = any(dead.get(word, set()) - {pair.sentence.number} for word in words)
    return [
        f"known-dead={known}|{pair.harm}|open={pair.open}|{pair.unit.kind}",
        f"known-dead={known}|{pair.harm}|open={pair.open}",
        f"some-dead={bool(dead)}|{pair.harm}|open={pair.open}|{pair.unit.count.high == 1}",
    ]


def _key(pair: Pair) -> tuple[int, int, int]:
    return pair.sentence.number, pair.unit.first, pair.unit.last


def _last_word(pair: Pair) -> str:
    span = pair.unit.span
    words = [t.lower for t in pair.sentence.tokens if span.start <= t.start < span.end and t.is_word]
    return words[-1] if words else ""


def _of_cue(pair: Pair, p: float, by_cue: dict[tuple[int, int, str], list[tuple[Unit, float]]]) -> list[str]:
    """Rivals for the same word of harm, and neighbours in one list with it."""
    if pair.cue < 0:
        return []
    rival = neighbour = same_side = 0.0
    unit = pair.unit
    for other, q in by_cue[pair.sentence.number, pair.cue, pair.harm]:
        if other is unit or other.span.overlaps(unit.span):
            continue
        if _listed(pair, other):
            neighbour = max(neighbour, q)
        else:
            rival = max(rival, q)
            if (other.first < pair.cue) == (unit.first < pair.cue):
                same_side = max(same_side, q)
    found = [f"rival>{step}" for step in COARSE if rival > step]
    found += [f"same-side>{step}|{p > LIKELY}" for step in COARSE if same_side > step]
    found += [f"neighbour>{step}" for step in COARSE if neighbour > step]
    found += [f"neighbour>{step}|{unit.kind}" for step in COARSE if neighbour > step]
    return found


def _listed(pair: Pair, other: Unit) -> bool:
    """Whether nothing but commas, conjunctions and small words stands between the two."""
    low, high = sorted((pair.unit, other), key=lambda u: u.first)
    return all(chunk.symbol in LISTED_BETWEEN for chunk in pair.sentence.chunks[low.last + 1 : high.first])
