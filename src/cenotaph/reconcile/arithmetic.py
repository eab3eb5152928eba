"""Checks the arithmetic of parts: "106 + 63 + 70 = 239 of 613: 374 not broken down". Parts are never added to the whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cenotaph.model import ClaimInDocument, PartsCheck, Reason, Value

__all__ = ["check_parts"]

LIST_GAP = 60  # characters between two parts of one list: a number, a noun and its aside


def check_parts(claims: Sequence[ClaimInDocument]) -> tuple[PartsCheck, ...]:
    """One check for each whole with at least one part that names a group. Parts without a group may overlap the others,
    so they are not summed; the reason says so.
    """
    by_id = {c.claim.id: c for c in claims}
    parts: dict[str, list[ClaimInDocument]] = defaultdict(list)
    for stated in claims:
        if stated.claim.part_of in by_id:
            parts[stated.claim.part_of].append(stated)
    return tuple(_check(by_id[whole], found) for whole, found in sorted(parts.items()))


def _check(whole: ClaimInDocument, parts: Sequence[ClaimInDocument]) -> PartsCheck:
    ordered = sorted(parts, key=lambda c: c.claim.victims.start)
    runs = _listed_together(ordered)
    summed = max(runs, key=len, default=[])
    aside = [c for c in ordered if c not in summed]
    total = whole.claim.count.high if whole.claim.count.exact else whole.claim.count.lowest
    why, consistent = _why(summed, total or 0, whole)
    for other in aside:
        consistent = consistent and not (whole.claim.count.exact and other.claim.count.lowest > (total or 0))
    more = tuple(Reason.of("not_summed", other.claim.id, count=other.claim.count) for other in aside)
    return PartsCheck(whole.claim.id, tuple(c.claim.id for c in ordered), replace(why, then=more), consistent)


def _listed_together(parts: Sequence[ClaimInDocument]) -> list[list[ClaimInDocument]]:
    """Runs of parts said by one rule close together, each of another group: only these are known not to overlap."""
    runs: list[list[ClaimInDocument]] = []
    for stated in parts:
        if not stated.claim.count.exact:
            continue
        last = runs[-1][-1] if runs else None
        near = last is not None and stated.claim.victims.start - last.claim.victims.end <= LIST_GAP
        alike = (
            last is not None
            and stated.claim.rules[:1] == last.claim.rules[:1]
            and bool(stated.claim.groups) == bool(last.claim.groups)
        )
        repeats = (
            bool(runs) and bool(stated.claim.groups) and any(stated.claim.groups == other.claim.groups for other in runs[-1])
        )
        if near and alike and not repeats:
            runs[-1].append(stated)
        else:
            runs.append([stated])
    return runs


def _why(summed: Sequence[ClaimInDocument], total: int, whole: ClaimInDocument) -> tuple[Reason, bool]:
    numbers = tuple(c.claim.count.low or 0 for c in summed)
    said = whole.claim.count
    if not numbers:
        return Reason.of("parts_without_number", whole.claim.id, whole=said), True
    added = sum(numbers)
    shown: Value = Reason.of("sum", numbers=numbers, total=added) if len(numbers) > 1 else added
    if not said.exact:
        return Reason.of("parts_of_open", whole.claim.id, shown=shown, whole=said), True
    if added > total:
        return Reason.of("parts_exceed", whole.claim.id, shown=shown, whole=total, over=added - total), False
    if added == total:
        return Reason.of("parts_complete", whole.claim.id, shown=shown), True
    return Reason.of("parts_short", whole.claim.id, shown=shown, whole=total, left=total - added), True
