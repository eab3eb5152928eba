import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from cenotaph.errors import InvalidValue, UnreadableFile, WrongUse
from cenotaph.estimate import (
    METHODS,
    CaptureHistories,
    EstimateOptions,
    case_histories,
    estimate_stratum,
    run_method,
    sample_latent_class,
)
from cenotaph.link import DuckDbEngine
from cenotaph.model import VictimList, VictimRecord, stable_id
from cenotaph.show.estimate_page import render_estimate_page
from cenotaph.steps.link import link_case
from cenotaph.steps.linkage_draws import draw_histories, estimate_over_draws, threshold_curve
from cenotaph.steps.table_histories import table_histories
from cenotaph.store import Case

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from invented_people import invented_lists

pytestmark = pytest.mark.slow


@pytest.fixture
def linked(case: Case) -> Case:
    """Three invented lists of one population, linked."""
    given, truth = invented_lists(900)
    persons = dict(zip(truth, given.values, strict=True))
    names = sorted(persons)
    with case.writing() as record:
        for k, (name, start, stop) in enumerate((("clinic", 0, 300), ("town", 150, 450), ("families", 60, 360))):
            list_id = stable_id("list", name)
            chosen = [person for at, person in enumerate(names[start:stop]) if (at * 7 + k) % 5 != k]
            records = [
                VictimRecord(stable_id("rec", list_id, person), list_id, person, at, persons[person], persons[person])
                for at, person in enumerate(chosen)
            ]
            entry = VictimList(list_id, name, f"{name}.csv", str(k) * 64, "columns: {}", True, "2026-01-01T00:00:00+00:00")
            record.lists.load(entry, records, [])
    engine = DuckDbEngine(memory_megabytes=600)
    link_case(case, engine)
    engine.close()
    return case


def _histories(case: Case, by: str = "") -> Mapping[str, CaptureHistories | InvalidValue]:
    with case.reading() as record:
        return case_histories(record, by)


def test_linked_victims_become_capture_histories(linked: Case) -> None:
    (histories,) = _histories(linked).values()
    assert not isinstance(histories, InvalidValue)
    assert histories.lists == ("clinic", "town", "families")
    assert histories.overlap(0, 2) > 50
    by_sex = _histories(linked, "sex")
    assert {"female", "male"} <= set(by_sex)
    assert sum(one.documented for one in by_sex.values() if not isinstance(one, InvalidValue)) == histories.documented


def test_the_doubt_of_linkage_is_drawn_and_repeatable(linked: Case) -> None:
    first = [histories.counts.tolist() for histories in draw_histories(linked, 4, seed=2)]
    assert first == [histories.counts.tolist() for histories in draw_histories(linked, 4, seed=2)]
    (standing,) = _histories(linked).values()
    assert not isinstance(standing, InvalidValue)
    for counts in first:
        assert sum(counts) == pytest.approx(standing.documented, rel=0.05)
    for over in estimate_over_draws(linked, 4, ("decomposable", "log-linear", "stepwise"), EstimateOptions(seed=2)):
        assert standing.documented <= over.low <= over.estimate <= over.high
        assert "4 clusterings" in over.supposes
        assert over.method.endswith("over linkage draws")
    with pytest.raises(InvalidValue):
        estimate_over_draws(linked, 1)


def test_a_higher_threshold_documents_more_and_never_fewer(linked: Case) -> None:
    documented = [point.documented for point in threshold_curve(linked)]
    assert documented == sorted(documented)


def test_nothing_is_drawn_before_linking(case: Case) -> None:
    with pytest.raises(WrongUse):
        list(draw_histories(case, 2))
    with pytest.raises(WrongUse):
        _histories(case)


def test_a_row_for_each_naming_is_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("victim,list\nv1,clinic\nv1,town\nv2,clinic\nv3,families\n", encoding="utf-8")
    histories = table_histories(tmp_path / "long.csv")
    assert histories.lists == ("clinic", "town", "families")
    assert histories.documented == 3
    assert histories.overlap(0, 1) == 1
    (tmp_path / "two.csv").write_text("a,b,n,count\n1,0,3,3\n0,1,2,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="two columns could be the counts"):
        table_histories(tmp_path / "two.csv")


def test_the_page_shows_what_is_documented_apart_from_what_is_estimated() -> None:
    from cenotaph.estimate import CaptureHistories, estimate_chao, judge_table
    from cenotaph.show.estimate_page import render_estimate_page

    rows = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1)]
    histories = CaptureHistories.from_rows(("<b>clinic</b>", "town", "families"), rows, [40, 30, 20, 15, 10, 12])
    page = render_estimate_page("All victims", histories, judge_table(histories), [estimate_chao(histories)])
    assert page.count("<svg") == 2
    assert "127 documented" in page
    assert "<b>clinic" not in page
    assert "<script" not in page


def small() -> CaptureHistories:
    counts = np.array([0, 60, 50, 20, 40, 15, 12, 8])
    return CaptureHistories(("A", "B", "C"), counts)


def test_chains_are_kept_and_gone_on_with(tmp_path: Path) -> None:
    kept = tmp_path / "chains.npz"
    short = sample_latent_class(small(), 120, seed=3, kept=kept)
    assert (sample_latent_class(small(), 120, seed=3, kept=kept).draws == short.draws).all(), "nothing was left to do"
    longer = sample_latent_class(small(), 150, seed=3, kept=kept)
    assert longer.draws.shape[1] == 150
    assert (longer.draws[:, :120] == short.draws).all()
    assert (longer.draws == short.go_on(30).draws).all(), "as one unbroken run"
    assert not list(tmp_path.glob("*.writing"))


def test_a_file_of_other_chains_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "chains.npz"
    sample_latent_class(small(), 10, seed=3, kept=kept)
    before = kept.read_bytes()
    with pytest.raises(WrongUse):
        sample_latent_class(small(), 10, seed=4, kept=kept)
    other = CaptureHistories(("A", "B", "C"), small().counts + np.array([0, 1, 0, 0, 0, 0, 0, 0]))
    with pytest.raises(WrongUse):
        sample_latent_class(other, 10, seed=3, kept=kept)
    assert kept.read_bytes() == before
    for content in (b"", b"not a zip", before[: len(before) // 2]):
        (tmp_path / "bad.npz").write_bytes(content)
        with pytest.raises(UnreadableFile):
            sample_latent_class(small(), 10, seed=3, kept=tmp_path / "bad.npz")
    with pytest.raises(UnreadableFile):
        sample_latent_class(small(), 10, seed=3, kept=tmp_path / "no such folder" / "chains.npz")


def test_every_method_runs_beside_the_others() -> None:
    stratum = estimate_stratum("", small(), METHODS, EstimateOptions(rounds=30))
    assert len(stratum.estimates) == len(METHODS), stratum.refusals
    assert stratum.why
    page = render_estimate_page("Invented", small(), stratum.judgement, stratum.estimates, stratum.why)  # type: ignore[arg-type]
    assert "at least" in page
    assert "Where the posteriors have their weight" in page
    with pytest.raises(WrongUse):
        run_method("guess", small(), EstimateOptions())


def test_a_table_as_people_keep_it_is_understood_and_what_was_taken_for_what_is_said(tmp_path: Path) -> None:
    rows = [("TRUE", "yes", "0"), ("FALSE", "1", "N/A"), ("true", "", "1.0"), ("0", "No", "1")]
    lines = [f"{at},Dec-2016,{','.join(row)}" for at, row in enumerate(rows * 4, 1)]
    (tmp_path / "kept.csv").write_text("ID,Date,Police,Press,Clinic\n" + "\n".join(lines) + "\n")
    found = table_histories(tmp_path / "kept.csv")
    assert found.lists == ("Police", "Press", "Clinic")
    assert found.counts.tolist() == [0, 0, 4, 4, 4, 4, 0, 0]
    assert found.said == ("no lists, and left out: ID, Date", "8 cells that say nothing are taken for 0")


def test_a_list_inside_another_is_left_out_and_the_others_speak() -> None:
    lists = ("A", "B", "C", "Lawyers")
    counts = np.zeros(16, dtype=np.int64)
    counts[1:8] = [150, 120, 60, 90, 40, 35, 20]
    counts[0b1001], counts[0b1011] = 3, 1
    table = CaptureHistories(lists, counts)
    found = estimate_stratum("", table, ["log-linear"])
    assert [one.method for one in found.estimates]
    assert found.judgement is not None
    assert found.judgement.warnings[0].startswith("Lawyers is left out: all 4 on it are on A")
    assert found.estimates[0].documented == table.documented == 519
    three = CaptureHistories(("A", "B", "Lawyers"), np.array([0, 150, 120, 60, 0, 3, 0, 1]))
    assert "everybody on Lawyers is on A" in estimate_stratum("", three, ["log-linear"]).refusals[0]


def test_seven_lists_are_not_searched_whole() -> None:
    counts = np.arange(128)
    with pytest.raises(InvalidValue, match="2,097,152; the method stepwise"):
        run_method("log-linear", CaptureHistories(tuple("ABCDEFG"), counts))
