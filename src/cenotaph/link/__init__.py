"""Victim records to victims: blocking, scoring, clusters under what people judged. Splink on DuckDB, or on a Spark that is
there.
"""

from cenotaph.link.clusters import Clusters, Constraints, Refused, join_pairs
from cenotaph.link.engine import DuckDbEngine, Engine, SparkEngine
from cenotaph.link.explain import EvidenceLine, explain_parts, odds_words
from cenotaph.link.identity import VictimChanges, changes_between, name_victims
from cenotaph.link.judgement import FEW_MATCHES, POSSIBLE
from cenotaph.link.model import LinkModel
from cenotaph.link.quality import (
    FEWEST_JUDGED,
    LinkQuality,
    QualityPair,
    QualityStratum,
    draw_sample,
    estimate_quality,
    strata_of,
)
from cenotaph.link.records import LinkInput, LinkResult, ScoredPair, link_records
from cenotaph.link.review import information, order_for_review

__all__ = [
    "FEWEST_JUDGED",
    "FEW_MATCHES",
    "POSSIBLE",
    "Clusters",
    "Constraints",
    "DuckDbEngine",
    "Engine",
    "EvidenceLine",
    "LinkInput",
    "LinkModel",
    "LinkQuality",
    "QualityPair",
    "QualityStratum",
    "draw_sample",
    "estimate_quality",
    "strata_of",
    "LinkResult",
    "Refused",
    "ScoredPair",
    "SparkEngine",
    "VictimChanges",
    "changes_between",
    "explain_parts",
    "information",
    "join_pairs",
    "link_records",
    "name_victims",
    "odds_words",
    "order_for_review",
]
