"""Scores readings against gold claims.

A claim read matches a gold claim when their victims overlap and the harm is the same; each is matched at most once, the
longest overlap first. Three levels, each with precision, recall and F1: *found* (matched), *figure* (low and high equal
as well), *attributed* (and the speaker right: both none, or overlapping). Then the share of matched claims whose other
fields are right. There is no credit for a near number: a figure that is nearly right is wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cenotaph.evaluate.gold import GoldClaim, GoldDocument
from cenotaph.model import Claim, Reading, Span

__all__ = ["FIELDS", "LEVELS", "Pairing", "Score", "pair_claims", "right_fields"]

LEVELS = ("found", "figure", "attributed")
FIELDS = ("low/high", "speaker", "status", "scope", "groups", "approx", "part_of")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Matched claims of one document, those left over on either side, and the possible claims with whether a missed one is among
    them.
    """

    document: GoldDocument
    matched: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    false: tuple[Claim, ...]
    possible: tuple[tuple[Claim, bool], ...] = ()

    @property
    def shown(self) -> list[GoldClaim]:
        """The gold claims that a person is shown: read, or at least possible."""
        spans = [(claim.harm, claim.victims) for claim, right in self.possible if right]
        found = [gold for gold in self.missed if any(harm == gold.harm and span.overlaps(gold.victims) for harm, span in spans)]
        return [*(gold for gold, _ in self.matched), *found]


@dataclass(slots=True)
class Score:
    """Counts of one part (or of all); `fields` counts the matched claims with that field right, `shown` the gold claims that were
    read or shown as possible.
    """

    gold: int = 0
    read: int = 0
    shown: int = 0
    hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, right: Mapping[str, bool]) -> None:
        """Count a matched claim with these fields right."""
        self.hits["found"] += 1
        self.hits["figure"] += right["low/high"]
        self.hits["attributed"] += right["low/high"] and right["speaker"]
        for name, correct in right.items():
            self.fields[name] += correct

    def precision(self, level: str) -> float:
        """Share of the claims read that are right at this level, 0 to 1."""
        return self.hits[level] / self.read if self.read else 0.0

    def recall(self, level: str) -> float:
        """Share of the gold claims that were read right at this level, 0 to 1."""
        return self.hits[level] / self.gold if self.gold else 0.0

    def f1(self, level: str) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        p, r = self.precision(level), self.recall(level)
        return 2 * p * r / (p + r) if p + r else 0.0

    def accuracy(self, name: str) -> float:
        """Share of the matched claims whose field `name` is right, 0 to 1."""
        return self.fields[name] / self.hits["found"] if self.hits["found"] else 0.0


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def same_figure(gold: GoldClaim, read: Claim) -> bool:
    """Whether low and high are equal."""
    return (gold.low, gold.high) == (read.count.low, read.count.high)


def same_speaker(gold: GoldClaim, read: Claim) -> bool:
    """Whether both have no speaker, or the speakers' spans overlap."""
    if gold.speaker is None or read.speaker is None:
        return gold.speaker is None and read.speaker is None
    return _overlap(gold.speaker, read.speaker) > 0


def pair_claims(document: GoldDocument, reading: Reading) -> Pairing:
    """Match the claims read with the gold ones, longest overlap first."""
    candidates = sorted(
        (
            (_overlap(g.victims, c.victims), -i, -j)
            for i, g in enumerate(document.claims)
            for j, c in enumerate(reading.claims)
            if g.harm == c.harm and _overlap(g.victims, c.victims) > 0
        ),
        reverse=True,
    )
    of_gold: dict[int, int] = {}
    for _, minus_i, minus_j in candidates:
        if -minus_i not in of_gold and -minus_j not in of_gold.values():
            of_gold[-minus_i] = -minus_j
    used = set(of_gold.values())
    missed = tuple(g for i, g in enumerate(document.claims) if i not in of_gold)
    return Pairing(
        document,
        tuple((document.claims[i], reading.claims[j]) for i, j in sorted(of_gold.items())),
        missed,
        tuple(c for j, c in enumerate(reading.claims) if j not in used),
        tuple((c, any(c.harm == g.harm and c.victims.overlaps(g.victims) for g in missed)) for c in reading.possible),
    )


def right_fields(pairing: Pairing) -> Iterable[Mapping[str, bool]]:
    """For every matched pair, which fields are right."""
    ids = {gold.id: read.id for gold, read in pairing.matched}
    for gold, read in pairing.matched:
        yield {
            "low/high": same_figure(gold, read),
            "speaker": same_speaker(gold, read),
            "status": gold.status == read.status,
            "scope": gold.scope == read.scope,
            "groups": gold.groups == frozenset(read.groups),
            "approx": gold.approx == read.count.approx,
            "part_of": (ids.get(gold.part_of) if gold.part_of else None) == read.part_of,
        }
