"""The sentences of reasons, one YAML a language with the same codes: `load_reasons("en")`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["load_reasons", "reason_languages"]


def reason_languages() -> tuple[str, ...]:
    """The codes of the languages that reasons are worded in."""
    folder = files("cenotaph.vocabulary.reasons")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


@cache
def load_reasons(language: str) -> Mapping[str, Mapping[str, Any]]:
    """`sentences` by code, the nouns of `counted` numbers, and the forms of a `count`; English for a language there is not."""
    known = language if language in reason_languages() else "en"
    text = (files("cenotaph.vocabulary.reasons") / f"{known}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return data
