import json
from pathlib import Path

import pytest

from cenotaph.errors import CaseError, IntegrityProblem
from cenotaph.steps.add import add_to_case
from cenotaph.steps.decide import decide
from cenotaph.steps.migrate import migrate_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case, open_case
from postgresql_cluster import Cluster

REPORTS = (
    "At least 40 people were killed in the town of Xocalı-on-Sea on 14 March 2009, including 12 women, hospital officials said.",
    "The mayor of Xocalı-on-Sea said on 15 March 2009 that 43 people had been killed in the town the day before.",
)


def filled(case: Case, folder: Path) -> Case:
    for n, words in enumerate(REPORTS):
        (folder / f"{n}.txt").write_text(words, encoding="utf-8")
    add_to_case(case, [str(folder / f"{n}.txt") for n in range(len(REPORTS))])
    with case.reading() as record:
        claim = next(record.claims.rows()).claim.id
    decide(case, "accept", [claim], decided_by="Ana Ortu", why="both texts were read")
    return case


def contents(case: Case) -> list[object]:
    with case.reading() as record:
        documents, claims = list(record.documents.rows()), list(record.claims.rows())
        return [documents, claims, record.ledger.all(), record.documents.find("xocali")]


def test_a_case_goes_to_postgresql_and_back_with_nothing_lost(tmp_path: Path, postgresql: Cluster) -> None:
    case = filled(create_case(tmp_path / "case"), tmp_path)
    case.gazetteer.write_text("id,name,precision,other_names\n", encoding="utf-8")
    (case.root / "releases/0001").mkdir(parents=True)
    (case.root / "releases/0001/release.json").write_text("{}", encoding="utf-8")
    (case.root / "release-key.pem").write_text("key", encoding="utf-8")
    with case.writing() as record:
        record.take_in("release-key.pem", "releases/0001")
    with postgresql.database() as url:
        team = migrate_case(case, tmp_path / "team", url)
        assert contents(team) == contents(case)
        assert verify_case(team).faults == ()
        assert json.loads((tmp_path / "team/cenotaph-case.json").read_text())["database"].startswith("postgresql://")
        back = migrate_case(open_case(tmp_path / "team"), tmp_path / "back")
        assert contents(back) == contents(case)
        assert verify_case(back) == verify_case(case)
        assert back.gazetteer.read_text(encoding="utf-8") == case.gazetteer.read_text(encoding="utf-8")
        assert (back.root / "release-key.pem").read_text(encoding="utf-8") == "key"
        assert (back.root / "releases/0001/release.json").is_file(), "releases go along, or they would be numbered anew"
        with pytest.raises(CaseError, match="holds a case already"):
            create_case(tmp_path / "another", url)
        team.engine.dispose()


def test_a_damaged_archive_is_not_copied_as_if_it_were_whole(tmp_path: Path) -> None:
    case = filled(create_case(tmp_path / "case"), tmp_path)
    victim = next(path for path in (case.root / "archive").rglob("*") if path.is_file())
    victim.chmod(0o644)
    victim.write_bytes(b"something else")
    with pytest.raises(IntegrityProblem):
        migrate_case(case, tmp_path / "copy")
    assert not (tmp_path / "copy").exists(), "nothing that looks like a case is left"


def test_a_password_is_never_kept_and_a_wrong_address_is_said(tmp_path: Path, postgresql: Cluster) -> None:
    with postgresql.database() as url:
        made = create_case(tmp_path / "case", url.replace("tests@", "tests:secret@"))
        made.engine.dispose()
        assert "secret" not in (tmp_path / "case/cenotaph-case.json").read_text()
    with pytest.raises(CaseError, match="cannot be reached"):
        create_case(tmp_path / "gone", f"postgresql://tests@/nowhere?host={tmp_path}")
    with pytest.raises(CaseError, match="no database of the kind"):
        create_case(tmp_path / "other", "mysql://somewhere/x")
    with pytest.raises(CaseError, match="no address"):
        create_case(tmp_path / "none", "::")
    assert not (tmp_path / "gone").exists()
