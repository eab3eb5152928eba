import hashlib
from pathlib import Path

import pytest

from cenotaph.archive import Archive
from cenotaph.errors import IntegrityProblem, StorageFull


def test_the_same_bytes_are_one_object(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second = archive.put(b"a report"), archive.put(b"a report")
    assert first == second == hashlib.sha256(b"a report").hexdigest()
    assert list(archive.hashes()) == [first]
    assert archive.get(first, check=True) == b"a report"


def test_altered_bytes_are_found_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(b"a report")
    path = archive.path_of(digest)
    path.chmod(0o644)
    path.write_bytes(b"another")
    with pytest.raises(IntegrityProblem, match="have changed"):
        archive.get(digest, check=True)
    path.unlink()
    with pytest.raises(IntegrityProblem, match="missing"):
        archive.get(digest)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import os

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    archive = Archive(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        archive.put(b"a report")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_an_interrupted_write_left_is_cleared(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(b"a report")
    (archive.path_of(digest).parent / ".writing-abc").write_bytes(b"half")
    assert archive.clear_unfinished() == 1
    assert list(archive.hashes()) == [digest]
