"""An encrypted case is locked and unlocked, broken off at any point, backed up, restored and moved; nothing is lost or readable."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cenotaph.archive import Seal
from cenotaph.errors import CaseError
from cenotaph.release.make import make_release
from cenotaph.steps.backup import backup_case, restore_case
from cenotaph.steps.lock_case import change_passphrase, lock_case, unlock_case
from cenotaph.steps.migrate import migrate_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, Keys, create_case
from cenotaph.web.incoming import incoming_file, keep_aside
from released_case import read_all, with_documents

pytestmark = pytest.mark.slow
PHRASE = "four quiet words here"
BESIDE = {"gazetteer.csv": b"id,name,precision\n1,Farvale,town\n", "nothing": b"", "public/site/a.html": b"<p>Ostrel</p>"}
WORDS = (b"Ostrel", b"Petrov", b"Luzhina", b"limped", b"Well Street", b"BEGIN PRIVATE", b"nurse")


@pytest.fixture
def sealed(tmp_path: Path, sqlite_case: Case, in_memory: Path) -> Case:
    """A released case, moved to an encrypted one that is unlocked, with files beside its record and an upload that waits."""
    read_all(with_documents(sqlite_case, tmp_path / "files"))
    make_release(sqlite_case)
    migrate_case(sqlite_case, tmp_path / "sealed", keys=Keys.new(PHRASE)).close()
    case = unlock_case(tmp_path / "sealed", PHRASE)
    for name, data in BESIDE.items():
        (case.root / name).parent.mkdir(parents=True, exist_ok=True)
        (case.root / name).write_bytes(data)
    case.take_in("gazetteer.csv")
    return case


def readable(folder: Path) -> set[bytes]:
    """Which of the words stand in any byte of the folder, or in the name of a file."""
    seen = [path.read_bytes() + path.name.encode() for path in folder.rglob("*") if path.is_file()]
    return {word for word in WORDS for data in seen if word in data}


def test_a_move_to_an_encrypted_case_and_back_verifies_and_signs_as_before(
    sealed: Case, sqlite_case: Case, tmp_path: Path, in_memory: Path
) -> None:
    assert verify_case(sealed).faults == ()
    assert make_release(sealed).new is False
    plain = migrate_case(sealed, tmp_path / "plain")
    assert verify_case(plain).faults == ()
    assert (plain.root / "release-key.pem").read_bytes() == (sqlite_case.root / "release-key.pem").read_bytes()
    assert b"ENCRYPTED" in (sealed.root / "release-key.pem").read_bytes()


def test_a_locked_case_shows_nothing_and_comes_back_whole(sealed: Case, in_memory: Path) -> None:
    place = keep_aside(sealed, "Petrov.txt", b"Ivan Petrov limped")
    sealed.close()
    assert lock_case(sealed.root) > len(BESIDE)
    assert readable(sealed.root) == set()
    assert not any(path.is_file() for path in in_memory.rglob("*")), "nothing of it is in memory"
    assert lock_case(sealed.root) == 0
    back = unlock_case(sealed.root, PHRASE)
    assert {name: (back.root / name).read_bytes() for name in BESIDE} == BESIDE
    assert incoming_file(back, place).read_bytes() == b"Ivan Petrov limped"
    assert not (back.root / "sealed").exists()
    assert verify_case(back).faults == ()


@pytest.mark.parametrize("point", range(6))
def test_locking_and_unlocking_that_is_broken_off_loses_nothing(
    sealed: Case, monkeypatch: pytest.MonkeyPatch, point: int
) -> None:
    sealed.close()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", _breaking_off(Path.unlink, point))
        with pytest.raises(KeyboardInterrupt):
            lock_case(sealed.root)
    lock_case(sealed.root)
    assert readable(sealed.root) == set()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", _breaking_off(Path.unlink, point))
        with pytest.raises(KeyboardInterrupt):
            unlock_case(sealed.root, PHRASE)
    back = unlock_case(sealed.root, PHRASE)
    assert {name: (back.root / name).read_bytes() for name in BESIDE} == BESIDE
    assert verify_case(back).faults == ()


def _breaking_off(remove: Callable[..., None], point: int) -> Callable[..., None]:
    left = [point]

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name.endswith(".writing") or missing_ok:
            return remove(path, missing_ok)
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return remove(path, missing_ok)

    return unlink


def test_a_backup_of_it_shows_nothing_and_is_restored_under_its_passphrase(sealed: Case, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    made = backup_case(sealed, tmp_path / "backups" / "case.tar")
    assert readable(tmp_path / "backups") == set()
    with pytest.raises(CaseError, match="not the passphrase"):
        restore_case(made.path, tmp_path / "back", passphrase=lambda: "another passphrase")
    assert not (tmp_path / "back").exists()
    with pytest.raises(CaseError, match="is encrypted"):
        restore_case(made.path, tmp_path / "back", "postgresql://somebody@localhost/none")
    change_passphrase(sealed.root, PHRASE, "five other words after that")
    back = restore_case(made.path, tmp_path / "back", passphrase=lambda: PHRASE)
    assert verify_case(back) == verify_case(sealed)
    assert (back.root / "gazetteer.csv").read_bytes() == BESIDE["gazetteer.csv"]


def test_a_backup_leaves_no_folder_in_memory(sealed: Case, tmp_path: Path, in_memory: Path) -> None:
    before = sorted(in_memory.rglob("*"))
    backup_case(sealed, tmp_path / "backup.tar")
    assert sorted(in_memory.rglob("*")) == before


def test_what_a_killed_unlocking_had_half_put_back_is_cleared_away(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (sealed.root / "own.writing").write_bytes(b"a file of the recorder's own")
    sealed.close()
    lock_case(sealed.root)

    def killed(*_: object) -> None:
        (sealed.root / "gazetteer.csv.writing").write_bytes(b"id,na")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_off:
        broken_off.setattr(Seal, "open_file", killed)
        with pytest.raises(KeyboardInterrupt):
            unlock_case(sealed.root, PHRASE)
    lock_case(sealed.root)
    case = unlock_case(sealed.root, PHRASE)
    assert (case.root / "gazetteer.csv").read_bytes() == BESIDE["gazetteer.csv"]
    assert [one.name for one in case.root.glob("*.writing")] == ["own.writing"]


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(sealed: Case) -> None:
    lock_case(sealed.root)
    change_passphrase(sealed.root, PHRASE, "five other words after that")
    with pytest.raises(CaseError, match="not the passphrase"):
        unlock_case(sealed.root, PHRASE)
    unlock_case(sealed.root, "five other words after that")


def test_a_plain_case_is_said_to_be_one(tmp_path: Path) -> None:
    create_case(tmp_path / "case").close()
    for verb in (lock_case, lambda root: unlock_case(root, PHRASE), lambda root: change_passphrase(root, PHRASE, PHRASE)):
        with pytest.raises(CaseError, match="not encrypted"):
            verb(tmp_path / "case")
