"""The word lists that lists are read by: headings, terms, ages, totals, what stands for nobody. They are data, `words.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.text import load_plain_yaml

__all__ = ["list_words"]


@cache
def list_words() -> Mapping[str, Any]:
    """The word lists of `words.yaml`."""
    words: Mapping[str, Any] = load_plain_yaml((files("cenotaph.ingest.lists") / "words.yaml").read_text(encoding="utf-8"))
    return words
