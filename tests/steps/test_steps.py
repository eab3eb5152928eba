"""The one list of steps: each needs only what stands before it, what is worked out is checked, and can be worked out anew."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from cenotaph.cli import main as program
from cenotaph.cli.steps_command import command
from cenotaph.steps.add import add_to_case
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.steps import STEPS, after
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case


def test_a_step_needs_only_what_stands_before_it() -> None:
    done: list[str] = []
    for step in STEPS:
        assert set(step.needs) <= set(done), step.name
        done.append(step.name)
    assert len(done) == len(set(done))


def test_what_follows_from_a_step() -> None:
    assert [step.name for step in after("add")] == [
        "read",
        "copies",
        "decide",
        "review",
        "reconcile",
        "queue",
        "people",
        "link",
        "estimate",
        "release",
    ]
    assert [step.name for step in after("lists")] == ["link", "estimate", "release"]
    assert after("") == STEPS


@pytest.mark.parametrize(
    ("table", "fault"),
    [("incident", "incident"), ("claim_review", "how far people have read it"), ("figure", "the stored figures")],
)
def test_a_result_that_was_altered_is_found_and_worked_out_anew(case: Case, tmp_path: Path, table: str, fault: str) -> None:
    (tmp_path / "a.txt").write_text("On 14 March 2009, 23 people were killed in Ostrel, police said.", encoding="utf-8")
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        claims = [row.claim.id for row in record.claims.rows()]
    from cenotaph.steps.decide import decide

    decide(case, "accept", claims, decided_by="Ana Ortu", why="")
    assert verify_case(case).faults == ()
    with case.writing() as record:
        record.connection.execute(text(f"DELETE FROM {table}"))
    assert any(fault in one for one in verify_case(case).faults)
    refresh_case(case, "")
    assert verify_case(case).faults == ()


def test_the_list_is_printed_and_run(sqlite_case: Case) -> None:
    shown = CliRunner().invoke(command, ["--csv"])
    assert [line.split(",")[0] for line in shown.output.splitlines()[1:]] == [step.name for step in STEPS]
    assert program is not None
    anew = CliRunner().invoke(command, ["--anew", "--case", str(sqlite_case.root)])
    assert anew.output.startswith("0 incidents")
