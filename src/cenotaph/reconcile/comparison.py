"""Compares two stories of different documents: what speaks for one event, what against, and how much.

Every comparison gives one named level ("same day", "a day apart", …), every level has a weight, and the sum is the log odds
that the two tell of one event: the evidence of a probabilistic linkage (Fellegi and Sunter 1969,
doi:10.1080/01621459.1969.10501049) with weights fitted by logistic regression, which, unlike weights worked out one by one, do
not count twice what two comparisons share. Rests on the pair and on how rare the shared words are in the case, never on the
order in which documents came.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cenotaph.model import Harm
from cenotaph.reconcile.profile import Profile
from cenotaph.reconcile.story import LATER, LONGEST_EVENT, of_other_size

__all__ = ["Compared", "contradict", "compare_profiles", "level_code", "levels_of", "load_event_weights"]

DAYS = ((0, "same"), (1, "next"), (3, "near"), (10, "ten"), (31, "month"))
SAID = ((0, "same"), (1, "next"), (3, "near"), (7, "week"), (14, "two-weeks"), (31, "month"), (92, "quarter"))
USUAL_SAID = "said:week"  # the level that all others are weighed against, and what is taken where a day is not known
COUNTED = (Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.MISSING)
SUREST = 99  # in 100: what is only likely is never shown as certain
SOON = ((1, "next"), (3, "days"), (7, "week"))
FEW = 4  # people: from five on a number is a telling one
RARE_ENOUGH = 8  # more shared rare words than this say nothing more
TERMS_ENOUGH = 12  # as for names; a text has more other words
NEAR = 2  # times: numbers of one event differ so much in a day


@dataclass(frozen=True, slots=True)
class Compared:
    """The log odds that two stories tell of one event, and what each comparison adds, the weightiest first."""

    log_odds: float
    evidence: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """Between 0 and 1."""
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.log_odds))))

    @property
    def percent(self) -> int:
        """The same in 100, never said to be certain."""
        return min(round(100 * self.probability), SUREST)


@cache
def load_event_weights() -> Mapping[str, float]:
    """The fitted weights by level."""
    path = files("cenotaph.reconcile") / "weights" / "events.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def compare_profiles(a: Profile, b: Profile, weights: Mapping[str, float]) -> Compared:
    """The comparison of two stories, the same whichever comes first."""
    added = {name: value * weights.get(name, 0.0) for name, value in levels_of(a, b).items()}
    told = sorted(((name, value) for name, value in added.items() if value), key=lambda one: (-abs(one[1]), one[0]))
    return Compared(math.fsum(added.values()), tuple(told))


def contradict(a: Profile, b: Profile) -> bool:
    """Whether both say in so many words when it was, and the days are further apart than one event lasts; or one gives no day
    at all and a number of several people that is not within ten times.
    """
    undated = a.date is None or b.date is None
    if undated and any(of_other_size(a.most[harm], b.most[harm]) for harm in a.most.keys() & b.most.keys()):
        return True
    if not a.days_said or not b.days_said:
        return False
    return not any(x.overlaps(y, LONGEST_EVENT) for x in a.days_said for y in b.days_said)


def level_code(name: str) -> str:
    """The code that a level has in the catalogue of reasons."""
    return "level_" + name.replace(":", "_").replace("-", "_")


def levels_of(a: Profile, b: Profile) -> dict[str, float]:
    """The level of each comparison, by name, 1 for a named level and more or less for a measured one. What one of the two does
    not give is not compared, and weighs nothing.
    """
    found = [_days(a, b), _place(a, b), _names(a, b), *(_number(harm, a, b) for harm in COUNTED)]
    if a.said is not None and b.said is not None:
        found.append(_said(abs(a.said - b.said), a, b))
    out = {"bias": 1.0} | {name: 1.0 for name in found if name and name != USUAL_SAID}
    shared = a.counts & b.counts
    if any(a.described.get(count, frozenset()) & b.described.get(count, frozenset()) for count in shared):
        out["described:alike"] = 1.0
    if a.parties & b.parties:
        out["party:same"] = 1.0
    if not (a.main and b.main):
        out["story:aside"] = 1.0
    out |= _words(a, b)
    return out


def _words(a: Profile, b: Profile) -> dict[str, float]:
    if not a.words or not b.words:
        return {}
    kind = "words" if a.main and b.main else "aside"
    shared = a.words.keys() & b.words.keys()
    weight = math.fsum(a.words[word] ** 2 for word in shared)
    out = {
        f"{kind}:cosine": weight / (a.norm * b.norm),
        f"{kind}:held": weight / min(a.norm, b.norm) ** 2,
        f"{kind}:rare": min(len(a.rare_names & b.rare_names), RARE_ENOUGH) / RARE_ENOUGH,
        f"{kind}:terms": min(len(a.rare_terms & b.rare_terms), TERMS_ENOUGH) / TERMS_ENOUGH,
        f"{kind}:pairs": math.log1p(len(a.pairs & b.pairs)),
    }
    if a.ages and b.ages:
        out[f"{kind}:ages-" + ("shared" if a.ages & b.ages else "other")] = 1.0
    return out


def _bucket(distance: int, steps: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in steps if distance <= most), "far")


def _days(a: Profile, b: Profile) -> str:
    if a.date is None or b.date is None:
        return _told_soon(a, b)
    if not (a.precise and b.precise):
        return "days:coarse" if a.date.overlaps(b.date, 1) else "days:coarse-other"
    apart = max((max(a.date.start, b.date.start) - min(a.date.end, b.date.end)).days, 0)
    return f"days:{_bucket(apart, DAYS)}"


def _told_soon(a: Profile, b: Profile) -> str:
    """Where one gives no day: whether it was said soon after the day that the other gives."""
    dated, undated = (a, b) if b.date is None else (b, a)
    if dated.date is None or not dated.precise or undated.said is None:
        return ""
    after = undated.said - dated.date.start.toordinal()
    return "soon:before" if after < -1 else f"soon:{_bucket(after, SOON)}"


def _said(apart: int, a: Profile, b: Profile) -> str:
    """How far apart the two were said; where both give one day, as
    years later a court does, that is no sign of two events.
    """
    return "said:later" if apart > LATER and _days(a, b) == "days:same" else f"said:{_bucket(apart, SAID)}"


def _place(a: Profile, b: Profile) -> str:
    if not (a.places or a.place_ids) or not (b.places or b.place_ids):
        return ""
    shared = [p & q for p in a.places for q in b.places if p <= q or q <= p]
    if any(word in a.rare_places for words in shared for word in words):
        return "place:same-rare"
    if shared or a.place_ids & b.place_ids:
        return "place:same"
    return "place:part" if any(p & q for p in a.places for q in b.places) else "place:other"


def _names(a: Profile, b: Profile) -> str:
    if not a.names or not b.names:
        return ""
    return "name:same" if a.names & b.names else "name:other"


def _number(harm: str, a: Profile, b: Profile) -> str:
    mine, theirs = a.most.get(harm), b.most.get(harm)
    if mine is None and theirs is None:
        return ""
    if mine is None or theirs is None:
        return f"{harm}:one-side"
    if mine == theirs:
        return f"{harm}:same-" + ("one" if mine <= 1 else "few" if mine <= FEW else "many")
    if of_other_size(mine, theirs):
        return f"{harm}:far"
    low, high = sorted((mine, theirs))
    return f"{harm}:" + ("near" if high <= NEAR * max(low, 1) else "other")
