from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from cenotaph.samples import sample_folder
from cenotaph.steps.add import add_to_case
from cenotaph.steps.refresh import is_stale
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case


def snapshot(case: Case) -> object:
    with case.reading() as record:
        return (
            sorted(row["sha256"] for row in record.documents.rows()),
            sorted(c.claim.id for c in record.claims.in_documents()),
            record.incidents.all(),
        )


@pytest.mark.slow
def test_the_invented_case_holds_together(case: Case) -> None:
    with sample_folder() as folder:
        report = add_to_case(case, [str(folder)])
    assert len(report.of("added")) == 16
    assert not report.of("failed")
    with case.reading() as record:
        incidents = record.incidents.all()
        flags = {row["name"]: row["flags"] for row in record.documents.rows()}
    main = incidents[0]
    assert main.label == "Ostremar, 2009-03-14"
    figure = main.figure("killed", "lowest-credible..highest-credible")
    assert figure is not None
    assert (figure.low, figure.high) == (23, 82)
    assert figure.origins >= 8
    assert {m.role for m in main.members} >= {"total", "superseded", "part", "excluded"}
    assert any(one.aggregate for one in incidents), "the totals of the war stand apart"
    assert flags["16-ostremar-gecesi.html"] == ["not_read"]
    assert flags["13-noche-de-ostremar.html"] == []
    assert flags["14-handwritten-list-scan.pdf"] == ["no_text"]
    assert flags["02-capital-daily-copy.html"] == ["near_copy"]
    assert verify_case(case).faults == ()


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The sample, added in one go."""
    case = create_case(tmp_path_factory.mktemp("a") / "case")
    with sample_folder() as folder:
        add_to_case(case, [str(folder)])
    yield case
    case.engine.dispose()


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(16)), again=st.integers(0, 15))
def test_add_is_idempotent_and_blind_to_order(
    at_once: Case, tmp_path_factory: pytest.TempPathFactory, order: list[int], again: int
) -> None:
    with sample_folder() as folder:
        files = sorted(folder.iterdir())
        case = create_case(tmp_path_factory.mktemp("b") / "case")
        for n in (*order, order[again]):
            add_to_case(case, [str(files[n])])
        assert snapshot(at_once) == snapshot(case)
        report = add_to_case(case, [str(folder)])
        assert len(report.of("known")) == 16
        assert not report.of("added")
        case.engine.dispose()


def test_good_files_of_a_mixed_folder_are_added_and_bad_ones_listed(case: Case, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_text("Nine people were killed in Tull on 2 May 2009, police said.")
    (mixed / "empty.txt").write_text("")
    (mixed / "noise.pdf").write_bytes(bytes(range(256)) * 40)
    (mixed / ".hidden").write_text("not offered")
    (mixed / "link.txt").symlink_to("/etc/hostname")
    report = add_to_case(case, [str(mixed), str(tmp_path / "missing.txt")])
    assert [o.name for o in report.of("added")] == ["good.txt"]
    assert sorted(o.name for o in report.of("failed")) == ["empty.txt", "missing.txt", "noise.pdf"]
    assert all(o.error is not None and o.error.what for o in report.of("failed"))
    assert verify_case(case).faults == ()


def test_verify_finds_what_was_altered(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine people were killed in Tull on 2 May 2009, police said.")
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.writing() as record:
        record.connection.execute(text("UPDATE claim SET low = 90, high = 90"))
        record.connection.execute(text("UPDATE document SET text = replace(text, 'Nine', 'Nina')"))
    faults = " ".join(verify_case(case).faults)
    assert "does not read as 90" in faults
    assert "no longer matches its hash" in faults
    assert "not what its claims give" in faults


def test_an_interrupted_run_is_stale_until_the_next_add(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cenotaph.steps import add as module  # type: ignore[attr-defined]

    (tmp_path / "a.txt").write_text("Nine people were killed in Tull on 2 May 2009, police said.")

    def stop(_: Case) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "refresh_case", stop)
        with pytest.raises(KeyboardInterrupt):
            add_to_case(case, [str(tmp_path / "a.txt")])
    assert is_stale(case)
    assert add_to_case(case, [str(tmp_path / "a.txt")]).incidents == 1
    assert not is_stale(case)


def test_one_text_in_two_files_is_two_documents_with_their_own_claims(case: Case, tmp_path: Path) -> None:
    words = "Nine people were killed in Tull on 2 May 2009, police said."
    (tmp_path / "a.txt").write_text(words)
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + words.encode())
    report = add_to_case(case, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert len(report.of("added")) == 2
    with case.reading() as record:
        assert record.claims.count() == 2
        (one,) = record.incidents.all()
    assert sorted(m.role for m in one.members) == ["repeat", "total"]


def test_a_gazetteer_that_cannot_be_read_is_named(case: Case, tmp_path: Path) -> None:
    from cenotaph.errors import UnreadableFile

    case.gazetteer.write_text("nonsense\n")
    (tmp_path / "a.txt").write_text("Nine people were killed in Tull on 2 May 2009, police said.")
    with pytest.raises(UnreadableFile, match="list of places"):
        add_to_case(case, [str(tmp_path / "a.txt")])
