"""A list's entry for one person, and the person it is thought to be. A record is never altered by linking; a victim is
proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cenotaph.errors import InvalidValue
from cenotaph.vocabulary import load_vocabulary

RELATIVES = "kin"  # the part of a pair's weight that says how far two of one family would agree as well
__all__ = ["RELATIVES", "Victim", "VictimList", "VictimRecord"]

NAME_PARTS = ("given_name", "father_name", "grandfather_name", "family_name")


@dataclass(frozen=True, slots=True)
class VictimList:
    """A list of victims as loaded. `mapping` is the YAML that says what its columns mean; `sha256` that of the file's bytes."""

    id: str
    name: str
    file_name: str
    sha256: str
    mapping: str
    one_person_a_row: bool
    added_at: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("a list needs a name")


@dataclass(frozen=True, slots=True)
class VictimRecord:
    """One row: `given` is heading to cell as it stood, `values` field to normalised value (codes of `record_field`)."""

    id: str
    list_id: str
    row_key: str
    position: int
    given: Mapping[str, str]
    values: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        fields, known_flags = load_vocabulary("record_field"), load_vocabulary("record_flag")
        for code in self.values:
            fields.check(code)
        for flag in self.flags:
            known_flags.check(flag)
        object.__setattr__(self, "given", MappingProxyType(dict(self.given)))
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a record passes from one process to another: its mappings as plain ones."""
        return VictimRecord, (
            self.id, self.list_id, self.row_key, self.position, dict(self.given), dict(self.values), self.flags
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The name for showing: whole, or its parts in order; a "name" that lacks the surname beside it stands for the given
        name, and one that lacks the given name for the surname.
        """
        whole = self.values.get("name", "")
        parts = {part: self.values[part] for part in NAME_PARTS if self.values.get(part)}
        lacks = [part for part in ("given_name", "family_name") if part in parts and not _holds(whole, parts[part])]
        if whole and (len(lacks) != 1 or {"given_name", "family_name"} <= parts.keys()):
            return whole
        if whole:
            parts["family_name" if lacks == ["given_name"] else "given_name"] = whole
        return " ".join(parts[part] for part in NAME_PARTS if part in parts)


@dataclass(frozen=True, slots=True)
class Victim:
    """Records thought to be one person. The id is made from the record that was loaded first, so it outlives later lists."""

    id: str
    records: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.records:
            raise InvalidValue("a victim needs a record")


def _holds(name: str, part: str) -> bool:
    """Whether all words of a part stand in a name."""
    return set(part.casefold().split()) <= set(name.casefold().split())
