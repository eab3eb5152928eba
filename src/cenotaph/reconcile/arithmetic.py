"""Checks the arithmetic of parts: "106 + 63 + 70 = 239 of 613: 374 not broken down". Parts are never added to the whole."""

from collections import defaultdict
from collections.abc import Sequence

from cenotaph.model import ClaimInDocument, PartsCheck

__all__ = ["check_parts"]

LIST_GAP = 60


def check_parts(claims: Sequence[ClaimInDocument]) -> tuple[PartsCheck, ...]:
    """One check for each whole with at least one part that names a group. Parts without a group may overlap the others,
    so they are not summed; the sentence says so.
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
    sentence, consistent = _sentence(summed, total or 0, whole)
    for other in aside:
        sentence += f"; also {other.claim.count} said of the same victims, not summed (may overlap)"
        consistent = consistent and not (whole.claim.count.exact and other.claim.count.lowest > (total or 0))
    return PartsCheck(whole.claim.id, tuple(c.claim.id for c in ordered), sentence, consistent)


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


def _sentence(summed: Sequence[ClaimInDocument], total: int, whole: ClaimInDocument) -> tuple[str, bool]:
    numbers = [c.claim.count.low or 0 for c in summed]
    if not numbers:
        return f"parts of {whole.claim.count}, none with an exact number", True
    added = sum(numbers)
    words = " + ".join(f"{number:,}" for number in numbers)
    shown = f"{words} = {added:,}" if len(numbers) > 1 else words
    if not whole.claim.count.exact:
        return f"{shown} of {whole.claim.count}", True
    if added > total:
        return f"{shown} of {total:,}: the parts exceed the whole by {added - total:,}", False
    if added == total:
        return f"{shown}: the parts make up the whole", True
    return f"{shown} of {total:,}: {total - added:,} not broken down", True
