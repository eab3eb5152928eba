"""Gold data against the reader: figures by genre, what went wrong and how often, the precision of each rule."""

from cenotaph.evaluate.breakdown import PARTS, Bucket, reliability, score_parts
from cenotaph.evaluate.gold import GoldClaim, GoldDocument, load_gold
from cenotaph.evaluate.mistakes import Mistake, find_mistakes
from cenotaph.evaluate.scoring import Pairing, Score, pair_claims

__all__ = [
    "PARTS",
    "Bucket",
    "GoldClaim",
    "GoldDocument",
    "Mistake",
    "Pairing",
    "Score",
    "find_mistakes",
    "load_gold",
    "pair_claims",
    "reliability",
    "score_parts",
]
