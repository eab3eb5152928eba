"""Document to claims: a deterministic cascade, one step a file, every word of every language kept as data."""

from cenotaph.extract.cascade import EXTRACTOR, read_text
from cenotaph.extract.claims_format import claim_as_json, reading_as_json
from cenotaph.extract.fingerprint import reader_fingerprint
from cenotaph.extract.marked import BY_PERSON, name_marked, read_marked, take_marked

__all__ = [
    "BY_PERSON",
    "EXTRACTOR",
    "claim_as_json",
    "name_marked",
    "read_marked",
    "take_marked",
    "read_text",
    "reader_fingerprint",
    "reading_as_json",
]
