from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from cenotaph.errors import CaseError, NewerDatabase
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case, create_case, database, find_case, open_case
from cenotaph.store.tables import metadata

REPORT = (
    "At least 40 people were killed in the town of Xocalı-on-Sea on 14 March 2009, including 12 women, hospital officials said."
)


def test_migrations_build_the_tables_of_the_code(case: Case) -> None:
    with case.reading() as record:
        context = MigrationContext.configure(
            record.connection,
            opts={
                "compare_type": False,
                "include_name": lambda name, kind, _: kind != "table" or not name.startswith("document_search"),
            },
        )
        assert compare_metadata(context, metadata) == []
        if record.connection.dialect.name == "sqlite":
            assert record.connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert record.connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_claim_comes_back_as_it_went_in(case: Case, tmp_path: Path) -> None:
    from cenotaph.extract import read_text

    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        stored = [c.claim for c in record.claims.in_documents()]
        rows = list(record.claims.rows())
        document = record.documents.get(rows[0].document_id)
    assert document is not None
    assert document.text == REPORT
    read = read_text(REPORT, identity=document.sha256)
    assert stored == list(read.claims)
    assert all(row.quote == row.claim.evidence.of(REPORT) for row in rows)


def test_search_folds_letters(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        store = record.documents
        assert len(store.find("xocali")) == 1
        assert store.find("potocari") == []
        assert store.find('" OR 1') == [], "a query is words, never syntax"
        assert store.find("") == []


def test_a_database_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with case.writing() as record:
        record.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        open_case(tmp_path / "case")


def test_the_newest_migration_is_told_by_its_file() -> None:
    folder = Path(database.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    assert database.newest_revision(folder) == ScriptDirectory.from_config(config).get_current_head()


def test_opening_a_case_waits_for_no_writer(sqlite_case: Case) -> None:
    with sqlite_case.writing():
        assert open_case(sqlite_case.root).root == sqlite_case.root


def test_a_case_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(CaseError, match="not empty"):
        create_case(tmp_path / "full")
    create_case(tmp_path / "case")
    with pytest.raises(CaseError, match="already"):
        create_case(tmp_path / "case")
    with pytest.raises(CaseError, match="no case"):
        open_case(tmp_path / "full")


def test_a_damaged_database_is_named_as_such(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.engine.dispose()
    (tmp_path / "case" / "record.sqlite").write_bytes(b"no database at all" * 300)
    with pytest.raises(CaseError, match="damaged"):
        open_case(tmp_path / "case")


def test_the_case_meant_is_here_above_or_the_only_one_inside(tmp_path: Path) -> None:
    create_case(tmp_path / "case")
    assert find_case(tmp_path) == tmp_path / "case"
    assert find_case(tmp_path / "case" / "archive") == tmp_path / "case"
    create_case(tmp_path / "other")
    with pytest.raises(CaseError, match="case, other"):
        find_case(tmp_path)


def test_an_incident_whose_id_changed_redirects(case: Case, tmp_path: Path) -> None:
    later = "SENMARK, 20 MAR 2009 (WIRE) -- Forty people were killed in the town of Ostremar on 14 March 2009, officials said."
    earlier = (
        "SENMARK, 15 MAR 2009 (OTHER) -- Thirty people were killed in the town of Ostremar on 14 March 2009, residents said."
    )
    (tmp_path / "a.txt").write_text(later)
    (tmp_path / "b.txt").write_text(earlier)
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        old = record.incidents.all()[0].id
    add_to_case(case, [str(tmp_path / "b.txt")])
    with case.reading() as record:
        store = record.incidents
        new = store.all()[0].id
        assert new != old
        assert store.current_id(old) == new
        assert store.current_id("i-never") is None
