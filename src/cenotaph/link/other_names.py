"""Records that a list names in two ways, compared by each: an Arabic name with the English one beside it, one before marriage.

In go records; out come more rows, one for each other name of two words or more, that stand for the same record; and from scored
pairs of rows the best pair of each two records. Comparing the first name only, the obvious way, loses a person whose other name
is what the other list has. Refuses nicknames of one word: as a whole name they would agree with every stranger called so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cenotaph.text import fold, parse_name

if TYPE_CHECKING:
    import pyarrow

__all__ = ["NamedRows", "best_of_any", "named_rows"]

NAMES = ("name", "given_name", "father_name", "grandfather_name", "family_name", "other_name")


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Rows to compare: every record in order, then one for each of its other names; `owner` is the record of each row."""

    values: Sequence[Mapping[str, str]]
    owner: NDArray[np.int64]


def named_rows(records: Sequence[Mapping[str, str]]) -> NamedRows:
    """The records, and a row for every other name that is a whole name and not the same."""
    more: list[Mapping[str, str]] = []
    owner = list(range(len(records)))
    for number, values in enumerate(records):
        if not values.get("other_name"):
            continue
        known = {fold(values.get("name", "")), fold(f"{values.get('given_name', '')} {values.get('family_name', '')}".strip())}
        for name in values["other_name"].split(" | "):
            if fold(name) not in known and len(parse_name(name).words) > 1:
                known.add(fold(name))
                more.append({**{code: value for code, value in values.items() if code not in NAMES}, "name": name})
                owner.append(number)
    return NamedRows([*records, *more] if more else records, np.array(owner, dtype=np.int64))


def best_of_any(pairs: "pyarrow.Table", owner: NDArray[np.int64]) -> "pyarrow.Table":
    """Of the scored pairs of rows, the heaviest of each two records, in the order of the records; all of them, as they are, where
    no row is another name.
    """
    if not len(owner) or owner[-1] == len(owner) - 1:
        return pairs
    left, right = (owner[np.asarray(pairs.column(name))] for name in ("n_l", "n_r"))
    first, second = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((-np.asarray(pairs.column("match_weight")), second, first))
    order = order[first[order] != second[order]]
    same = (first[order][1:] == first[order][:-1]) & (second[order][1:] == second[order][:-1])
    kept = np.concatenate([order[:1], order[1:][~same]])
    return pairs.take(kept)
