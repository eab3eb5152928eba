"""What a release says of why: nothing of who decided where staff are not named, and of a claim only what may be said of it."""

from pathlib import Path

import pytest

from cenotaph.release.data import read_record
from cenotaph.release.make import make_release
from cenotaph.steps.add_claim import MarkedWords, add_claim
from cenotaph.steps.decide import decide
from cenotaph.store import Case
from released_case import document, everything, read_all, with_documents


@pytest.mark.parametrize(("staff", "named"), [("withhold", False), ("publish", True)])
def test_who_rejected_a_claim_is_named_only_where_staff_are(sqlite_case: Case, tmp_path: Path, staff: str, named: bool) -> None:
    with_documents(sqlite_case, tmp_path / "files", linked=False)
    said = (sqlite_case.root / "release.yaml").read_text("utf-8")
    (sqlite_case.root / "release.yaml").write_text(f"{said}review: one-reader\nstaff: {staff}\n", encoding="utf-8")
    read_all(sqlite_case, "Ana Ortu")
    with sqlite_case.reading() as record:
        killed = next(row.claim.id for row in record.claims.rows() if row.claim.count.low == 43)
    decide(sqlite_case, "reject", [killed], decided_by="Bela Sorn", why="another night")
    folder = make_release(sqlite_case).folder
    claim = next(one for one in read_record(folder / "data", "").claims if one.low == 43)
    assert claim.why == f"rejected by {'Bela Sorn' if named else 'a person'}: another night"
    assert ("Bela Sorn" in everything(folder)) is named


@pytest.mark.parametrize(("staff", "named"), [("withhold", False), ("publish", True)])
def test_who_dated_a_claim_is_named_only_where_staff_are(sqlite_case: Case, tmp_path: Path, staff: str, named: bool) -> None:
    with_documents(sqlite_case, tmp_path / "files", linked=False)
    said = (sqlite_case.root / "release.yaml").read_text("utf-8")
    (sqlite_case.root / "release.yaml").write_text(f"{said}review: one-reader\nstaff: {staff}\n", encoding="utf-8")
    where = document(sqlite_case, "report.txt")
    marked = MarkedWords("200 people", "abducted", date="2009-03-14", place="Ostrel")
    add_claim(sqlite_case, where, marked, decided_by="Bela Sorn", why="not read")
    read_all(sqlite_case, "Ana Ortu")
    folder = make_release(sqlite_case).folder
    whys = [one.date_why for one in read_record(folder / "data", "").incidents]
    assert any(f"given by {'Bela Sorn' if named else 'a person'}, who added the claim" in why for why in whys)
    assert ("Bela Sorn" in everything(folder)) is named


def test_a_reason_says_no_word_of_a_claim_whose_source_is_cited_only(sqlite_case: Case, tmp_path: Path) -> None:
    with_documents(sqlite_case, tmp_path / "files", linked=False)
    read_all(sqlite_case)
    council = document(sqlite_case, "council.txt")
    decide(sqlite_case, "disclose", [council], decided_by="Ana Ortu", why="asked", details={"as": "citation"})
    (one,) = (one for one in read_record(make_release(sqlite_case).folder / "data", "").incidents if one.figures)
    whys = {why for figure in one.figures for why in (figure.why_low, figure.why_high)}
    assert any(why.startswith("43 is the highest number said: ") for why in whys)
    assert not any("town council" in why or "43 people" in why for why in whys)
