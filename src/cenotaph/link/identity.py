"""Victim ids that last. A victim is named after the record that was loaded first, so a list that comes later renames nobody,
and a merge taken back gives both their old ids again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from numpy import int64
from numpy.typing import NDArray

from cenotaph.model import Victim, stable_id

__all__ = ["VictimChanges", "changes_between", "name_victims"]


@dataclass(frozen=True, slots=True)
class VictimChanges:
    """What a linking changed: victims that are new, that got more records, that were merged into another, that were split."""

    new: int
    grown: int
    merged: tuple[tuple[str, str], ...]
    split: tuple[tuple[str, tuple[str, ...]], ...]


def name_victims(label: NDArray[int64], records: Sequence[str]) -> list[Victim]:
    """The victims of clusters, `label` being each record's cluster and `records` the ids in the order they were loaded."""
    inside: dict[int, list[str]] = {}
    for record, cluster in zip(records, label.tolist(), strict=True):
        inside.setdefault(cluster, []).append(record)
    return [Victim(stable_id("vic", members[0]), tuple(members)) for members in inside.values()]


def changes_between(before: Mapping[str, str], after: Sequence[Victim]) -> VictimChanges:
    """Compare record-to-victim as it was with the victims as they are."""
    merged: list[tuple[str, str]] = []
    new = grown = 0
    parts: dict[str, list[str]] = {}
    for one in after:
        old = list(dict.fromkeys(before[record] for record in one.records if record in before))
        if not old:
            new += 1
        elif any(record not in before for record in one.records):
            grown += 1
        merged += [(other, one.id) for other in old if other != one.id and len(old) > 1]
        for other in old:
            parts.setdefault(other, []).append(one.id)
    split = tuple((old, tuple(now)) for old, now in sorted(parts.items()) if len(now) > 1)
    return VictimChanges(new, grown, tuple(sorted(merged)), split)
