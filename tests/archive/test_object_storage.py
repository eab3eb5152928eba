"""A case whose archived bytes are in an object storage is a case like any other; a storage that fails costs nothing."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from cenotaph.archive import Archive, Seal
from cenotaph.errors import CaseError, IntegrityProblem
from cenotaph.steps.add import add_to_case
from cenotaph.steps.backup import backup_case, restore_case
from cenotaph.steps.migrate import migrate_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import create_case, open_case

pytestmark = pytest.mark.slow

GOOD = "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least {} people were killed in Ostrel on 14 March 2009, hospital officials said."


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A storage that speaks as S3 does, on loopback."""
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    for name, value in {
        "ACCESS_KEY_ID": "x",
        "SECRET_ACCESS_KEY": "x",
        "ENDPOINT_URL": server,
        "DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    name = f"b{abs(hash(request.node.name))}"
    boto3.client("s3").create_bucket(Bucket=name)
    return f"s3://{name}/a case"


@pytest.mark.parametrize("seal", [None, Seal(bytes(range(32)))], ids=["plain", "sealed"])
def test_the_archive_does_there_what_it_does_in_a_folder(bucket: str, seal: Seal | None) -> None:
    archive = Archive(bucket, seal)
    assert list(archive.hashes()) == list(archive.waiting()) == []
    first, second = archive.put(b"a report"), archive.put(b"a report")
    assert first == second
    assert archive.get(first, check=True) == b"a report"
    with archive.adding(b"another") as digest:
        assert list(archive.waiting()) == [digest]
        assert archive.get(digest, check=True) == b"another"
    with pytest.raises(ZeroDivisionError), archive.adding(b"a third"):
        raise ZeroDivisionError
    assert sorted(archive.hashes()) == sorted([first, digest])
    assert list(archive.waiting()) == []
    name, client = bucket.split("/")[2], boto3.client("s3")
    client.put_object(Bucket=name, Key=f"a case/{archive.name_of(first)}", Body=b"altered")
    with pytest.raises(IntegrityProblem, match=r"changed|altered"):
        archive.get(first, check=True)
    with pytest.raises(IntegrityProblem, match="missing"):
        archive.get("0" * 64)


def test_an_add_that_was_broken_off_is_settled(bucket: str) -> None:
    archive = Archive(bucket)
    held = archive.adding(b"known"), archive.adding(b"unknown")
    known, _ = (one.__enter__() for one in held)  # and never left: the process was killed
    assert len(list(archive.waiting())) == 2
    assert Archive(bucket).clear_unfinished(lambda digest: digest == known) == 1
    assert (list(archive.hashes()), list(archive.waiting())) == ([known], [])


def test_a_case_with_its_archive_there(
    bucket: str, tmp_path: Path, cenotaph: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(GOOD.format(40 + n), encoding="utf-8")
    case = create_case(tmp_path / "case", archive=bucket)
    assert not (tmp_path / "case" / "archive").exists()
    assert len(add_to_case(case, [str(tmp_path / f"{n}.txt") for n in range(3)], jobs=2).of("added")) == 3
    case.close()
    again = open_case(tmp_path / "case")
    assert len(list(again.archive.hashes())) == 3
    assert verify_case(again).faults == ()
    backup_case(again, tmp_path / "copy.tar")
    restored = restore_case(tmp_path / "copy.tar", tmp_path / "restored")
    assert len(list(restored.archive.hashes())) == 3
    assert (tmp_path / "restored" / "archive").is_dir()
    moved = migrate_case(restored, tmp_path / "moved", archive=bucket + " again")
    assert verify_case(moved).faults == ()
    with pytest.raises(CaseError, match="there is an archive"):
        create_case(tmp_path / "second", archive=bucket)
    for one in (again, restored, moved):
        one.close()


def test_a_storage_that_does_not_answer_is_said_and_leaves_nothing(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(GOOD.format(40), encoding="utf-8")
    case = create_case(tmp_path / "case", archive=bucket)
    name = bucket.split("/")[2]
    boto3.client("s3").delete_bucket(Bucket=name)
    report = add_to_case(case, [str(tmp_path / "a.txt")])
    assert [one.error.what.split(" (")[0] for one in report.of("failed") if one.error] == [
        "the object storage has no such bucket"
    ]
    with case.reading() as record:
        assert record.documents.count() == 0
    boto3.client("s3").create_bucket(Bucket=name)
    assert len(add_to_case(case, [str(tmp_path / "a.txt")]).of("added")) == 1
    assert verify_case(case).faults == ()
    case.close()
