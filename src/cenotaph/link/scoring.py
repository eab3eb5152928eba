"""Runs Splink: the settings, the counted patterns that training needs, and the scored pairs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cenotaph.link.blocking import BlockingRule
from cenotaph.link.comparisons import Comparison, Level
from cenotaph.link.engine import Engine
from cenotaph.link.kin import weigh_relatives
from cenotaph.link.model import LinkModel
from cenotaph.link.training import Classes, Patterns

if TYPE_CHECKING:
    import pyarrow

COUNTER = count()
APART = "l.holder <> r.holder"
RARITY_STRENGTH = 20  # records' worth of the usual frequency, so that a name seen twice is not taken for the rarest of all
__all__ = ["Compared", "compare_pairs", "score_pairs"]


def _settings(
    comparisons: Sequence[Comparison], rules: Sequence[str], classes: Classes, share: float, rarity: bool
) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "n",
        "probability_two_random_records_match": share,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in rules],
        "comparisons": [_comparison(one, classes.m[c], classes.u[c], rarity) for c, one in enumerate(comparisons)],
    }


def _comparison(one: Comparison, m: Any, u: Any, rarity: bool) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [{"sql_condition": one.missing, "label_for_charts": "missing", "is_null_level": True}]
    top = len(one.levels)
    for at, level in enumerate(one.levels):
        entry: dict[str, Any] = {
            "sql_condition": level.sql,
            "label_for_charts": level.words,
            "m_probability": float(m[top - at]),
            "u_probability": float(u[top - at]),
        }
        if rarity and level.rarity:
            entry |= {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True, "tf_minimum_u_value": 1e-5}
        levels.append(entry)
    levels.append(
        {
            "sql_condition": "ELSE",
            "label_for_charts": one.otherwise[0],
            "m_probability": float(m[0]),
            "u_probability": float(u[0]),
        }
    )
    return {"output_column_name": one.name, "comparison_levels": levels}


def _predict(engine: Engine, table: str, settings: dict[str, Any], threshold: float | None, rarities: Mapping[str, str]) -> Any:
    from splink import Linker

    linker = Linker(engine.splink.register(table, table_name=f"{table}_{next(COUNTER)}"), settings, log_level=None)
    for column, view in rarities.items():
        known = engine.splink.register(view, table_name=f"{view}_{next(COUNTER)}")
        linker.table_management.register_term_frequency_lookup(known, column)
    return linker.inference.predict(threshold_match_weight=threshold, warning_mode="never")


def _rarities(engine: Engine, table: str, model: LinkModel) -> dict[str, str]:
    """Views of how often each value occurs among the *other* records than a pair's two, held to what is usual where those are
    few, and in proportion to how often strangers reach the level: a value as common as most adds and takes off nothing.

    Counting the pair itself makes every name of a short list look common: of thirty records of fifteen people, each name is found
    twice because everybody is. With thousands of records it makes no difference. And a level that only some who share the value
    reach (the same as it sounds, but not spelled the same) is rarer among strangers than the value is; weighed by the value
    alone, it would speak against everybody who is spelled in two ways.
    """
    views = {}
    for level, u in _levels_of_rarity(model):
        column, usual = level.rarity, RARITY_STRENGTH * level.u
        view = f"{table}_rarity_{column}"
        shares = (
            f"select {column}, count(*) as many, (greatest(count(*) - 2, 0) + {usual:.17e}) / "
            f"((select greatest(count({column}) - 2, 0) from {table}) + {RARITY_STRENGTH}) as share "
            f"from {table} where {column} is not null group by {column}"
        )
        known = f"(select sum(many * share) / sum(many) from ({shares}) as counted)"
        engine.ask_nothing(
            f"create or replace temporary view {view} as select {column}, share * {u:.17e} / {known} as tf_{column} "
            f"from ({shares}) as held"
        )
        views[column] = view
    return views


def _levels_of_rarity(model: LinkModel) -> Iterator[tuple[Level, float]]:
    """Levels for which it counts how rare the value is, with the chance of each among strangers."""
    for c, one in enumerate(model.comparisons):
        for at, level in enumerate(one.levels):
            if level.rarity:
                yield level, float(model.classes.u[c][len(one.levels) - at])


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs whose levels the engine holds, and the patterns they show."""

    patterns: Patterns
    engine: Engine
    found: Any
    gammas: tuple[str, ...]

    def likely(self, sure: NDArray[np.float64], least: float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """The two record numbers of every pair whose pattern is at least so sure, and how sure; `sure` is one a pattern."""
        import pyarrow

        kept = sure >= least
        levels = {gamma: pyarrow.array(self.patterns.levels[kept, c]) for c, gamma in enumerate(self.gammas)}
        name = f"likely_patterns_{next(COUNTER)}"
        self.engine.put(name, pyarrow.table({**levels, "sure": pyarrow.array(sure[kept])}))
        on = " and ".join(f"f.{gamma} = p.{gamma}" for gamma in self.gammas)
        answer = self.engine.ask(
            f"select f.n_l, f.n_r, p.sure from {self.found.physical_name} f join {name} p on {on} order by f.n_l, f.n_r"
        )
        return tuple(np.asarray(answer.column(name)) for name in ("n_l", "n_r", "sure"))  # type: ignore[return-value]

    def close(self) -> None:
        """Let go of the pairs."""
        self.found.drop_table_from_database_and_remove_from_cache()


def compare_pairs(
    engine: Engine,
    table: str,
    comparisons: Sequence[Comparison],
    rules: Sequence[BlockingRule],
    start: Classes,
) -> Compared:
    """The pairs of `table` that the rules bring, compared; all pairs when there is no rule."""
    wanted = [f"{rule.sql} and {APART}" for rule in rules] or [APART]
    found = _predict(engine, table, _settings(comparisons, wanted, start, 0.001, rarity=False), None, {})
    named = tuple(f"gamma_{one.name}" for one in comparisons)
    gammas = ", ".join(named)
    answer = engine.ask(f"select {gammas}, count(*) as pairs from {found.physical_name} group by {gammas} order by {gammas}")
    levels = np.column_stack([np.asarray(answer.column(gamma)).astype(np.int64) for gamma in named])
    return Compared(Patterns(levels, np.asarray(answer.column("pairs")).astype(float)), engine, found, named)


def score_pairs(engine: Engine, table: str, model: LinkModel, threshold: float, only_new: bool = False) -> "pyarrow.Table":
    """The pairs whose match weight (log2 of the odds) is at least `threshold`.

    Columns: n_l, n_r, match_weight, and for every comparison its level (gamma_*), weight (mw_*) and that of rarity (mw_tf_adj_*).
    Pairs within a list that names nobody twice are scored too, so that a conflict can be seen; joining refuses them.
    """
    wanted = [rule.sql + (" and (l.is_new or r.is_new)" if only_new else "") for rule, _ in model.rules]
    settings = _settings(model.comparisons, wanted, model.classes, model.classes.share, rarity=True)
    found = _predict(engine, table, settings, threshold, _rarities(engine, table, model))
    columns = ["n_l", "n_r", "match_weight"]
    for one in model.comparisons:
        columns += [f"gamma_{one.name}", f"mw_{one.name}"]
        if any(level.rarity for level in one.levels):
            columns.append(f"mw_tf_adj_{one.name}")
    answer = engine.ask(f"select {', '.join(columns)} from {found.physical_name} order by n_l, n_r")
    found.drop_table_from_database_and_remove_from_cache()
    return weigh_relatives(answer, model, threshold)
