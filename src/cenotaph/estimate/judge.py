"""Whether a table can carry an estimate at all, and how its lists hang together. Says no where the numbers would only be the
model's.

In go capture histories; out come reasons to refuse, warnings, and the odds ratios of pairs of lists. An estimate from lists
that share nobody can be any number; a program that prints one all the same has misled its reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.simple import sample_coverage

__all__ = ["Judgement", "PairOverlap", "judge_table", "judged"]

FEW_SHARED = 10  # a cell this small moves an estimate by a tenth with one victim more
LEAST_REPEATED = 10  # victims on two lists or more: with fewer, one more or less moves the estimate by a tenth
LEAST_LEFT = 3  # lists: with two, nothing shows whether they depend on each other
LOW_COVERAGE = 0.5  # less than half known is more extrapolation than data (Chao et al. 2001, doi:10.1002/sim.996, advise 55 %)


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """Two lists: how many victims both name, and the odds ratio among those that some third list names (1: no dependence seen).

    `odds_ratio` has half a victim added to each cell; None where no third list names anybody.
    """

    first: str
    second: str
    both: int
    odds_ratio: float | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`refusals`: why no estimate may be made; empty when one may. `warnings`: what a reader of it must know."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    coverage: float
    pairs: tuple[PairOverlap, ...]


def judged(histories: CaptureHistories) -> tuple[CaptureHistories, Judgement]:
    """The table that is estimated from, and what speaks for and against it: lists inside others are left out, which is said."""
    kept, said = _leave_out_contained(histories)
    judgement = judge_table(kept)
    return kept, replace(judgement, warnings=(*histories.said, *said, *judgement.warnings))


def _leave_out_contained(histories: CaptureHistories) -> tuple[CaptureHistories, tuple[str, ...]]:
    """The table without lists everybody on which is on one other list, as long as three are left, and a sentence for each.

    Such a list adds nobody, and a small one lies inside a large one by chance: no reason to refuse what the others tell.
    """
    said: list[str] = []
    while len(histories.lists) > LEAST_LEFT:
        pair = next(_contained(histories), None)
        if pair is None:
            break
        inner, outer = pair
        few = int(histories.counts[histories.members(inner)].sum())
        said.append(
            f"{histories.lists[inner]} is left out: all {few:,} on it are on {histories.lists[outer]}, "
            "so it tells nothing of its own"
        )
        histories = histories.without(inner)
    return histories, tuple(said)


def _contained(histories: CaptureHistories) -> Iterator[tuple[int, int]]:
    """Pairs of lists of which the first lies inside the second, the smallest first."""
    lists = range(len(histories.lists))
    sizes = [int(histories.counts[histories.members(k)].sum()) for k in lists]
    for inner in sorted(lists, key=lambda k: (sizes[k], k)):
        for outer in lists:
            if inner != outer and not (histories.counts[histories.members(inner) & ~histories.members(outer)]).any():
                yield inner, outer


def judge_table(histories: CaptureHistories) -> Judgement:
    """Judge whether the table can carry an estimate."""
    names, size = histories.lists, len(histories.lists)
    pairs = tuple(_pair(histories, a, b) for a in range(size) for b in range(a + 1, size))
    refusals: list[str] = []
    warnings: list[str] = []
    if size == 2:
        refusals.append("two lists cannot show whether they depend on each other; a third is needed")
    shared = {name: sum(pair.both for pair in pairs if name in (pair.first, pair.second)) for name in names}
    alone = [name for name in names if not shared[name]]
    if len(alone) == size:
        refusals.append("no victim is on two lists, so nothing tells how many are on none")
    elif (repeated := histories.documented - int(histories.by_times[1])) < LEAST_REPEATED:
        refusals.append(
            f"only {repeated} victims are on two lists or more; {LEAST_REPEATED} are the least that can tell anything"
        )
    elif alone:
        refusals.append(f"{_and(alone)} shares nobody with any other list; leave it out or link it again")
    for inner, outer in _contained(histories):
        refusals.append(f"everybody on {names[inner]} is on {names[outer]}: a list inside another tells nothing of its own")
    for pair in pairs:
        if 0 < pair.both < FEW_SHARED:
            few = "1 victim" if pair.both == 1 else f"{pair.both} victims"
            warnings.append(f"{pair.first} and {pair.second} share only {few}; what they tell of each other is mostly chance")
        elif not pair.both and not refusals:
            warnings.append(f"{pair.first} and {pair.second} share nobody; models with that pair have no finite estimate")
    coverage = sample_coverage(histories)
    if coverage < LOW_COVERAGE:
        warnings.append(
            f"{coverage:.0%} of namings are of victims named more than once; below one half, an estimate is mostly its model"
        )
    return Judgement(tuple(refusals), tuple(warnings), coverage, pairs)


def _pair(histories: CaptureHistories, a: int, b: int) -> PairOverlap:
    of_a, of_b = histories.members(a), histories.members(b)
    third = ~(of_a | of_b)
    by_others = [(index & ~(1 << a | 1 << b)) != 0 for index in range(len(histories.counts))]
    elsewhere = histories.counts * by_others
    table = [int(elsewhere[cells].sum()) for cells in (of_a & of_b, of_a & ~of_b, ~of_a & of_b, third)]
    ratio = (table[0] + 0.5) * (table[3] + 0.5) / ((table[1] + 0.5) * (table[2] + 0.5)) if sum(table) else None
    return PairOverlap(histories.lists[a], histories.lists[b], histories.overlap(a, b), ratio)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
