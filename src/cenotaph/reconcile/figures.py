"""low / best / high of each harm by a named policy, each bound with the reason that names its claim.

What is left out (denied, feared, rejected, a part, a total over a period) stays visible in the incident with its reason.
"""

from collections.abc import Sequence

from cenotaph.model import Figure, Value
from cenotaph.reconcile.policies import POLICIES
from cenotaph.reconcile.statement import Statement

__all__ = ["make_figures"]


def _only(harm: str, policy: str, statement: Statement) -> Figure:
    """The figure where one statement is all there is: one sentence serves."""
    shown: Value = (statement.top or 0) if statement.exact else statement.claims[0].claim.count
    why, best = statement.because("only_number", shown=shown), statement.best
    why_best = why if best is None or statement.exact else statement.because("own_best", number=best)
    return Figure(harm, policy, statement.low, best, statement.top if statement.high is not None else None, why, why_best, why, 1)


def make_figures(statements: Sequence[Statement], harms: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of one incident under every policy. A harm that nobody puts a number to has no figure."""
    out = []
    for harm in harms:
        stated = [s for s in statements if s.claims[0].claim.harm == harm]
        for name, policy in POLICIES.items():
            if not stated or policy.only is not None and harm not in policy.only:
                continue
            figure = _only(harm, name, stated[0]) if len(stated) == 1 else policy.figure(harm, stated)
            if figure is not None:
                out.append(figure)
    return tuple(out)
