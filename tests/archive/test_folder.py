import hashlib
import os
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
    path = tmp_path / archive.name_of(digest)
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
    ((tmp_path / archive.name_of(digest)).parent / ".writing-abc").write_bytes(b"half")
    assert archive.clear_unfinished() == 1
    assert list(archive.hashes()) == [digest]


def test_an_object_is_there_for_good_when_the_record_knows_of_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.adding(b"a report") as digest:
        assert list(archive.hashes()) == []
        assert list(archive.waiting()) == [digest]
        assert archive.get(digest, check=True) == b"a report"
    assert (list(archive.hashes()), list(archive.waiting())) == ([digest], [])
    with pytest.raises(ZeroDivisionError), archive.adding(b"another"):
        raise ZeroDivisionError
    assert (list(archive.hashes()), list(archive.waiting())) == ([digest], [])


def test_an_add_that_was_broken_off_is_settled_by_what_the_record_knows(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for data in (b"known", b"unknown"):
        digest = hashlib.sha256(data).hexdigest()
        waiting = (tmp_path / archive.name_of(digest)).with_name(".adding-" + digest[2:])
        waiting.parent.mkdir(exist_ok=True)
        waiting.write_bytes(data)
    known = hashlib.sha256(b"known").hexdigest()
    assert archive.clear_unfinished(lambda digest: digest == known) == 1
    assert (list(archive.hashes()), list(archive.waiting())) == ([known], [])


def test_one_that_another_process_clears_away_meanwhile_is_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.adding(b"a report") as digest:
        Archive(tmp_path).clear_unfinished()
    assert archive.get(digest, check=True) == b"a report"


def test_a_file_that_another_process_took_for_broken_off_while_it_was_written_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, flush = Archive(tmp_path), os.fsync
    cleared: list[int] = []

    def another_begins_to_add(handle: int) -> None:
        flush(handle)
        if len(cleared) < 2:
            cleared.append(Archive(tmp_path).clear_unfinished())

    monkeypatch.setattr(os, "fsync", another_begins_to_add)
    with archive.adding(b"a report") as digest:
        pass
    assert cleared[0] == 1
    assert archive.get(digest, check=True) == b"a report"
    assert list(archive.waiting()) == []
