"""Links records: features, model, scores, clusters. The one way in to this room.

In go records in the order they were loaded, what people have judged, and an engine; out comes a `LinkResult`. Nothing is stored
here, no name leaves, and the same input gives the same result on DuckDB and on Spark.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cenotaph.link.blocking import BlockingRule, brought_by
from cenotaph.link.clusters import Clusters, Constraints, join_pairs
from cenotaph.link.coverage import cover_pairs
from cenotaph.link.engine import Engine
from cenotaph.link.features import Mapper, feature_table
from cenotaph.link.fitting import fit_model
from cenotaph.link.model import LinkModel
from cenotaph.link.other_names import best_of_any, named_rows
from cenotaph.link.scoring import score_pairs
from cenotaph.model import RELATIVES

if TYPE_CHECKING:
    import pyarrow

__all__ = ["LinkInput", "LinkResult", "ScoredPair", "link_records"]

TABLE = "records"
MAY_BE_ONE = -1.0  # bits: of pairs below, strangers are so many that they would say what strangers agree on
KEPT_WEIGHT = -5.0  # bits, 1 to 32: pairs below are not kept, and count as UNSCORED between clusters


@dataclass(frozen=True, slots=True)
class LinkInput:
    """Records by normalised values, and each one's list. `no_repeats`: lists that name nobody twice. `new`: numbers of the
    records to score against all, or None for all pairs. `same` and `different` are pairs of record numbers.
    """

    values: Sequence[Mapping[str, str]]
    lists: Sequence[str]
    no_repeats: frozenset[str] = frozenset()
    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()
    new: frozenset[int] | None = None

    def constraints(self) -> Constraints:
        """What joining has to keep to."""
        lists = [name if name in self.no_repeats else "" for name in self.lists] if self.no_repeats else None
        return Constraints(self.same, self.different, lists)


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two record numbers, the weight in bits, and its parts: comparison, level, weight, and what rarity adds; the last is what
    relatives take off, its level 1 where the two are rather of one family than of strangers.
    """

    first: int
    second: int
    weight: float
    parts: tuple[tuple[str, int, float, float], ...]


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking came to. `missed` estimates the matching pairs that no blocking rule brought; `prior` is the weight before
    anything is compared; `compared` counts the pairs that the rules brought, those brought twice counted twice.
    """

    model: LinkModel
    pairs: "pyarrow.Table"
    clusters: Clusters
    missed: float
    compared: int
    found_by: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def prior(self) -> float:
        """log2 of the odds that two records drawn without looking are one person."""
        return float(np.log2(self.model.classes.share / (1 - self.model.classes.share)))

    def scored(self) -> Iterator[ScoredPair]:
        """Every kept pair with its parts."""
        if not len(self.pairs):
            return
        columns = {name: self.pairs.column(name).to_pylist() for name in self.pairs.column_names}
        nothing = [0.0] * len(self.pairs)
        related, taken = columns[f"gamma_{RELATIVES}"], columns[f"mw_{RELATIVES}"]
        parts = [
            (one.name, columns[f"gamma_{one.name}"], columns[f"mw_{one.name}"], columns.get(f"mw_tf_adj_{one.name}", nothing))
            for one in self.model.comparisons
        ]
        for at, (first, second, weight) in enumerate(zip(columns["n_l"], columns["n_r"], columns["match_weight"], strict=True)):
            shown = tuple((name, level[at], round(bits[at], 3), round(rare[at], 3)) for name, level, bits, rare in parts)
            kin = RELATIVES, related[at], round(taken[at], 3), 0.0
            yield ScoredPair(first, second, round(weight, 3), (*shown, kin))


def link_records(
    given: LinkInput,
    engine: Engine,
    model: LinkModel | None = None,
    threshold: float = 0.0,
    progress: Callable[[str], None] = lambda _: None,
    mapper: Mapper = map,
) -> LinkResult:
    """Link `given` on `engine`, with `model` or one fitted to it. Two records are joined when the odds are above 2^`threshold`
    to 1. `progress` is told what is done next; `mapper` does what is done to chunks of records, in one process or several.

    The default, even odds, is where a pair is as likely one person as two; it is not tuned to any data.
    """
    progress(f"reading the names of {len(given.values):,} records")
    named = named_rows(given.values)
    lists = [given.lists[n] for n in named.owner.tolist()]
    features = feature_table(named.values, lists, given.no_repeats, given.new, named.owner.tolist(), mapper)
    engine.put(TABLE, features)
    if model is None:
        progress("learning from these records what speaks for one person, and what against")
        model = fit_model(engine, TABLE, features)
    rules = [rule for rule, _ in model.rules]
    if rules:
        progress(f"comparing {sum(count for _, count in model.rules):,} pairs")
        rows = best_of_any(score_pairs(engine, TABLE, model, KEPT_WEIGHT, only_new=given.new is not None), named.owner)
    else:
        rows = _no_pairs()
    pairs = _of_records(rows, named.owner)
    weights = zip(
        pairs.column("n_l").to_pylist(), pairs.column("n_r").to_pylist(), pairs.column("match_weight").to_pylist(), strict=True
    )
    progress("joining")
    clusters = join_pairs(len(given.values), weights, given.constraints(), threshold)
    likely = _likely(features, rows, threshold)
    left, right = (np.asarray(rows.column(name))[likely] for name in ("n_l", "n_r"))
    counts = brought_by(features, left, right, rules)
    found_by = {rule.words: int(brought.sum()) for rule, brought in zip(rules, counts, strict=True)}
    missed = _missed(features, rows, rules) if rules else 0.0
    return LinkResult(model, pairs, clusters, missed, sum(count for _, count in model.rules), MappingProxyType(found_by))


def _of_records(rows: "pyarrow.Table", owner: NDArray[np.int64]) -> "pyarrow.Table":
    """Pairs of rows as pairs of the records that the rows are names of, the lower number first."""
    import pyarrow

    left, right = (owner[np.asarray(rows.column(name))] for name in ("n_l", "n_r"))
    for name, ends in (("n_l", np.minimum(left, right)), ("n_r", np.maximum(left, right))):
        rows = rows.set_column(rows.column_names.index(name), name, pyarrow.array(ends))
    return rows


def _no_pairs() -> "pyarrow.Table":
    import pyarrow

    return pyarrow.table({"n_l": pyarrow.array([], pyarrow.int64()), "n_r": pyarrow.array([], pyarrow.int64()),
                          "match_weight": pyarrow.array([], pyarrow.float64())})  # fmt: skip


def _missed(features: "pyarrow.Table", pairs: "pyarrow.Table", rules: Sequence[BlockingRule]) -> float:
    """How many matching pairs no rule brought, estimated from those that may be one person and how sure each is."""
    seen = np.flatnonzero(_likely(features, pairs, MAY_BE_ONE))
    sure = 1 / (1 + 2.0 ** -np.asarray(pairs.column("match_weight"))[seen])
    left, right = (np.asarray(pairs.column(name))[seen] for name in ("n_l", "n_r"))
    share = cover_pairs(features, left, right, sure, rules, rules)[0].share(rules)
    return float(sure.sum()) * (1 - share) / share


def _likely(features: "pyarrow.Table", pairs: "pyarrow.Table", threshold: float) -> NDArray[np.bool_]:
    """Which pairs of different holders weigh at least `threshold`."""
    left, right = np.asarray(pairs.column("n_l")), np.asarray(pairs.column("n_r"))
    holder = features.column("holder").to_numpy(zero_copy_only=False)
    return np.asarray((np.asarray(pairs.column("match_weight")) >= threshold) & (holder[left] != holder[right]))
