"""Reads a file of word lists: YAML in which `on`, `no` and `yes` are words, every word in the form in which it is looked up."""

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from cenotaph.text.matching import level_letters
from cenotaph.text.tokens import words_of

__all__ = ["all_words", "read_list", "strings_of"]


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on`, `no` and `yes` are the words they look like, not booleans."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _WordLoader.yaml_implicit_resolvers.items()
}


def read_list(path: Traversable) -> Any:
    """The data of a file, {} where there is none, its words in the form in which they are looked up."""
    if not path.is_file():
        return {}
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_WordLoader)  # noqa: S506 (a safe loader)
    return _levelled(data)


def _levelled(data: Any) -> Any:
    if isinstance(data, str):
        return level_letters(data)
    if isinstance(data, list):
        return [_levelled(item) for item in data]
    if isinstance(data, dict):
        return {_levelled(key): _levelled(item) for key, item in data.items()}
    return data


def strings_of(data: Any) -> Iterator[str]:
    """Every string of some lists, keys among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from strings_of(key)
            yield from strings_of(item)
    elif isinstance(data, list):
        for item in data:
            yield from strings_of(item)


def all_words(lists: Any) -> frozenset[str]:
    """Every word of the lists, as it is looked up: what no clitic is taken off."""
    phrases = (phrase.replace("/", " ").replace("~", " ") for phrase in strings_of(lists))
    return frozenset(word for phrase in phrases for word in words_of(phrase) if word[0].isalpha())
