"""Reads a file of word lists: YAML in which `on`, `no` and `yes` are words, every word in the form in which it is looked up."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from cenotaph.text.matching import level_letters
from cenotaph.text.tokens import tokenise

__all__ = ["all_words", "read_list"]


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


def all_words(lists: Iterable[Any]) -> frozenset[str]:
    """Every word of the lists, as it is looked up: what no clitic is taken off."""
    found: set[str] = set()

    def look(data: Any) -> None:
        if isinstance(data, str):
            found.update(token.lower for token in tokenise(data.replace("/", " ").replace("~", " ")) if token.is_word)
        elif isinstance(data, list):
            for item in data:
                look(item)
        elif isinstance(data, dict):
            for key, item in data.items():
                look(key)
                look(item)

    for data in lists:
        look(data)
    return frozenset(found)
