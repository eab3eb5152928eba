"""`import cenotaph` in a notebook: verbs that stay verbs, tables that pandas and polars take, examples and notebooks that run."""

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pandas
import polars
import pytest

import cenotaph as cn
from cenotaph.errors import CaseError, InvalidValue, UnreadableFile, WrongUse
from cenotaph.estimate import estimate_loglinear
from cenotaph.link import DuckDbEngine
from cenotaph.release.make import make_release
from cenotaph.store import Case
from released_case import with_documents

ROOT = Path(__file__).parents[2]
MODULES = ("estimating", "frame", "linking", "opened_case", "reading", "releases")
ROWS = [
    {"clinic": 1, "town": 0, "families": 0, "n": 110}, {"clinic": 0, "town": 1, "families": 0, "n": 80},
    {"clinic": 1, "town": 1, "families": 0, "n": 60}, {"clinic": 0, "town": 0, "families": 1, "n": 70},
    {"clinic": 1, "town": 0, "families": 1, "n": 45}, {"clinic": 0, "town": 1, "families": 1, "n": 40},
    {"clinic": 1, "town": 1, "families": 1, "n": 35},
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"cenotaph.api.{name}"))
    assert tried.attempted > 0
    assert tried.failed == 0


def test_what_is_stable_is_described_with_an_example() -> None:
    for name in cn.__all__:
        if name == "__version__":
            continue
        offered = getattr(cn, name)
        assert offered.__doc__, name
        if inspect.isfunction(offered):
            assert ">>> " in offered.__doc__, name
            for argument in inspect.signature(offered).parameters:
                assert f"{argument}:" in offered.__doc__ or argument == "key", (name, argument)
    page = (ROOT / "docs/guide/library.md").read_text("utf-8")
    for name in set(cn.__all__) - {"__version__"}:
        assert f"::: cenotaph.api.{name}" in page, name


def test_the_front_is_light_and_verbs_stay_verbs() -> None:
    probe = (
        "import sys, cenotaph as cn; heavy = {'sqlalchemy', 'numpy', 'pyarrow'} & set(sys.modules); "
        "import cenotaph.link, cenotaph.estimate; print(heavy, callable(cn.link), callable(cn.estimate), 'link' in dir(cn))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set() True True True"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cn.nothing  # noqa: B018


def test_a_text_is_read_in_its_language_or_refused() -> None:
    found = cn.read_text("Al menos 12 personas murieron el sábado en Ostrel, dijo la policía local del municipio.")
    assert (found.language, found.claims[0].count.low) == ("es", 12)
    assert "<mark>" in found._repr_html_()
    assert found.to_frame().columns[:3] == ("id", "harm", "low")
    with pytest.raises(InvalidValue, match="no reader for the language 'xx'"):
        cn.read_text("12 dead", language="xx")
    with pytest.raises(InvalidValue):
        cn.read_text("12 people were killed.", language="en", published="last week")


def test_frames_go_to_pandas_and_polars_and_come_back() -> None:
    frame = cn.Frame([{"a": 1, "b": ["x", "y"]}, {"a": None, "b": []}])
    assert frame.to_pandas()["a"].isna().tolist() == [False, True]
    assert polars.DataFrame(frame).shape == frame.to_polars().shape == (2, 2)
    assert pandas.DataFrame.from_arrow(frame).shape == (2, 2)
    assert "not known" in frame._repr_html_()
    assert "<script>" not in cn.Frame([{"a": "<script>"}])._repr_html_()
    assert cn.Frame([], ("a",)).columns == ("a",)
    with pytest.raises(InvalidValue, match="no column 'c'"):
        frame["c"]


@pytest.mark.parametrize("of", [list, pandas.DataFrame, polars.DataFrame, cn.Frame])
def test_a_table_of_any_kind_is_estimated(of: type) -> None:
    found = cn.estimate(of(ROWS), methods=["log-linear"])
    table = cn.estimate(ROWS, methods=["log-linear"]).table
    assert (
        found.table["estimate"] == table["estimate"] == [round(estimate_loglinear(next(iter(found.histories.values()))).estimate)]
    )
    assert found.plot()._repr_html_().startswith("<svg")


def test_strata_are_estimated_by_themselves_and_chosen_rows_bring_no_index() -> None:
    table = pandas.DataFrame([{**row, "sex": sex} for sex in ("female", "male") for row in ROWS])
    found = cn.estimate(table, by="sex", methods=["chao"])
    assert found.table["stratum"] == ["female", "male"]
    assert cn.estimate(table[table.sex == "male"], by="sex", methods=["chao"]).table["stratum"] == ["male"]
    with pytest.raises(InvalidValue, match="no column 'age'"):
        cn.estimate(ROWS, by="age")
    with pytest.raises(InvalidValue, match="0 or 1"):
        cn.estimate([{**ROWS[0], "clinic": 0.5}])
    with pytest.raises(InvalidValue, match="is no table"):
        cn.estimate(7)
    assert "no estimate" in repr(cn.estimate([{"a": 1, "b": 0, "n": 5}, {"a": 0, "b": 1, "n": 5}]))


def test_lists_are_linked_from_frames_and_from_one_table() -> None:
    clinic = pandas.DataFrame({"name": ["Khaled Samir Najjar", "Mira Oduya"], "age": [34.0, 8.0]})
    town = polars.DataFrame({"name": ["Khalid Samir al-Najjar"], "age": [34]})
    found = cn.link({"clinic": clinic, "town": town})
    assert len(found.victims) == 2
    assert found.pairs["joined"][0]
    assert "to 1 that they are one person" in repr(found.explain("town 0", "clinic 0"))
    assert "<svg" in found.explain("town 0", "clinic 0")._repr_html_()
    assert found.histories().documented == 2
    together = cn.link([{"list": "a", "name": "Mira Oduya"}, {"list": "b", "name": "Mira Oduya"}])
    assert together.lists == ("a", "b")
    mapped = cn.link({"a": [{"x": "Mira Oduya"}], "b": [{"x": "Mira Oduya"}]}, mapping={"a": {"x": "name"}, "b": {"x": "name"}})
    assert len(mapped.records) == 2
    for wrong in ({"a": []}, [{"name": "Mira Oduya"}], {"a": [{"name": "Mira Oduya"}]}):
        with pytest.raises(InvalidValue):
            cn.link(wrong)
    with pytest.raises(InvalidValue, match="no pair that was kept"):
        found.explain("clinic 0", "clinic 1")


def test_a_case_is_looked_at_and_not_written(sqlite_case: Case, tmp_path: Path) -> None:
    reviewed = sqlite_case
    with_documents(reviewed, tmp_path / "files")
    reviewed.close()
    before = (reviewed.root / "record.sqlite").read_bytes()
    case = cn.open_case(reviewed.root)
    assert "claims" in repr(case)
    assert {row["harm"] for row in case.incidents()} == {"displaced", "killed"}
    assert case.incidents(language="es")["why_low"][0] != case.incidents()["why_low"][0]
    assert len(case.claims()) > 0
    assert case.documents()["name"]
    assert case.victims().columns[0] == "id"
    with pytest.raises(WrongUse, match="no policy"):
        case.incidents(policy="mean")
    with pytest.raises(WrongUse, match="two lists"):
        case.histories()
    with pytest.raises(CaseError):
        cn.open_case(reviewed.root / "nothing")
    assert (reviewed.root / "record.sqlite").read_bytes() == before


def test_a_release_is_read_only_as_it_was_made(reviewed: Case) -> None:
    folder = make_release(reviewed).folder
    release = cn.read_release(folder)
    assert {"incidents", "claims", "people"} <= set(release.tables)
    assert release.figures()["why_low"]
    assert len(release.claims()) == len(release.record.claims)
    assert "as of" in repr(release)
    with pytest.raises(UnreadableFile, match="no table"):
        release.table("names")
    (folder / "data" / "claims.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="altered"):
        cn.read_release(folder)


def test_an_extra_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'duckdb'", name="duckdb")

    monkeypatch.setattr(DuckDbEngine, "__init__", missing)
    with pytest.raises(Exception, match=r"the extra \[link\]"):
        cn.link({"a": [{"name": "Mira Oduya"}], "b": [{"name": "Mira Oduya"}]})


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """The words that each cell shows, pictures apart. One print may arrive in one piece or in two: the pieces are joined."""
    return [
        "".join(each["text"] if each.output_type == "stream" else each["data"]["text/plain"] for each in cell.get("outputs", ()))
        for cell in notebook.cells
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["recorder", "statistician"])
def test_the_notebooks_run_and_show_what_they_show(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    notebook = nbformat.read(ROOT / "docs" / "notebooks" / f"{name}.ipynb", as_version=4)
    kept = shown(notebook)
    assert sum(map(bool, kept)) >= 5, "its outputs are kept with it"
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": tmp_path}}, kernel_name="python3").execute()
    assert shown(notebook) == kept, "run: make notebooks"
