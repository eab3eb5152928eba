from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cenotaph.errors import DecisionRefused
from cenotaph.ledger import next_decision, verify_chain
from cenotaph.model import Decision, stand, word_reason
from cenotaph.steps.add import add_to_case
from cenotaph.steps.decide import decide, decide_with_effect, preview_decision
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def chain_of(*kinds: tuple[str, tuple[str, ...]]) -> list[Decision]:
    chain: list[Decision] = []
    for kind, subjects in kinds:
        chain.append(next_decision(chain, kind, subjects, decided_by="Ana Ortu", decided_at=NOW, why="read it"))
    return chain


def test_a_whole_chain_has_no_fault() -> None:
    assert verify_chain(chain_of(("accept", ("c-1",)), ("reject", ("c-2",)), ("revoke", ("1",)))) == []


@pytest.mark.parametrize(
    "field", [{"why": "other"}, {"decided_by": "Bo"}, {"subjects": ("c-9",)}, {"kind": "reject"}, {"details": {"a": "b"}}]
)
def test_an_altered_entry_is_found_out(field: dict[str, object]) -> None:
    chain = chain_of(("accept", ("c-1",)), ("accept", ("c-2",)))
    chain[0] = replace(chain[0], **field)  # type: ignore[arg-type]
    assert any("altered" in fault for fault in verify_chain(chain))


def test_a_dropped_entry_is_found_out() -> None:
    chain = chain_of(("accept", ("c-1",)), ("accept", ("c-2",)), ("accept", ("c-3",)))
    assert verify_chain([chain[0], chain[2]])


def test_the_last_decision_counts_and_revoked_ones_do_not() -> None:
    standing = stand(
        chain_of(
            ("reject", ("c-1",)),
            ("accept", ("c-1",)),
            ("different", ("c-2", "c-3")),
            ("revoke", ("3",)),
            ("same", ("c-4", "c-5")),
        )
    )
    assert standing.accepted == {"c-1"}
    assert not standing.rejected
    assert standing.grouping.apart == ()
    assert standing.grouping.together == (frozenset({"c-4", "c-5"}),)


@pytest.fixture
def two(case: Case, tmp_path: Path) -> Case:
    (tmp_path / "a.txt").write_text(
        "SENMARK, 16 MAR 2009 (WIRE) -- Forty people were killed in the town of Ostremar on 14 March 2009, officials said."
    )
    (tmp_path / "b.txt").write_text(
        "SENMARK, 17 MAR 2009 (OTHER) -- Sixty people were killed in the town of Ostremar on 14 March 2009, residents said."
    )
    add_to_case(case, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    return case


def incidents(case: Case) -> list[tuple[int | None, int | None]]:
    with case.reading() as record:
        figures = [one.figure("killed", "lowest-credible..highest-credible") for one in record.incidents.all()]
    return sorted((f.low, f.high) for f in figures if f is not None)


def claim_ids(case: Case) -> dict[int, str]:
    with case.reading() as record:
        return {c.claim.count.lowest: c.claim.id for c in record.claims.in_documents()}


def test_decisions_bind_every_later_run(two: Case, tmp_path: Path) -> None:
    ids = claim_ids(two)
    assert incidents(two) == [(40, 60)]
    decide(two, "different", [ids[40], ids[60]], decided_by="Ana Ortu", why="another market")
    assert incidents(two) == [(40, 40), (60, 60)]
    (tmp_path / "c.txt").write_text(
        "SENMARK, 18 MAR 2009 (THIRD) -- Fifty people were killed in the town of Ostremar on 14 March 2009, monitors said."
    )
    add_to_case(two, [str(tmp_path / "c.txt")])
    assert len(incidents(two)) == 2, "the two stay apart when a third document comes in"
    decide(two, "revoke", ["1"], decided_by="Ana Ortu", why="it was one market")
    assert incidents(two) == [(40, 60)]
    assert verify_case(two).faults == ()


def test_a_rejected_claim_stays_and_counts_nowhere(two: Case) -> None:
    decide(two, "reject", [claim_ids(two)[60]], decided_by="Ana Ortu", why="misread")
    assert incidents(two) == [(40, 40)]
    with two.reading() as record:
        members = [m for one in record.incidents.all() for m in one.members]
    assert [word_reason(m.why) for m in members if m.role == "excluded"] == ["rejected by Ana Ortu: misread"]


def test_an_edit_changes_the_figure_and_not_the_claim(two: Case) -> None:
    claim = claim_ids(two)[40]
    decide(two, "edit", [claim], decided_by="Ana Ortu", why="the register says 44", details={"low": "44", "high": "44"})
    assert incidents(two) == [(44, 60)]
    assert 40 in claim_ids(two)


def test_split_and_merge(two: Case) -> None:
    decide(two, "split", [claim_ids(two)[60]], decided_by="Ana Ortu", why="another event")
    assert incidents(two) == [(40, 40), (60, 60)]
    with two.reading() as record:
        both = [one.id for one in record.incidents.all()]
    decide(two, "merge", both, decided_by="Ana Ortu", why="the same after all")
    assert incidents(two) == [(40, 60)]


def test_a_grade_set_by_a_person_stands_over_the_rule(two: Case) -> None:
    with two.reading() as record:
        one = record.incidents.all()[0].id
    decide(
        two, "grade", [one], decided_by="Ana Ortu", why="admitted in court", details={"scheme": "airwars", "grade": "confirmed"}
    )
    with two.reading() as record:
        grade = next(g for g in record.incidents.all()[0].grades if g.scheme == "airwars")
    assert (grade.grade, grade.decided_by) == ("confirmed", "Ana Ortu")


@pytest.mark.parametrize(
    ("kind", "subjects", "details", "words"),
    [
        ("accept", ["c-none"], {}, "no such claim"),
        ("merge", ["i-none", "i-nil"], {}, "no such incident"),
        ("revoke", ["7"], {}, "number of one decision"),
        ("bless", ["c-1"], {}, "no code of decision_kind"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_no_trace(
    two: Case, kind: str, subjects: list[str], details: dict[str, str], words: str
) -> None:
    with pytest.raises(DecisionRefused, match=words):
        decide(two, kind, subjects, decided_by="Ana Ortu", why="because", details=details)
    with two.reading() as record:
        assert record.ledger.all() == []


def test_an_edit_that_makes_no_sense_is_refused(two: Case) -> None:
    claim = claim_ids(two)[40]
    for details in ({"low": "50", "high": "40"}, {"speaker": "me"}, {}, {"harm": "sad"}, {"low": "many"}):
        with pytest.raises(DecisionRefused):
            decide(two, "edit", [claim], decided_by="Ana Ortu", why="because", details=details)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "details"), [("same", {}), ("different", {}), ("accept", {}), ("reject", {}), ("edit", {"low": "44", "high": "44"})]
)
def test_a_decision_that_is_run_again_after_a_kill_is_one(two: Case, kind: str, details: dict[str, str]) -> None:
    ids = list(claim_ids(two).values()) if kind in ("same", "different") else [claim_ids(two)[40]]
    first = decide(two, kind, ids, decided_by="Ana Ortu", why="looked at", details=details)
    again = decide(two, kind, ids, decided_by="Ana Ortu", why="looked at", details=details)
    assert again == first
    assert verify_case(two).decisions == 1
    decide(two, kind, ids, decided_by="Bela Sorn", why="looked at", details=details)
    assert verify_case(two).decisions == 2, "another person's is another"
    decide(two, kind, ids, decided_by="Ana Ortu", why="looked at", details=details)
    assert verify_case(two).decisions == 3, "and after it the state is another"
    back = decide(two, "revoke", ["3"], decided_by="Ana Ortu", why="no")
    assert decide(two, "revoke", ["3"], decided_by="Ana Ortu", why="no") == back
    decide(two, kind, ids, decided_by="Ana Ortu", why="looked at", details=details)
    assert verify_case(two).decisions == 5, "what was taken back may be said anew"


def test_what_cannot_be_done_is_refused_and_leaves_no_trace(two: Case, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(
        "SENMARK, 18 MAR 2009 (THIRD) -- Fifty people were killed in the town of Ostremar on 14 March 2009, monitors said."
    )
    add_to_case(two, [str(tmp_path / "c.txt")])
    ids = claim_ids(two)
    decide(two, "split", [ids[60]], decided_by="Ana Ortu", why="another market")
    with pytest.raises(DecisionRefused, match="another decision holds their incidents apart"):
        decide(two, "same", [ids[60], ids[50]], decided_by="Ana Ortu", why="one market")
    with pytest.raises(DecisionRefused, match="cannot be done"):
        preview_decision(two, "same", [ids[60], ids[50]], decided_by="Ana Ortu")
    assert verify_case(two).decisions == 1
    assert incidents(two) == [(40, 50), (60, 60)]


def test_the_effect_of_a_decision_is_told_before_and_after(two: Case, cenotaph: Callable[..., CompletedProcess[str]]) -> None:
    claim = claim_ids(two)[60]
    with two.reading() as record:
        (one,) = record.incidents.all()
    asked = ("decide", "split", claim, "--by", "Ana Ortu", "--why", "another", "--case", str(two.root))
    before = cenotaph(*asked, "--dry-run")
    assert "1 incident becomes 2; 1 claim moves" in before.stdout
    assert incidents(two) == [(40, 60)], "a dry run records nothing"
    after = cenotaph(*asked)
    assert "1 incident became 2; 1 claim moved" in after.stdout
    assert after.stdout.count(one.id) == 2, "before and after: what stays keeps the id"
    with two.reading() as record:
        ids = [found.id for found in record.incidents.all()]
    _, effect = decide_with_effect(two, "merge", ids, decided_by="Ana Ortu", why="one")
    assert effect is not None
    assert (effect.before, effect.after, effect.moved) == (2, 1, 1)
    assert effect.become[0].id == one.id
