"""Reads the YAML lists beside this file into immutable vocabularies.

Refuses a list with two terms of one code, a term without a definition, or a parent that does not exist: a code in a
published record must mean one thing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from cenotaph.errors import InvalidValue

__all__ = ["Term", "Vocabulary", "grading_schemes", "load_vocabulary", "vocabulary_names"]


@dataclass(frozen=True, slots=True)
class Term:
    """One controlled term. `broader` may name several parents; `crosswalk` maps a scheme to its code there.

    `radius_km` is how far from its point a place of this precision may reach, for maps; None where no map should show it.
    Words about a `graphic` term are shown only when asked for. `reading` is how the cells of a list's column are read.
    """

    code: str
    label: str
    definition: str
    origin: str
    broader: tuple[str, ...] = ()
    crosswalk: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    radius_km: float | None = None
    graphic: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A named list of terms, in the order it was written."""

    name: str
    label: str
    terms: Mapping[str, Term]

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __getitem__(self, code: str) -> Term:
        return self.terms[code]

    def check(self, code: str) -> str:
        """Give the code back, or raise `InvalidValue` naming the codes there are."""
        if code not in self.terms:
            raise InvalidValue(f"{code!r} is no code of {self.name}; there are: {', '.join(self.terms)}")
        return code


def _lists() -> Mapping[str, str]:
    folder = files("cenotaph.vocabulary") / "lists"
    return {
        entry.name.removesuffix(".yaml"): entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    }


def vocabulary_names() -> tuple[str, ...]:
    """The names of all lists there are."""
    return tuple(_lists())


def grading_schemes() -> tuple[str, ...]:
    """The schemes that there are grades of: the vocabularies called `grade_<scheme>`."""
    return tuple(name.removeprefix("grade_") for name in vocabulary_names() if name.startswith("grade_"))


@cache
def load_vocabulary(name: str) -> Vocabulary:
    """The vocabulary called `name` (see `vocabulary_names`). Raises `InvalidValue` for an unknown or malformed one."""
    text = _lists().get(name)
    if text is None:
        raise InvalidValue(f"no vocabulary {name!r}; there are: {', '.join(_lists())}")
    data = yaml.safe_load(text)
    terms: dict[str, Term] = {}
    for row in data["terms"]:
        term = Term(
            code=str(row["code"]),
            label=row["label"],
            definition=" ".join(str(row.get("definition") or "").split()),
            origin=row.get("origin") or data.get("origin") or "",
            broader=tuple(row.get("broader") or ()),
            crosswalk=MappingProxyType({str(k): str(v) for k, v in (row.get("crosswalk") or {}).items()}),
            radius_km=row.get("radius_km"),
            graphic=bool(row.get("graphic")),
            reading=row.get("reading") or "",
        )
        if term.code in terms:
            raise InvalidValue(f"vocabulary {name}: {term.code!r} stands twice")
        if not term.definition or not term.origin:
            raise InvalidValue(f"vocabulary {name}: {term.code!r} has no definition or no origin")
        terms[term.code] = term
    for term in terms.values():
        for parent in term.broader:
            if parent not in terms:
                raise InvalidValue(f"vocabulary {name}: {term.code!r} is under {parent!r}, which does not exist")
    return Vocabulary(name=name, label=data["label"], terms=MappingProxyType(terms))
