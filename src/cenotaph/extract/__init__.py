"""Document to claims: a deterministic cascade, one step a file, every word of every language kept as data."""

from cenotaph.extract.cascade import EXTRACTOR, read_text
from cenotaph.extract.claims_format import claim_as_json, reading_as_json

__all__ = ["EXTRACTOR", "claim_as_json", "read_text", "reading_as_json"]
