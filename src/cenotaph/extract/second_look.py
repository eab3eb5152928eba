"""A second look at every pair, knowing how likely all the others of the document seemed at first: who shares a verb with whom,
which harm of two befell a group, whether a name has died before.
"""

from collections import defaultdict
from collections.abc import Sequence

from cenotaph.extract.features import telling_words
from cenotaph.extract.pairs import Pair
from cenotaph.extract.symbols import LISTED_BETWEEN
from cenotaph.extract.units import Unit
from cenotaph.model import Harm

__all__ = ["second_features"]

# the first probabilities from which on a pair counts as one more step likelier; closer together where few pairs lie
STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
# the same for the other pairs that a pair is compared with: unlikely, open, likely
COARSE = (0.15, 0.4, 0.7)
SAME = 0.01  # probabilities nearer than this are one
LIKELY = 0.4  # at first: from here on a pair says something about others


def second_features(pairs: Sequence[Pair], first: Sequence[float]) -> list[list[str]]:
    """For each pair the features that rest on the first probabilities of the document's pairs."""
    look = _FirstLook(pairs, first)
    out = []
    for pair, p in zip(pairs, first, strict=True):
        found = [f"p>{step}" for step in STEPS if p > step]
        found += _of_unit(pair, p, look)
        found += _of_cue(pair, p, look.by_cue)
        if pair.open or pair.unit.kind in ("name", "single", "bare"):
            found += _of_the_dead(pair, look.dead)
        found += _said_elsewhere(pair, look)
        out.append(found)
    return out


class _FirstLook:
    """What the first probabilities say of the whole document: by unit, by word of harm, by name."""

    def __init__(self, pairs: Sequence[Pair], first: Sequence[float]) -> None:
        self.by_unit: dict[tuple[int, int, int], dict[str, float]] = defaultdict(dict)
        self.by_cue: dict[tuple[int, int, str], list[tuple[Unit, float]]] = defaultdict(list)
        self.said: dict[tuple[str, str], int] = {}
        self.harmed: dict[tuple[str, bool], int] = {}
        self.dead = _dead(pairs, first)
        for pair, p in zip(pairs, first, strict=True):
            number = pair.sentence.number
            of_unit = self.by_unit[_key(pair)]
            of_unit[pair.harm] = max(p, of_unit.get(pair.harm, 0.0))
            if pair.cue >= 0:
                self.by_cue[number, pair.cue, pair.harm].append((pair.unit, p))
            if p >= LIKELY:
                self.said.setdefault((_last_word(pair), pair.harm), number)
                self.harmed.setdefault((pair.harm, pair.unit.count.high == 1), number)


def _of_unit(pair: Pair, p: float, look: _FirstLook) -> list[str]:
    """Whether another cue or another harm seemed likelier for the same unit."""
    harms = look.by_unit[_key(pair)]
    others = {harm: q for harm, q in harms.items() if harm != pair.harm}
    which = max(others, key=lambda harm: others[harm], default="")
    other = others.get(which, 0.0)
    found = [f"best-cue={harms[pair.harm] - p < SAME}"]
    found += [f"other-harm>{step}|{pair.harm}" for step in COARSE if other > step]
    if other > LIKELY:
        found += [f"other={which}|{pair.harm}|{pair.perhaps}", f"other-better={other > p}"]
    return found


def _said_elsewhere(pair: Pair, look: _FirstLook) -> list[str]:
    """Whether another sentence says the same of a unit that ends in the same word, or tells of anybody so harmed before."""
    found = []
    number, word = pair.sentence.number, _last_word(pair)
    for harm in dict.fromkeys((pair.harm, Harm.KILLED)):
        at = look.said.get((word, harm))
        if at is not None and at != number:
            when = "before" if at < number else "after"
            found.append(f"said-{when}={harm}|{pair.harm}|{pair.unit.kind}")
            found.append(f"said-{when}={harm}|{pair.harm}|{pair.unit.definite}|{pair.perhaps}")
    if look.harmed.get((pair.harm, pair.unit.count.high == 1), number) < number:
        found.append(f"harmed-before|{pair.unit.kind}|{pair.unit.definite}")
    return found


def _dead(pairs: Sequence[Pair], first: Sequence[float]) -> dict[str, set[int]]:
    """The words of single persons who seem to have been killed by words that leave no doubt, with the sentences that say so."""
    out: dict[str, set[int]] = defaultdict(set)
    for pair, p in zip(pairs, first, strict=True):
        if p >= LIKELY and pair.harm == Harm.KILLED and not pair.open and pair.unit.count.high == 1:
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
    words = [token.lower for token in pair.sentence.tokens_of(pair.unit.span) if token.is_word]
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
