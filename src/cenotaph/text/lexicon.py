"""Loads the word lists of one language. The engine has no language in code: a new language is a new folder.

A language is readable when its folder holds every list named in `FILES`; otherwise its texts are kept and flagged
"not read". There is no fallback from one language to another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from cenotaph.errors import InvalidValue
from cenotaph.text.tokens import Token, tokenise

__all__ = ["Entry", "Lexicon", "Phrases", "load_lexicon", "readable_languages"]

FILES = ("abbreviations", "characterisations", "dates", "grammar", "harms", "numerals", "patterns", "persons", "places", "sources", "speech")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means: its kind and the value that goes with it."""

    kind: str
    value: Any = None


class Phrases:
    """Finds the longest listed phrase that begins at a token. Phrases are compared token by token, in lower case."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entry in entries:
            words = tuple(token.lower for token in tokenise(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append((words, entry))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def match(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
        """The entry of the longest phrase at `tokens[at]` and the index after it, or None."""
        for words, entry in self._by_first.get(tokens[at].lower, ()):
            stop = at + len(words)
            if stop <= len(tokens) and all(tokens[at + k].lower == word for k, word in enumerate(words)):
                return entry, stop
        return None

    def has(self, word: str) -> bool:
        """Whether the single word is a whole phrase here."""
        return any(len(words) == 1 for words, _ in self._by_first.get(word, ()))


class Lexicon:
    """The word lists of one language, parsed. `lists` holds each file's data; `phrases` finds a file's entries."""

    def __init__(self, language: str, lists: Mapping[str, Any]) -> None:
        self.language = language
        self.lists = MappingProxyType(dict(lists))
        self._phrases: dict[str, Phrases] = {}

    def phrases(self, name: str) -> Phrases:
        """The phrases of the file `name`: {kind: [phrase, …]}, {kind: {value: [phrase, …]}}, {kind: {phrase: value}}."""
        if name not in self._phrases:
            self._phrases[name] = Phrases(_entries(self.lists[name]))
        return self._phrases[name]

    def words(self, name: str, kind: str) -> frozenset[str]:
        """The phrases listed under `kind` of the file `name`, in lower case."""
        data: Iterable[Any] = self.lists[name].get(kind) or ()
        return frozenset(str(word).lower() for word in data)


def _entries(data: Mapping[str, Any]) -> Iterable[tuple[str, Entry]]:
    for kind, listed in data.items():
        if isinstance(listed, list):
            for phrase in listed:
                yield str(phrase), Entry(kind)
        elif isinstance(listed, dict):
            for value, phrases in listed.items():
                if isinstance(phrases, list) and all(isinstance(phrase, str) for phrase in phrases):
                    for phrase in phrases:
                        yield str(phrase), Entry(kind, value)
                else:
                    yield str(value), Entry(kind, phrases)


def readable_languages() -> tuple[str, ...]:
    """Codes of the languages that have every list."""
    root = files("cenotaph.text") / "languages"
    found = []
    for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir() and all((folder / f"{name}.yaml").is_file() for name in FILES):
            found.append(folder.name)
    return tuple(found)


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on`, `no` and `yes` are the words they look like, not booleans."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"] for first, rules in _WordLoader.yaml_implicit_resolvers.items()
}


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of `language` (ISO 639-1). Raises `InvalidValue` where the language has no complete set of lists."""
    if language not in readable_languages():
        raise InvalidValue(f"no reader for language {language!r}; there are: {', '.join(readable_languages())}")
    root = files("cenotaph.text") / "languages" / language
    lists = {
        name: yaml.load((root / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_WordLoader)  # noqa: S506 (a safe loader)
        for name in FILES
    }
    return Lexicon(language, lists)
