"""Document to claims: a deterministic cascade, one step a file, every word of every language kept as data."""

from cenotaph.extract.cascade import EXTRACTOR, read_text

__all__ = ["EXTRACTOR", "read_text"]
