"""A list's entry for one person, and the person it is thought to be. A record is never altered by linking; a victim is
proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cenotaph.errors import InvalidValue
from cenotaph.vocabulary import load_vocabulary

__all__ = ["Victim", "VictimList", "VictimRecord"]


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

    @property
    def name(self) -> str:
        """The name for showing: whole, or its parts in order."""
        if self.values.get("name"):
            return self.values["name"]
        parts = ("given_name", "father_name", "grandfather_name", "family_name")
        return " ".join(self.values[part] for part in parts if self.values.get(part))


@dataclass(frozen=True, slots=True)
class Victim:
    """Records thought to be one person. The id is made from the record that was loaded first, so it outlives later lists."""

    id: str
    records: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.records:
            raise InvalidValue("a victim needs a record")
