"""A backup is taken while people write, and gives the case again; a damaged or hostile one gives nothing."""

import io
import json
import tarfile
import threading
from pathlib import Path

import pytest

from cenotaph.errors import CaseError, UnreadableFile
from cenotaph.release.make import make_release
from cenotaph.steps.add import add_to_case
from cenotaph.steps.backup import backup_case, restore_case
from cenotaph.steps.decide import decide
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from postgresql_cluster import Cluster
from released_case import read_all, with_documents

pytestmark = pytest.mark.slow


@pytest.fixture
def released(case: Case, tmp_path: Path) -> Case:
    with_documents(case, tmp_path / "files")
    read_all(case)
    make_release(case)
    return case


def ledger(case: Case) -> list[object]:
    with case.reading() as record:
        return list(record.ledger.all())


def test_a_backup_gives_the_case_again(released: Case, tmp_path: Path) -> None:
    made = backup_case(released, tmp_path / "case.tar")
    assert made.path.stat().st_mode & 0o077 == 0, "nobody else reads who is protected"
    back = restore_case(made.path, tmp_path / "back")
    assert verify_case(back) == verify_case(released)
    assert ledger(back) == ledger(released)
    assert make_release(back).new is False, "the releases came along, and public ids are the same"
    with pytest.raises(CaseError, match="lies there"):
        backup_case(released, tmp_path / "case.tar")
    with pytest.raises(CaseError, match="lies there"):
        restore_case(made.path, tmp_path / "back")
    back.engine.dispose()
    assert not list(tmp_path.glob("*.making")) + list(tmp_path.glob("*.writing"))


def test_a_backup_taken_while_people_decide_is_whole(released: Case, tmp_path: Path) -> None:
    with released.reading() as record:
        claim = next(record.claims.rows()).claim.id
    ended = threading.Event()

    def deciding() -> None:
        for n in range(400):
            if ended.is_set():
                return
            decide(released, "accept", [claim], decided_by=f"Reader {n}", why="")

    at_the_desk = threading.Thread(target=deciding)
    at_the_desk.start()
    try:
        for n in range(4):
            back = restore_case(backup_case(released, tmp_path / f"{n}.tar").path, tmp_path / f"back{n}")
            assert verify_case(back).faults == ()
            assert len(ledger(back)) <= len(ledger(released))
            back.engine.dispose()
    finally:
        ended.set()
        at_the_desk.join()


def test_a_backup_is_restored_to_postgresql(tmp_path: Path, released: Case, postgresql: Cluster) -> None:
    made = backup_case(released, tmp_path / "case.tar")
    with postgresql.database() as url:
        team = restore_case(made.path, tmp_path / "team", url)
        assert team.engine.dialect.name == "postgresql"
        assert verify_case(team).faults == ()
        assert ledger(team) == ledger(released)
        team.engine.dispose()


def packed(target: Path, files: dict[str, bytes], *, kind: bytes = tarfile.REGTYPE, wrong: str = "") -> Path:
    import hashlib

    listed = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    said = json.dumps({"format": "cenotaph-backup/1", "files": listed}).encode()
    with tarfile.open(target, "w") as out:
        for name, data in {"backup.json": said, **files}.items():
            about = tarfile.TarInfo(name)
            about.type = tarfile.REGTYPE if name == "backup.json" else kind
            about.size = len(data) if about.isfile() else 0
            about.linkname = "/etc/passwd"
            out.addfile(about, io.BytesIO(b"x" * len(data) if name == wrong else data))
    return target


def test_a_hostile_or_damaged_backup_writes_nothing(tmp_path: Path) -> None:
    for n, made in enumerate(
        (
            packed(tmp_path / "up.tar", {"../outside": b"1"}),
            packed(tmp_path / "abs.tar", {"/tmp/outside": b"1"}),
            packed(tmp_path / "link.tar", {"record.sqlite": b"1"}, kind=tarfile.SYMTYPE),
            packed(tmp_path / "changed.tar", {"record.sqlite": b"1234"}, wrong="record.sqlite"),
            packed(tmp_path / "empty.tar", {}),
        )
    ):
        with pytest.raises((UnreadableFile, CaseError)):
            restore_case(made, tmp_path / f"to{n}")
        assert not (tmp_path / f"to{n}").exists()
    (tmp_path / "cut.tar").write_bytes((tmp_path / "changed.tar").read_bytes()[:700])
    (tmp_path / "none.tar").write_bytes(b"no tar at all" * 100)
    for name in ("cut.tar", "none.tar"):
        with pytest.raises(UnreadableFile):
            restore_case(tmp_path / name, tmp_path / "to")
    assert not (tmp_path.parent / "outside").exists()


def test_a_backup_in_the_middle_of_an_add_restores_to_a_case_that_verifies(case: Case, tmp_path: Path) -> None:
    """A document that no incident holds yet, and bytes that came after the record was copied."""
    (tmp_path / "one.txt").write_text("Seven people were killed in Varn on 2 May 2011, police said.", encoding="utf-8")
    add_to_case(case, [str(tmp_path / "one.txt")])
    with case.writing() as record:
        record.incidents.replace(record.incidents.standing_ids(), ())
        record.stories.clear()
    later = tmp_path / "two.txt"
    later.write_text("Nine people were killed in Tull on 3 May 2011, police said.", encoding="utf-8")
    made = backup_case(
        case, tmp_path / "case.tar", lambda what: add_to_case(case, [str(later)]) if what == "the archive" else None
    )
    back = restore_case(made.path, tmp_path / "back")
    assert verify_case(back).faults == ()
    with back.reading() as record:
        assert record.incidents.count() == 1
        assert record.documents.count() == 1
    back.close()


def test_two_who_add_the_same_file_at_once_add_it_once(case: Case, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Seven people were killed in Varn on 2 May 2011, police said.", encoding="utf-8")
    failed: list[Exception] = []

    def add() -> None:
        try:
            add_to_case(case, [str(tmp_path / "one.txt")])
        except Exception as fault:  # noqa: BLE001 - the test asks whether there was any
            failed.append(fault)

    both = [threading.Thread(target=add) for _ in range(4)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert not failed
    with case.reading() as record:
        assert record.documents.count() == 1
    assert verify_case(case).faults == ()
