"""Loads the word lists of one language. The engine has no language in code: a new language is a new folder.

A language is readable when its folder holds every list named in `FILES`, the last of them `quality.yaml` with the figures
measured on a gold file; otherwise its texts are kept and flagged "not read". There is no fallback from one language to
another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from cenotaph.errors import InvalidValue
from cenotaph.text.clitics import Clitics
from cenotaph.text.inflections import decline, inflect
from cenotaph.text.matching import match_form
from cenotaph.text.paradigms import spell_out
from cenotaph.text.tokens import Token, tokenise, words_of
from cenotaph.text.word_lists import all_words, read_list

__all__ = ["Entry", "Lexicon", "Phrases", "load_lexicon", "readable_languages"]

FILES = (
    "abbreviations",
    "characterisations",
    "dates",
    "grammar",
    "harms",
    "mentions",
    "names",
    "numerals",
    "patterns",
    "persons",
    "places",
    "quality",
    "responsibility",
    "sources",
    "speech",
)

ANY = "~"  # in a phrase: any one word
OPTIONAL = ("people", "known_names", "naming", "inflections", "clitics", "tables")  # without which a language can be read
NO_WORDS = ("patterns", "quality", "inflections", "clitics")  # files that list no words of texts


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means: its kind and the value that goes with it."""

    kind: str
    value: Any = None


_Node = dict[str, Any]


def _longest(node: _Node, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
    """The longest phrase below a node, where some phrases hold any word."""
    best: tuple[Entry, int] | None = (node[""], at) if "" in node else None
    if at < len(tokens):
        for word in (tokens[at].lower, ANY):
            below = node.get(word)
            if below is not None and (word != ANY or tokens[at].is_word):
                found = _longest(below, tokens, at + 1)
                if found is not None and (best is None or found[1] > best[1]):
                    best = found
    return best


def _words_of(phrase: str, clitics: Clitics | None) -> Sequence[str]:
    return words_of(phrase) if clitics is None else clitics.split_words(phrase)


class Phrases:
    """Finds the longest listed phrase that begins at a token. Phrases are compared token by token, in lower case."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], clitics: Clitics | None = None) -> None:
        self._tree: _Node = {}
        self._wild = False
        for phrase, entry in entries:
            words = (phrase,) if phrase.startswith("'") else _words_of(phrase, clitics)
            self._wild = self._wild or ANY in words
            node = self._tree
            for word in words:
                node = node.setdefault(word, {})
            if words:
                node.setdefault("", entry)

    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(self._tree)

    def any_in(self, tokens: Iterable[Token]) -> bool:
        """Whether some phrase may begin at one of the tokens: a quick look before the slow one."""
        return any(token.lower in self._tree for token in tokens)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
        """The entry of the longest phrase at `tokens[at]` and the index after it, or None. Of two kinds that list one phrase
        the first is meant.
        """
        node = self._tree.get(tokens[at].lower)
        if node is not None and self._wild:
            return _longest(node, tokens, at + 1)
        found: tuple[Entry, int] | None = None
        while node is not None:
            at += 1
            if "" in node:
                found = node[""], at
            node = node.get(tokens[at].lower) if at < len(tokens) else None
        return found


class Lexicon:
    """The word lists of one language, parsed. `lists` holds each file's data; `phrases` finds a file's entries."""

    def __init__(self, language: str, lists: Mapping[str, Any]) -> None:
        self.language = language
        self.lists = MappingProxyType(dict(lists))
        self._phrases: dict[tuple[str, tuple[str, ...]], Phrases] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._clitics = Clitics.read(lists["clitics"], self._known) if lists.get("clitics") else None

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words of all lists, gathered when somebody first asks: most languages never do."""
        return all_words([self.lists[name] for name in self.lists if name not in NO_WORDS])

    @property
    def has_clitics(self) -> bool:
        """Whether words are written together in this language."""
        return self._clitics is not None

    def knows(self, word: str) -> bool:
        """Whether some list of the language holds the word."""
        return word in self._known

    def tokenise(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of `text[start:end]`, what is written together in this language taken apart."""
        tokens = tokenise(text, start, end)
        return tokens if self._clitics is None else self._clitics.split(tokens)

    def phrases(self, name: str, kinds: tuple[str, ...] = ()) -> Phrases:
        """The phrases of the file `name`, of all kinds or those given: {kind: [phrase, …]}, {kind: {value: [phrase, …]}},
        {kind: {phrase: value}}.
        """
        found = self._phrases.get((name, kinds))
        if found is None:
            data = {kind: listed for kind, listed in self.lists[name].items() if not kinds or kind in kinds}
            found = self._phrases[name, kinds] = Phrases(_entries(data), self._clitics)
        return found

    def words(self, name: str, kind: str) -> frozenset[str]:
        """The phrases listed under `kind` of the file `name`, in lower case."""
        found = self._words.get((name, kind))
        if found is None:
            data: Iterable[Any] = self.lists[name].get(kind) or ()
            found = self._words[name, kind] = frozenset(match_form(str(word)) for word in data)
        return found


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


@cache
def readable_languages() -> tuple[str, ...]:
    """Codes of the languages that have every list."""
    root = files("cenotaph.text") / "languages"
    found = []
    for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir() and all((folder / f"{name}.yaml").is_file() for name in FILES):
            found.append(folder.name)
    return tuple(found)


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of `language` (ISO 639-1). Raises `InvalidValue` where the language has no complete set of lists."""
    if language not in readable_languages():
        raise InvalidValue(f"no reader for language {language!r}; there are: {', '.join(readable_languages())}")
    root = files("cenotaph.text") / "languages" / language
    lists = {name: read_list(root / f"{name}.yaml") for name in FILES}
    lists |= {name: read_list(root / f"{name}.yaml") for name in OPTIONAL}
    classes = lists["inflections"]
    lists["harms"] = spell_out(inflect(lists["harms"], classes.get("verbs") or {}))
    lists["persons"] = decline(lists["persons"], classes.get("nouns") or {})
    return Lexicon(language, lists)
