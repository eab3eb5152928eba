"""The key of an encrypted case: who has not the passphrase has nothing, and it is kept where no disk sees it."""

import contextlib
import os
import sys
from pathlib import Path

import pytest

from cenotaph.archive.on_disk import OnDisk
from cenotaph.errors import CaseError, WrongUse
from cenotaph.store import Keys, create_case, forget, held_key, hold_key, memory_only, open_case

PHRASE = "four quiet words here"


def test_the_passphrase_opens_the_key_and_no_other_does() -> None:
    keys = Keys.new(PHRASE)
    assert keys.lock.key(f" {PHRASE} ") == keys.seal.key
    assert Keys.new(PHRASE).seal.key != keys.seal.key
    assert keys.seal.key.hex() not in str(keys.lock.written())
    with pytest.raises(CaseError, match="not the passphrase"):
        keys.lock.key("four quiet words her")
    with pytest.raises(WrongUse, match="at least 12"):
        Keys.new("short")


def test_a_locked_case_is_refused_and_an_unlocked_one_opens(tmp_path: Path, in_memory: Path) -> None:
    keys = Keys.new(PHRASE)
    create_case(tmp_path / "case", keys=keys).close()
    with pytest.raises(CaseError, match="is locked"):
        open_case(tmp_path / "case")
    hold_key(tmp_path / "case", keys.seal.key)
    assert open_case(tmp_path / "case").keys == keys
    assert in_memory in open_case(tmp_path / "case").passing.parents
    forget(tmp_path / "case")
    assert held_key(tmp_path / "case") == b""
    hold_key(tmp_path / "case", bytes(32))
    with pytest.raises(CaseError, match="damaged or is no database"):
        open_case(tmp_path / "case")


def test_a_record_in_postgresql_is_not_said_to_be_encrypted(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="server's own disk"):
        create_case(tmp_path / "case", "postgresql://somebody@localhost/none", Keys.new(PHRASE))
    assert not (tmp_path / "case").exists()


def test_no_key_is_kept_on_a_disk_or_where_others_look(tmp_path: Path, in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_key(tmp_path / "case", bytes(32))
    (own,) = in_memory.iterdir()
    assert own.stat().st_mode & 0o077 == 0
    own.chmod(0o755)
    assert held_key(tmp_path / "case") == b""
    with pytest.raises(CaseError, match="others may look"):
        hold_key(tmp_path / "case", bytes(32))
    monkeypatch.setattr(memory_only, "SHARED_MEMORY", str(tmp_path))
    monkeypatch.setattr(memory_only, "_kind", lambda _: "ext4")
    monkeypatch.delenv("CENOTAPH_MEMORY_FOLDER")
    memory_only.load_settings.cache_clear()
    with pytest.raises(CaseError, match="in memory only"):
        hold_key(tmp_path / "case", bytes(32))


@pytest.mark.skipif(sys.platform != "linux", reason="where a file lies that has no name is told by /proc")
def test_what_passes_through_a_release_lies_in_memory_only(tmp_path: Path, in_memory: Path) -> None:
    keys = Keys.new(PHRASE)
    create_case(tmp_path / "case", keys=keys).close()
    hold_key(tmp_path / "case", keys.seal.key)
    open_case(tmp_path / "case")
    before = _open_files()
    held = OnDisk((str(n) * 1000 for n in range(20_000)), key=lambda one: (one,))
    nameless = [where for where in _open_files() - before if "cenotaph-" in where and "(deleted)" in where]
    assert len(held) == 20_000
    assert nameless
    assert all(where.startswith(str(in_memory)) for where in nameless)


def _open_files() -> set[str]:
    """Where the files lie that this process has open."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.add(os.readlink(link))
    return found
