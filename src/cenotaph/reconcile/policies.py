"""How low, best and high are chosen from what origins state: `POLICIES` is the one table that figures, commands and docs read.

No policy averages: every bound is a number that somebody said. A figure of one statement alone is the same under all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import Figure, Harm, Reason
from cenotaph.reconcile.statement import Statement

__all__ = ["POLICIES", "USUAL_POLICY", "Policy"]

PARTIES = ("government", "armed_force", "armed_group")
FIRST_CHOICE = ("intergovernmental", "ngo", "medical", "court")


@dataclass(frozen=True, slots=True)
class Policy:
    """`figure` gives a harm's figure from its statements, None where there is none; `only` the harms it is for, None for all."""

    figure: Callable[[str, Sequence[Statement]], Figure | None]
    only: frozenset[str] | None = None


def _order(statement: Statement) -> tuple[object, ...]:
    said = statement.claims[0].said_on
    return (-(said.end.toordinal() if said else 0), statement.claims[0].claim.id)


def _support(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """For each number said exactly, the statements of it, one for an origin."""
    by_number: dict[int, dict[str, Statement]] = defaultdict(dict)
    for statement in sorted(statements, key=_order):
        if statement.best is not None:
            by_number[statement.best].setdefault(statement.origin.label, statement)
    return {number: list(held.values()) for number, held in by_number.items()}


def _origins(statements: Sequence[Statement]) -> int:
    return len({statement.origin.label for statement in statements})


def _lowest(statements: Sequence[Statement]) -> Statement | None:
    known = [s for s in statements if s.bottom is not None]
    return min(known, key=lambda s: (s.bottom, *_order(s)), default=None)


def _highest(statements: Sequence[Statement]) -> Statement | None:
    known = [s for s in statements if s.top is not None]
    return max(known, key=lambda s: (s.top or 0, not s.exact, s.claims[0].claim.id), default=None)


def lowest_to_highest(harm: str, statements: Sequence[Statement]) -> Figure | None:
    """Every Casualty Counts: the range shows the disagreement, from the lowest to the highest number credibly said."""
    low, high = _lowest(statements), _highest(statements)
    origins = _origins(statements)
    best, why_best = _best_supported(statements)
    lowest = low.bottom if low else None
    highest = high.top if high else None
    if best is not None and (lowest is not None and best < lowest or highest is not None and best > highest):
        best, why_best = None, Reason.of("outside_range")
    return Figure(
        harm,
        "lowest-credible..highest-credible",
        lowest,
        best,
        highest,
        low.because("lowest_said", number=lowest) if low and lowest is not None else Reason.of("no_lowest"),
        why_best,
        high.because("highest_said", number=highest) if high and highest is not None else Reason.of("no_highest"),
        origins,
    )


def _best_supported(statements: Sequence[Statement]) -> tuple[int | None, Reason]:
    support = _support(statements)
    if not support:
        return None, Reason.of("no_exact")
    most = max(len(held) for held in support.values())
    leading = sorted(number for number, held in support.items() if len(held) == most)
    if len(leading) > 1:
        return None, Reason.of("no_majority", numbers=tuple(leading[:6]), origins=most)
    number = leading[0]
    return number, support[number][0].because("most_origins", number=number, origins=most)


def most_independent(harm: str, statements: Sequence[Statement]) -> Figure | None:
    """Only the numbers that the most independent origins state; a lone number is no majority over another lone number."""
    support = _support(statements)
    if not support:
        return None
    most = max(len(held) for held in support.values())
    leading = sorted(number for number, held in support.items() if len(held) == most)
    low, high = leading[0], leading[-1]
    best, why = _best_supported(statements)
    return Figure(
        harm,
        "most-independent",
        low,
        best,
        high,
        support[low][0].because("lowest_with", number=low, origins=most),
        why,
        support[high][0].because("highest_with", number=high, origins=most),
        _origins(statements),
    )


def ucdp_like(harm: str, statements: Sequence[Statement]) -> Figure | None:
    """After the UCDP codebook: deaths only; best is the most reliable source's number, low and high the reliable extremes.

    Reliable here means: not a party to the conflict, as far as the words tell; vague words never give the best estimate.
    Where only parties speak, they are used, and the sentence says so.
    """
    neutral = [s for s in statements if s.origin.kind not in PARTIES]
    used = neutral or list(statements)
    of_whom = "neutral" if neutral else "of_parties"
    low, high = _lowest(used), _highest(used)
    if low is None or high is None or low.bottom is None or high.top is None:
        return None
    chosen = min((s for s in used if s.best is not None), key=_reliability, default=None)
    best = chosen.best if chosen else None
    return Figure(
        harm,
        "ucdp-like",
        low.bottom,
        best,
        max(high.top, low.bottom),
        low.because(f"lowest_{of_whom}", number=low.bottom),
        chosen.because("most_reliable" if neutral else "most_reliable_of_parties", number=best)
        if chosen and best is not None
        else Reason.of("no_reliable"),
        high.because(f"highest_{of_whom}", number=high.top),
        _origins(used),
    )


def _reliability(statement: Statement) -> tuple[object, ...]:
    kind = statement.origin.kind
    rank = FIRST_CHOICE.index(kind) if kind in FIRST_CHOICE else len(FIRST_CHOICE)
    return (rank, statement.approx, *_order(statement))


POLICIES: Mapping[str, Policy] = {
    "lowest-credible..highest-credible": Policy(lowest_to_highest),
    "most-independent": Policy(most_independent),
    "ucdp-like": Policy(ucdp_like, frozenset({Harm.KILLED})),
}
USUAL_POLICY = "lowest-credible..highest-credible"
"""Which pages and tables show first."""
