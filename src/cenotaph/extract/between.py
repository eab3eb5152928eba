"""What stands between possible victims and a word of harm: the path, what folding leaves of it, the voice, the rivals."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from cenotaph.extract.pairs import Pair
from cenotaph.extract.simplify import simplify
from cenotaph.extract.symbols import (
    BE,
    BY,
    END,
    HARMS,
    HAVE,
    INSIDE,
    INSIDE_BY_KIND,
    MODAL,
    NOT,
    OBJECTS,
    PRONOUN,
    UNREAL,
    VERB_GROUP_WITHOUT_DATE,
    compile_names,
    letters,
)  # fmt: skip
from cenotaph.extract.units import Unit

__all__ = ["between_features"]

PHRASE = re.compile(
    compile_names("[<preposition><of><by>]<article>?[<adverb><word><possessive><date><participle>]*[<word><date><name><plural>]")
)
SMALL = str.maketrans("", "", letters("adverb article"))
LONGEST_PATH = 7  # symbols: what is longer is only "far"
LONGEST_SIMPLIFIED = 30  # symbols between a group and its verb: what is longer is not folded
MEANT = ("name", "names", "single", "people", "number", "bare")  # kinds of words that a pronoun may stand for
BEFORE = 8  # chunks before a clause in which "if" or "not" may stand
MOST_RIVALS = 6  # units on either side of a cue that may stand nearer to it: bounds the time in a list of people
FARTHEST = 9  # chunks: beyond that one more makes no difference


def between_features(pair: Pair, units: Sequence[Unit], kind: str, helper: str, *, lexical: bool = True) -> list[str]:
    """The features of what stands between a unit and its cue, and right around the cue. `kind` is the cue's, with its side."""
    sentence, unit, cue = pair.sentence, pair.unit, pair.cue
    symbols = sentence.row
    inside = _inside(unit, cue, symbols)
    path = _short(re.sub(r"(.)\1+", r"\1", PHRASE.sub("q", inside.translate(SMALL))))
    words = sentence.said(sentence.chunks[cue])
    after = symbols[cue + 1 : cue + 3].translate(SMALL)[:1] or "$"
    rivals = min(3, sum(_lies_between(other, unit, cue) for other in units if other.kind not in ("bare", "pronoun")))
    cues = min(2, sum(symbol in HARMS for symbol in inside))
    distance = min(len(inside), FARTHEST)
    out = [
        f"path={kind}:{path}", f"path={kind}:{path}|{unit.kind}", f"help={kind}|{helper}",
        f"distance={kind}|{distance}", f"rivals={kind}|{rivals}",
        f"cues={kind}|{cues}", f"next={kind}|{after}", f"next={kind}|{helper}|{after}", f"rivals={rivals}|{distance}",
        f"agent={kind}|{BY in symbols[cue + 1 : cue + 4]}",
    ]  # fmt: skip
    if lexical:
        out += [f"cue={words}", f"cue={words}|{kind[-1]}", f"cue={words}|{unit.kind}"]
    out += [f"has={kind[-1]}{symbol}" for symbol in dict.fromkeys(inside) if symbol in INSIDE]
    out += [f"has={kind}{symbol}" for symbol in dict.fromkeys(inside) if symbol in INSIDE_BY_KIND]
    out += _construction(pair, units, kind, helper, after)
    out += _through_pronoun(pair, units, symbols)
    ahead = symbols[max(0, min(unit.first, cue) - BEFORE) : min(unit.first, cue)]
    out += [f"ahead={symbol}" for symbol in UNREAL if symbol in ahead.rpartition(END)[2]]
    return out


def _construction(pair: Pair, units: Sequence[Unit], kind: str, helper: str, after: str) -> list[str]:
    """What folding leaves between the two, the voice of the verb, and whether another unit stands nearer to it."""
    unit, symbols = pair.unit, pair.sentence.row
    simple = _short(_folded(unit, pair.cue, symbols))
    voice = _voice(kind, helper, after)
    at = bisect_left(units, pair.cue, key=lambda other: other.first)
    near = units[max(0, at - MOST_RIVALS) : at + MOST_RIVALS]
    others = (other for other in near if other.first != unit.first and other.kind != "bare")
    closer = any(_folded(other, pair.cue, symbols) in ("", BE) for other in others)
    return [
        f"simple={kind}:{simple}", f"simple={kind}:{simple}|{unit.kind}", f"simple={kind}:{simple}|{helper}",
        f"simple={kind}:{simple}|closer={closer}", f"closer={kind}|{closer}", f"voice={voice}", f"voice={voice}|{unit.kind}",
        f"voice={voice}|{simple}", f"voice={voice}|{simple}|{unit.kind}", f"voice={voice}|{len(simple)}",
        f"voice={voice}|{symbols[unit.first - 1] if unit.first else '^'}",
    ]  # fmt: skip


def _short(path: str) -> str:
    return path if len(path) <= LONGEST_PATH else "far"


def _inside(unit: Unit, cue: int, symbols: str) -> str:
    return symbols[unit.last + 1 : cue] if unit.last < cue else symbols[cue + 1 : unit.first]


def _lies_between(other: Unit, unit: Unit, cue: int) -> bool:
    return unit.last < other.first < cue if unit.last < cue else cue < other.first < unit.first


def _folded(unit: Unit, cue: int, symbols: str) -> str:
    inside = _inside(unit, cue, symbols)
    return simplify(inside) if len(inside) <= LONGEST_SIMPLIFIED else "far"


def _voice(kind: str, helper: str, after: str) -> str:
    """Active, passive or bare, as the helping verbs and an object after it tell."""
    verbs = helper.partition("/")[0]
    voices = {BE: "passive", HAVE: "perfect", MODAL: "modal"}
    voice = next((name for symbol, name in voices.items() if symbol in verbs), "bare")
    return f"{kind}{voice}{'+' if after in OBJECTS else ''}{'!' if NOT in verbs else ''}"


def _through_pronoun(pair: Pair, units: Sequence[Unit], symbols: str) -> list[str]:
    """As in "Ada Lund was rescued, but she died": whom the pronoun before the verb may mean, the nearest first."""
    at = pair.cue - 1
    while at >= 0 and symbols[at] in VERB_GROUP_WITHOUT_DATE:
        at -= 1
    if at < 0 or symbols[at] != PRONOUN or pair.unit.last >= at or pair.unit.kind not in MEANT:
        return []
    one = pair.sentence.tokens[pair.sentence.chunks[at].first].lower in pair.sentence.lexicon.words("grammar", "pronouns_one")
    meant = [unit for unit in units if unit.last < at and unit.kind in MEANT and (unit.count.high == 1) is one]
    if pair.unit not in meant:
        return []
    rank = len(meant) - 1 - meant.index(pair.unit)
    return [f"pronoun={min(rank, 2)}|{pair.unit.kind}", f"pronoun={min(rank, 2)}", f"pronoun-first={meant[0] is pair.unit}"]
