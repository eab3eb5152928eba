"""Checks the arithmetic of parts: "106 + 63 + 70 = 239 of 613: 374 not broken down". Parts are never added to the whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cenotaph.model import ClaimInDocument, PartsCheck

__all__ = ["check_parts"]


def check_parts(claims: Sequence[ClaimInDocument]) -> tuple[PartsCheck, ...]:
    """One check for each whole with at least one part that names a group. Parts without a group may overlap the others,
    so they are not summed; the sentence says so."""
    by_id = {c.claim.id: c for c in claims}
    parts: dict[str, list[ClaimInDocument]] = defaultdict(list)
    for stated in claims:
        if stated.claim.part_of in by_id:
            parts[stated.claim.part_of].append(stated)
    return tuple(_check(by_id[whole], found) for whole, found in sorted(parts.items()))


def _check(whole: ClaimInDocument, parts: Sequence[ClaimInDocument]) -> PartsCheck:
    ordered = sorted(parts, key=lambda c: c.claim.victims.start)
    listed = _by_sentence(ordered)
    summed = max(listed.values(), key=len) if listed else []
    aside = [c for c in ordered if c not in summed]
    total = whole.claim.count.high if whole.claim.count.exact else whole.claim.count.lowest
    sentence, consistent = _sentence(summed, total or 0, whole)
    for other in aside:
        sentence += f"; also {other.claim.count} said of the same victims, not summed (may overlap)"
        consistent = consistent and not (whole.claim.count.exact and other.claim.count.lowest > (total or 0))
    return PartsCheck(whole.claim.id, tuple(c.claim.id for c in ordered), sentence, consistent)


def _by_sentence(parts: Sequence[ClaimInDocument]) -> Mapping[object, list[ClaimInDocument]]:
    """Parts listed together: one rule, one evidence start."""
    listed: dict[object, list[ClaimInDocument]] = defaultdict(list)
    for stated in parts:
        if stated.claim.count.exact:
            listed[stated.claim.evidence.start, stated.claim.rules[:1]].append(stated)
    return listed


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
