"""Scores by parts: genre, source, harm, the kind of words that name the victims; and how often a confidence comes true.

A claim read counts in the part that its own words put it in, a gold claim in the part of its own: precision and recall of one
part need not be of the same claims.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cenotaph.evaluate.gold import GoldClaim, GoldDocument
from cenotaph.evaluate.scoring import Pairing, Score, right_fields
from cenotaph.model import Claim
from cenotaph.text import load_lexicon, read_count, tokenise

__all__ = ["PARTS", "Bucket", "reliability", "score_parts"]

BUCKETS = 10  # of a tenth each


@dataclass(frozen=True, slots=True)
class Bucket:
    """The claims, possible ones too, whose confidence lies in [low, high): how many, and how many of them gold bears out."""

    low: float
    high: float
    claims: int
    right: int


def _kind_of_victims(document: GoldDocument, claim: GoldClaim | Claim) -> str:
    """counted, named, indefinite (one), definite (one), pronoun, or other."""
    lexicon = load_lexicon(document.language)
    tokens = tokenise(document.text, claim.victims.start, claim.victims.end)
    first = tokens[0].lower if tokens else ""
    count = read_count(claim.victims.of(document.text), lexicon)
    if count is not None and (count.low, count.high) != (1, 1):
        return "counted"
    if first in lexicon.words("grammar", "pronouns"):
        return "pronoun"
    if first in lexicon.words("grammar", "indefinite") or count is not None:
        return "indefinite"
    if first in lexicon.words("grammar", "definite_single"):
        return "definite"
    return "named" if any(token.is_capital for token in tokens) else "other"


PARTS: dict[str, Callable[[GoldDocument, GoldClaim | Claim], str]] = {
    "genre": lambda document, _: document.genre,
    "source": lambda document, _: document.source,
    "harm": lambda _, claim: claim.harm,
    "victims": _kind_of_victims,
}


def score_parts(pairings: Sequence[Pairing], by: str) -> dict[str, Score]:
    """Scores by the parts that `by` (a key of `PARTS`) makes, and of all under "all"."""
    part = PARTS[by]
    scores: dict[str, Score] = defaultdict(Score)
    for pairing in pairings:
        document = pairing.document
        for claim in document.claims:
            for name in ("all", part(document, claim)):
                scores[name].gold += 1
        for read in (*(claim for _, claim in pairing.matched), *pairing.false):
            for name in ("all", part(document, read)):
                scores[name].read += 1
        for (gold, _), right in zip(pairing.matched, right_fields(pairing), strict=True):
            for name in ("all", part(document, gold)):
                scores[name].add(right)
        for gold in pairing.shown:
            for name in ("all", part(document, gold)):
                scores[name].shown += 1
    return dict(scores)


def reliability(pairings: Sequence[Pairing]) -> list[Bucket]:
    """The calibration of the confidences: in each tenth, the share of claims that gold bears out (all claims read, possible ones
    too, with a confidence).
    """
    said = [(claim, True) for pairing in pairings for _, claim in pairing.matched]
    said += [(claim, False) for pairing in pairings for claim in pairing.false]
    said += [(claim, right) for pairing in pairings for claim, right in pairing.possible]
    out = []
    for n in range(BUCKETS):
        low, high = n / BUCKETS, (n + 1) / BUCKETS
        top = high if n + 1 < BUCKETS else 1.01
        here = [right for claim, right in said if claim.confidence is not None and low <= claim.confidence < top]
        if here:
            out.append(Bucket(low, high, len(here), sum(here)))
    return out
