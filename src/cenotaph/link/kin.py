"""What speaks for two of one family and not for one person: the third class, taken off the weight of a pair.

Splink weighs one person against two strangers. Two records that share father, family name, day and place of harm are no strangers
either way; the odds that count are those of one person against *anybody else*, relatives included:

    w' = w - log2(1 + odds of relatives to strangers)

The odds of relatives come from the same levels. Rarity counts for them too in what families share: a rare family name is as
good a sign of kin as of one person. A pair that is rather of one family than of strangers, and not one person, is kept however
low its weight: it is a relation to show, and never a join.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cenotaph.link.model import LinkModel
from cenotaph.model import RELATIVES

if TYPE_CHECKING:
    import pyarrow

__all__ = ["weigh_relatives"]


def weigh_relatives(pairs: "pyarrow.Table", model: LinkModel, threshold: float) -> "pyarrow.Table":
    """Scored pairs with the weight that relatives take off (`mw_kin`, at most zero) in their match weight; `gamma_kin` is 1 for
    those that are rather of one family than of strangers. Others that fall below `threshold` are left out.
    """
    import pyarrow

    odds = _odds_of_kin(pairs, model)
    bits = -np.logaddexp2(0.0, odds)
    weight = np.asarray(pairs.column("match_weight"), dtype=float) + bits
    at = pairs.column_names.index("match_weight")
    weighed = pairs.set_column(at, "match_weight", pyarrow.array(weight))
    weighed = weighed.append_column(f"mw_{RELATIVES}", pyarrow.array(bits))
    weighed = weighed.append_column(f"gamma_{RELATIVES}", pyarrow.array((odds > 0).astype(np.int64)))
    return weighed.filter(pyarrow.array((weight >= threshold) | (odds > 0)))


def _odds_of_kin(pairs: "pyarrow.Table", model: LinkModel) -> NDArray[np.float64]:
    """log2 of the odds that a pair is of one family, against strangers."""
    classes = model.classes
    total = np.full(len(pairs), np.log2(classes.kin_share) - np.log2(1.0 - classes.share - classes.kin_share))
    for c, one in enumerate(model.comparisons):
        ratio = np.concatenate([np.log2(classes.k[c]) - np.log2(classes.u[c]), [0.0]])
        total += ratio[np.asarray(pairs.column(f"gamma_{one.name}")).astype(np.int64)]
        if one.shared and f"mw_tf_adj_{one.name}" in pairs.column_names:
            total += np.asarray(pairs.column(f"mw_tf_adj_{one.name}"), dtype=float)
    return total
