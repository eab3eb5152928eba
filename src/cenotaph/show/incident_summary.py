"""A paragraph on an incident, made of its claims alone: bounds with the number of independent origins, the groups that claims
name, and who denies or fears. Every sentence says whose it is; none says what happened.

A sentence is English with places for values, for a catalogue to translate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cenotaph.model import ClaimStatus, Incident, Role
from cenotaph.show.shown import POLICY
from cenotaph.store import ClaimRow
from cenotaph.vocabulary import load_vocabulary

__all__ = ["SENTENCES", "Sentence", "summarise_incident"]

MOST_NAMED = 3  # speakers in one sentence; the others are counted
SENTENCES = {
    "one": "{number} {harm}, says one origin: {who}.",
    "same": "{number} {harm}, say {origins} independent origins.",
    "between": "Between {low} and {high} {harm}, say {origins} independent origins.",
    "least": "At least {low} {harm}, say {origins} independent origins.",
    "most": "Up to {high} {harm}, say {origins} independent origins.",
    "groups": "Among those {harm}, by what claims say: {groups}.",
    "denied": "Denied by {who}: {number} {harm}.",
    "feared": "Feared by {who}: {number} {harm}.",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its kind, a key of `SENTENCES`, and its values; `harm` and the names of groups are codes, to be worded."""

    kind: str
    values: Mapping[str, str]
    harm: str
    groups: tuple[tuple[str, str], ...] = ()


def summarise_incident(one: Incident, claims: Mapping[str, ClaimRow]) -> list[Sentence]:
    """The sentences, harm by harm in the order of the vocabulary. `claims` are those of the incident, as people mended them."""
    out: list[Sentence] = []
    for term in load_vocabulary("harm"):
        rows = [(member, claims[member.claim_id]) for member in one.members if claims[member.claim_id].claim.harm == term.code]
        figure = one.figure(term.code, POLICY)
        if figure is not None and (figure.low is not None or figure.high is not None):
            who = next((member.origin for member, _ in rows if member.role == Role.TOTAL), "")
            out.append(_bounds(term.code, figure.low, figure.high, figure.origins, who))
            groups = _groups(row for member, row in rows if member.role == Role.PART)
            if groups:
                out.append(Sentence("groups", {}, term.code, groups))
        for status, kind in ((ClaimStatus.DENIED, "denied"), (ClaimStatus.FEARED, "feared")):
            said = [(member.origin, row) for member, row in rows if row.claim.status == status]
            if said:
                values = {"who": _names(origin for origin, _ in said), "number": str(said[0][1].claim.count)}
                out.append(Sentence(kind, values, term.code))
    return out


def _bounds(harm: str, low: int | None, high: int | None, origins: int, who: str) -> Sentence:
    if low is None or high is None:
        kind = "least" if high is None else "most"
    else:
        kind = "between" if low != high else "one" if origins == 1 else "same"
    said = {"low": low, "high": high, "number": low}
    return Sentence(kind, {"who": who, "origins": str(origins), **{n: f"{v:,}" for n, v in said.items() if v is not None}}, harm)


def _groups(rows: Iterable[ClaimRow]) -> tuple[tuple[str, str], ...]:
    """Of each group the lowest and highest number that a part gives."""
    found: dict[str, list[int]] = {}
    for row in rows:
        count = row.claim.count
        for group in row.claim.groups:
            found.setdefault(group, []).extend(n for n in (count.low, count.high) if n is not None)
    return tuple(
        (group, f"{min(numbers):,}" if min(numbers) == max(numbers) else f"{min(numbers):,}–{max(numbers):,}")
        for group, numbers in found.items()
        if numbers
    )


def _names(origins: Iterable[str]) -> str:
    names = list(dict.fromkeys(origins))
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{rest})" if rest > 0 else "")
