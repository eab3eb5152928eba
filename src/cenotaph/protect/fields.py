"""Leaves out of a victim's record what somebody was not given leave to see.

`given`, the row as the list has it, is one such thing: nobody knows what else a list writes into it. The public is given leave
for none of these kinds.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from cenotaph.model import VictimRecord

__all__ = ["hidden_fields", "protected_kinds", "visible_values"]


@cache
def protected_kinds() -> Mapping[str, tuple[str, ...]]:
    """Kinds of protected fields, and the fields of each."""
    found = yaml.safe_load((files("cenotaph.protect") / "fields.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(fields) for kind, fields in found.items()}


def hidden_fields(leave: Iterable[str]) -> frozenset[str]:
    """The fields that somebody with leave for these kinds may not see."""
    given = set(leave)
    return frozenset(field for kind, fields in protected_kinds().items() if kind not in given for field in fields)


def visible_values(record: VictimRecord, leave: Iterable[str]) -> dict[str, str]:
    """The values of a record that somebody with leave for these kinds may see."""
    hidden = hidden_fields(leave)
    return {field: value for field, value in record.values.items() if value and field not in hidden}
