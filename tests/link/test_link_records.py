import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from cenotaph.errors import InvalidValue, WrongUse
from cenotaph.link import DuckDbEngine, LinkInput, LinkModel, LinkResult, SparkEngine, link_records
from cenotaph.link.engine import Engine

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from invented_people import invented_lists

pytestmark = pytest.mark.slow

FEW = [
    {"name": "Khaled Samir al-Najjar", "age": "34", "sex": "male"},
    {"name": "Mariam Khalil Haddad", "age": "7", "sex": "female"},
    {"name": "Omar Saleh Mansour", "age": "19", "sex": "male"},
    {"name": "خالد سمير النجار", "age": "35", "sex": "male"},
    {"name": "نادية خليل حداد", "age": "9", "sex": "female"},
    {"name": "عمر صالح منصور", "age": "19", "sex": "male"},
]
TWO_LISTS = ["clinic"] * 3 + ["town"] * 3
NO_REPEATS = frozenset(("clinic", "town"))


def link(given: LinkInput, engine: Engine | None = None, model: LinkModel | None = None) -> LinkResult:
    running = engine or DuckDbEngine(memory_megabytes=500)
    try:
        return link_records(given, running, model)
    finally:
        if engine is None:
            running.close()


def same(result: LinkResult, first: int, second: int) -> bool:
    return bool(result.clusters.label[first] == result.clusters.label[second])


def test_two_short_lists_in_two_scripts_give_each_person_once() -> None:
    result = link(LinkInput(FEW, TWO_LISTS, NO_REPEATS))
    assert same(result, 0, 3)
    assert same(result, 2, 5)
    assert not same(result, 1, 4), "two sisters: father and family agree, the given name does not"


def test_weights_are_the_sum_of_their_parts() -> None:
    result = link(LinkInput(FEW, TWO_LISTS, NO_REPEATS))
    scored = list(result.scored())
    assert scored
    for pair in scored:
        assert pair.weight == pytest.approx(result.prior + sum(bits + rare for _, _, bits, rare in pair.parts), abs=0.02)


def test_the_same_records_give_the_same_result_each_time() -> None:
    given, _ = invented_lists(600)
    first, second = link(given), link(given)
    assert first.clusters.label.tolist() == second.clusters.label.tolist()
    assert first.model.classes.share == second.model.classes.share
    assert [p.weight for p in first.scored()] == [p.weight for p in second.scored()]


def test_invented_lists_are_linked_well() -> None:
    given, truth = invented_lists(2_000)
    label = link(given).clusters.label.tolist()
    right = said = 0
    joined: dict[int, list[int]] = {}
    for record, cluster in enumerate(label):
        joined.setdefault(cluster, []).append(record)
    for members in joined.values():
        if len(members) == 2:
            said += 1
            right += truth[members[0]] == truth[members[1]]
    total = len(truth) - len(set(truth))
    assert right / said > 0.99
    assert right / total > 0.97


def test_judgements_bind() -> None:
    result = link(LinkInput(FEW, TWO_LISTS, NO_REPEATS, same=((1, 4),), different=((0, 3),)))
    assert same(result, 1, 4)
    assert not same(result, 0, 3)


def test_a_repeat_within_a_list_is_joined_only_where_the_list_may_repeat() -> None:
    twice = [FEW[0], dict(FEW[0]), FEW[1], FEW[2]]
    lists = ["clinic"] * 4
    kept_apart = link(LinkInput(twice, lists, frozenset(lists)))
    assert not same(kept_apart, 0, 1)
    assert [refused.reason for refused in kept_apart.clusters.refused] == ["one-a-list"], "the conflict is visible"
    assert same(link(LinkInput(twice, lists)), 0, 1)


def test_new_records_are_placed_by_the_model_that_was_fitted_before() -> None:
    given, _ = invented_lists(600)
    whole = link(given)
    kept = LinkModel.from_json(json.loads(json.dumps(whole.model.as_json())))
    new = frozenset(range(590, 600))
    placed = link(LinkInput(given.values, given.lists, given.no_repeats, new=new), model=kept)
    assert all(pair.first in new or pair.second in new for pair in placed.scored())
    weights = {(pair.first, pair.second): pair.weight for pair in whole.scored()}
    for pair in placed.scored():
        assert weights[pair.first, pair.second] == pytest.approx(pair.weight, abs=0.001)


def test_a_model_of_another_version_is_refused() -> None:
    data = link(LinkInput(FEW, TWO_LISTS, NO_REPEATS)).model.as_json()
    data["comparisons"][0]["levels"][0] = "something else"
    with pytest.raises(InvalidValue, match="link anew"):
        LinkModel.from_json(data)


@pytest.mark.parametrize(
    "values",
    [
        [{}, {}],
        [{"name": "Khaled"}, {}],
        [{"note": "no name"}, {"note": "none"}],
        [{"age": "12"}, {"age": "12"}],
        [{"name": "'; drop table records; --", "sex": "purple"}, {"name": "'; drop table records; --", "birth_date": "nonsense"}],
        [{"name": "x" * 5_000}, {"name": "x" * 5_000}],
    ],
)
def test_poor_records_break_nothing(values: list[dict[str, str]]) -> None:
    result = link(LinkInput(values, ["a", "b"], frozenset("ab")))
    assert len(result.clusters.label) == 2
    list(result.scored())


def test_the_database_may_fetch_nothing_and_spills_within_its_limit(tmp_path: Path) -> None:
    engine = DuckDbEngine(memory_megabytes=600, folder=tmp_path)
    settings = engine.ask(
        "select name, value from duckdb_settings() where name in "
        "('autoinstall_known_extensions', 'autoload_known_extensions', 'memory_limit', 'temp_directory')"
    ).to_pylist()
    values = {row["name"]: row["value"] for row in settings}
    assert values["autoinstall_known_extensions"] == values["autoload_known_extensions"] == "false"
    assert str(tmp_path) in values["temp_directory"]
    given, _ = invented_lists(5_000)
    assert len(set(link_records(given, engine).clusters.label.tolist())) < 5_000
    engine.close()
    assert list(tmp_path.iterdir()) == [], "what was spilled is removed"


def test_spark_gives_the_same_clusters() -> None:
    if shutil.which("java") is None and not os.environ.get("CI"):
        pytest.skip("Spark needs Java 17, which is not installed")
    given, _ = invented_lists(400)
    ours = link(given)
    engine = SparkEngine("local[2]")
    try:
        theirs = link(given, engine)
    finally:
        engine.close()
    assert theirs.clusters.label.tolist() == ours.clusters.label.tolist()
    weights = {(pair.first, pair.second): pair.weight for pair in theirs.scored()}
    assert {(pair.first, pair.second): pair.weight for pair in ours.scored()} == pytest.approx(weights, abs=0.001)


def test_spark_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(WrongUse, match="not installed"):
        SparkEngine("local[2]")
