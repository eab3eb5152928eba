"""Runs Splink: the settings, the counted patterns that training needs, and the scored pairs."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from cenotaph.link.blocking import BlockingRule
from cenotaph.link.comparisons import Comparison
from cenotaph.link.engine import Engine
from cenotaph.link.kin import weigh_relatives
from cenotaph.link.model import LinkModel
from cenotaph.link.training import Classes, Patterns

if TYPE_CHECKING:
    import pyarrow

COUNTER = count()
APART = "l.holder <> r.holder"
RARITY_STRENGTH = 20  # records' worth of the usual frequency, so that a name seen twice is not taken for the rarest of all
__all__ = ["pattern_counts", "score_pairs"]


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


def _rarities(engine: Engine, table: str, comparisons: Sequence[Comparison]) -> dict[str, str]:
    """Views of how often each value occurs among the *other* records than a pair's two, held to what is usual where those are
    few.

    Counting the pair itself makes every name of a short list look common: of thirty records of fifteen people, each name is found
    twice because everybody is. With thousands of records it makes no difference.
    """
    views = {}
    for level in (level for one in comparisons for level in one.levels if level.rarity):
        column, usual = level.rarity, RARITY_STRENGTH * level.u
        view = f"{table}_rarity_{column}"
        engine.ask_nothing(
            f"create or replace temporary view {view} as select {column}, (greatest(count(*) - 2, 0) + {usual}) / "
            f"((select greatest(count({column}) - 2, 0) from {table}) + {RARITY_STRENGTH}) as tf_{column} "
            f"from {table} where {column} is not null group by {column}"
        )
        views[column] = view
    return views


def pattern_counts(
    engine: Engine,
    table: str,
    comparisons: Sequence[Comparison],
    rules: Sequence[BlockingRule],
    start: Classes,
) -> Patterns:
    """Patterns of the pairs of `table` that the rules bring; all pairs when there is no rule."""
    wanted = [f"{rule.sql} and {APART}" for rule in rules] or [APART]
    found = _predict(engine, table, _settings(comparisons, wanted, start, 0.001, rarity=False), None, {})
    gammas = ", ".join(f"gamma_{one.name}" for one in comparisons)
    answer = engine.ask(f"select {gammas}, count(*) as pairs from {found.physical_name} group by {gammas} order by {gammas}")
    found.drop_table_from_database_and_remove_from_cache()
    levels = np.column_stack([np.asarray(answer.column(f"gamma_{one.name}")).astype(np.int64) for one in comparisons])
    return Patterns(levels, np.asarray(answer.column("pairs")).astype(float))


def score_pairs(engine: Engine, table: str, model: LinkModel, threshold: float, only_new: bool = False) -> "pyarrow.Table":
    """The pairs whose match weight (log2 of the odds) is at least `threshold`.

    Columns: n_l, n_r, match_weight, and for every comparison its level (gamma_*), weight (mw_*) and that of rarity (mw_tf_adj_*).
    Pairs within a list that names nobody twice are scored too, so that a conflict can be seen; joining refuses them.
    """
    wanted = [rule.sql + (" and (l.is_new or r.is_new)" if only_new else "") for rule, _ in model.rules]
    settings = _settings(model.comparisons, wanted, model.classes, model.classes.share, rarity=True)
    found = _predict(engine, table, settings, threshold, _rarities(engine, table, model.comparisons))
    columns = ["n_l", "n_r", "match_weight"]
    for one in model.comparisons:
        columns += [f"gamma_{one.name}", f"mw_{one.name}"]
        if any(level.rarity for level in one.levels):
            columns.append(f"mw_tf_adj_{one.name}")
    answer = engine.ask(f"select {', '.join(columns)} from {found.physical_name} order by n_l, n_r")
    found.drop_table_from_database_and_remove_from_cache()
    return weigh_relatives(answer, model, threshold)
