"""Leaves out of a victim's record what a person was not given leave to see.

`given`, the row as the list has it, is one such thing: nobody knows what else a list writes into it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from cenotaph.model import VictimRecord
from cenotaph.web.desk import Person

__all__ = ["hidden_fields", "protected_kinds", "visible_values"]


@cache
def protected_kinds() -> Mapping[str, tuple[str, ...]]:
    """Kinds of protected fields, and the fields of each."""
    found = yaml.safe_load((files("cenotaph.web") / "protected.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(fields) for kind, fields in found.items()}


def hidden_fields(person: Person) -> frozenset[str]:
    """The fields that this person may not see."""
    return frozenset(field for kind, fields in protected_kinds().items() if kind not in person.fields for field in fields)


def visible_values(record: VictimRecord, person: Person) -> dict[str, str]:
    """The values of a record that this person may see."""
    hidden = hidden_fields(person)
    return {field: value for field, value in record.values.items() if value and field not in hidden}
