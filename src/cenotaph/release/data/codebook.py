"""What tables a release has and what their columns mean: one file says it, and every format is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from cenotaph.vocabulary import load_vocabulary

__all__ = ["Field", "Table", "load_codebook"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, type (string, integer, number, boolean, list), meaning, and the list of codes it uses."""

    name: str
    type: str
    about: str
    vocabulary: str = ""

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The codes it may have, with their definitions."""
        return tuple((term.code, term.definition) for term in load_vocabulary(self.vocabulary)) if self.vocabulary else ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, title, what it holds, and its columns in order."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]


@cache
def load_codebook() -> Mapping[str, Table]:
    """Every table by its name, in the order of the files."""
    data = yaml.safe_load((files("cenotaph.release.data") / "codebook.yaml").read_text(encoding="utf-8"))
    return {
        name: Table(
            name, said["title"], said["about"],
            tuple(Field(key, one["type"], one["about"], one.get("vocabulary", "")) for key, one in said["fields"].items()),
        )
        for name, said in data.items()
    }  # fmt: skip
