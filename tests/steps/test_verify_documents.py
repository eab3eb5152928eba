"""What somebody with access to the database changes, takes away or adds is found by reading the archived bytes again."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from cenotaph.release.make import make_release
from cenotaph.release.publish import publish_release
from cenotaph.steps.add import add_to_case
from cenotaph.steps.add_claim import MarkedWords, add_claim
from cenotaph.steps.import_release import import_release
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, open_case
from cenotaph.store.tables import metadata
from released_case import document, read_all, with_documents

pytestmark = pytest.mark.slow

CLAIM, DOCUMENT = metadata.tables["claim"], metadata.tables["document"]


@pytest.fixture
def case(sqlite_case: Case) -> Case:
    """On one database: what is asked here does not depend on which."""
    return sqlite_case


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    with_documents(case, tmp_path / "files", linked=False)
    assert verify_case(case).faults == ()
    return case


def as_of_another_version(case: Case) -> None:
    """As a record stands that an earlier version read, which knew no acts, when it is opened the first time."""
    with case.copying() as record:
        record.connection.execute(update(DOCUMENT).values(reader="grammar/1+00000000"))
        record.connection.execute(delete(metadata.tables["act"]))
    open_case(case.root).close()


def faults(case: Case) -> str:
    """What is found once incidents were made anew, as somebody who covers his tracks would."""
    refresh_case(case)
    return "\n".join(verify_case(case).faults)


def test_a_text_that_was_altered_with_its_hash_is_found(filled: Case) -> None:
    where = document(filled, "council.txt")
    with filled.writing() as record:
        text = record.documents.texts([where])[where].replace("43 people", "34 people")
        digest = hashlib.sha256(text.encode()).hexdigest()
        record.connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == where).values(text=text, text_sha256=digest))
    assert f"document {where}: the stored text is not what its archived bytes give" in faults(filled)


def test_a_document_that_was_taken_away_is_found(filled: Case) -> None:
    with filled.writing() as record:
        record.connection.execute(delete(DOCUMENT).where(DOCUMENT.c.id == document(filled, "council.txt")))
    assert "was taken away" in faults(filled)


def test_a_claim_that_was_taken_away_is_found(filled: Case) -> None:
    with filled.writing() as record:
        gone = record.connection.execute(select(CLAIM.c.id).where(CLAIM.c.harm == "displaced")).scalar()
        record.connection.execute(delete(CLAIM).where(CLAIM.c.id == gone))
    assert f"claim {gone}: document" in faults(filled)
    assert "it is not in the record" in faults(filled)


def test_what_decisions_are_about_is_missed(filled: Case) -> None:
    ids = read_all(filled)
    with filled.writing() as record:
        record.connection.execute(delete(CLAIM).where(CLAIM.c.id == ids[0]))
    assert "which it is about, is not in the record" in faults(filled)


@pytest.mark.parametrize("rules", ['["release"]', '["dataset"]', '["by-person"]'])
def test_the_name_of_a_rule_switches_no_check_off(filled: Case, rules: str) -> None:
    with filled.writing() as record:
        one = record.connection.execute(select(CLAIM.c.id).where(CLAIM.c.harm == "killed")).scalar()
        record.connection.execute(update(CLAIM).where(CLAIM.c.id == one).values(low=400, high=400, rules=rules))
    assert f"claim {one}: it is not what document" in faults(filled)


def test_a_claim_that_nobody_read_and_nobody_added_is_found(filled: Case) -> None:
    with filled.writing() as record:
        row = dict(record.connection.execute(select(CLAIM).where(CLAIM.c.harm == "killed")).mappings().first() or {})
        record.connection.execute(insert(CLAIM), {**row, "id": "c-0000000000", "low": 400, "high": 400, "position": 99})
    assert "claim c-0000000000: document" in faults(filled)


def test_what_a_person_added_and_what_another_version_read_is_no_fault(filled: Case, tmp_path: Path) -> None:
    add_claim(
        filled,
        document(filled, "council.txt"),
        MarkedWords("43 people were killed", "injured", 0, ""),
        decided_by="Ana",
        why="read",
    )
    found = verify_case(filled)
    assert (found.faults, found.other_version) == ((), 0)
    as_of_another_version(filled)
    found = verify_case(filled)
    assert (found.faults, found.other_version) == ((), 2)
    with filled.writing() as record:
        record.connection.execute(update(CLAIM).where(CLAIM.c.harm == "killed").values(low=400, high=400, rules='["release"]'))
    assert "does not read as" in faults(filled)


def test_a_case_from_a_release_is_checked_against_that_release(filled: Case, tmp_path: Path) -> None:
    read_all(filled)
    make_release(filled)
    publish_release(filled, tmp_path / "public")
    back, _ = import_release(tmp_path / "public", tmp_path / "back")
    found = verify_case(back)
    assert (found.faults, found.other_version) == ((), 0)
    with back.writing() as record:
        record.connection.execute(update(CLAIM).where(CLAIM.c.harm == "killed").values(low=400, high=400))
    assert "it is not what document" in faults(back)
    add_to_case(back, [])
    back.engine.dispose()
