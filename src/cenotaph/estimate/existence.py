"""Whether a log-linear model has a finite estimate from a table with empty cells, by linear programming.

In go the terms of a model and which cells are filled; out comes yes or no. Fitting does not tell: where no estimate exists, the
fit runs on towards minus infinity and stops at whatever number its tolerance allows.

The estimate exists if no direction of the parameters lowers the expectation of some empty cell and leaves every filled cell as it
is. Fienberg & Rinaldo 2012, doi:10.1214/12-AOS986; Chan, Silverman & Vincent 2021, doi:10.1080/01621459.2019.1708748.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["filled_cells", "has_estimate"]

NO_DIRECTION = 1e-7  # a linear programme's nought, far above its rounding and below any cell's share


def filled_cells(counts: NDArray[np.float64] | NDArray[np.int64]) -> int:
    """Which of the cells 1 to 2^lists - 1 are above zero, as a bit mask; `counts` begins with cell 1."""
    return sum(1 << int(at) for at in np.flatnonzero(counts))


def has_estimate(lists: int, terms: Sequence[int], filled: int, left_out: int = 0) -> bool:
    """Whether main effects and `terms` (bit masks of lists) have a finite and unique estimate.

    `filled` and `left_out` are bit masks of cells, the lowest bit being cell 1; cells left out say nothing. The answer depends on
    which cells are filled alone, never on how many victims they hold.
    """
    return _has_estimate(lists, tuple(sorted(terms)), filled, left_out)


@lru_cache(maxsize=65_536)
def _has_estimate(lists: int, terms: tuple[int, ...], filled: int, left_out: int) -> bool:
    cells = np.arange(1, 2**lists)
    columns = [1 << k for k in range(lists)] + list(terms)
    design = np.column_stack([np.ones(len(cells)), *((cells & term == term).astype(float) for term in columns)])
    kept = ~_mask(left_out, len(cells))
    full = _mask(filled, len(cells))
    if np.linalg.matrix_rank(design[kept]) < design.shape[1]:
        return False
    empty = design[kept & ~full]
    if not len(empty):
        return True
    from scipy.optimize import linprog

    found = linprog(
        empty.sum(axis=0),
        A_ub=np.vstack([empty, -empty]),
        b_ub=np.concatenate([np.zeros(len(empty)), np.ones(len(empty))]),
        A_eq=design[kept & full],
        b_eq=np.zeros(int((kept & full).sum())),
        bounds=(None, None),
        method="highs",
    )
    return bool(found.status == 0 and found.fun > -NO_DIRECTION)


def _mask(bits: int, size: int) -> NDArray[np.bool_]:
    return np.array([bits >> at & 1 for at in range(size)], dtype=bool)
