"""Releases made at once, imports and moves that are killed: what is there afterwards is whole, and the command can be run again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cenotaph.errors import CannotPublish
from cenotaph.release.make import make_release
from cenotaph.release.manifest import check_release
from cenotaph.release.publish import publish_release
from cenotaph.store import Case, create_case
from released_case import read_all, with_documents

PROGRAM = str(Path(sys.executable).parent / "cenotaph")
TIMES = int(os.environ.get("CENOTAPH_TIMES", "1"))


@pytest.fixture
def reviewed(tmp_path: Path) -> Case:
    case = create_case(tmp_path / "case")
    with_documents(case, tmp_path / "files")
    read_all(case)
    return case


def begun(*arguments: str) -> subprocess.Popen[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CENOTAPH_")}
    return subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def test_of_two_releases_at_once_one_is_made_and_is_whole(reviewed: Case, tmp_path: Path) -> None:
    statement = reviewed.root / "release.yaml"
    said = statement.read_text(encoding="utf-8")
    for n in range(TIMES):
        statement.write_text(said.replace("Four people", f"{n + 4} people"), encoding="utf-8")
        at_once = [begun("release", "--case", str(reviewed.root)) for _ in range(2)]
        told = [one.communicate(timeout=120) for one in at_once]
        codes = sorted(one.returncode for one in at_once)
        assert codes in ([0, 0], [0, 2]), told
        if codes == [0, 2]:
            assert any("another release of this case is being made" in err for _, err in told)
        releases = sorted(path for path in (reviewed.root / "releases").iterdir() if path.name.isdigit())
        assert len(releases) == n + 1, told
        assert all(check_release(path) == [] for path in releases)


def killed_somewhere(arguments: list[str], at: float) -> None:
    run = begun(*arguments)
    time.sleep(at)
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=60)


def test_an_import_and_a_move_that_are_killed_leave_nothing_and_can_be_run_again(reviewed: Case, tmp_path: Path) -> None:
    make_release(reviewed)
    publish_release(reviewed, tmp_path / "public")
    for name, arguments in {
        "import": ["import", str(tmp_path / "public"), "--to"],
        "migrate": ["migrate", "--case", str(reviewed.root)],
    }.items():
        target = tmp_path / name
        whole = time.monotonic()
        assert begun(*arguments, str(target)).wait(120) == 0
        whole = time.monotonic() - whole
        for n in range(TIMES):
            target = tmp_path / f"{name}{n}"
            killed_somewhere([*arguments, str(target)], whole * (0.45 + 0.5 * n / TIMES))
            if target.exists():
                assert begun("verify", "--case", str(target)).wait(60) == 0, "there whole"
                continue
            again = begun(*arguments, str(target))
            said = again.communicate(timeout=120)
            assert again.returncode == 0, said
            assert begun("verify", "--case", str(target)).wait(60) == 0
            assert sorted(path.name for path in tmp_path.glob(f"{name}{n}*")) == [target.name], "nothing lies about"


def test_an_empty_key_is_made_anew_until_it_signed_something(reviewed: Case) -> None:
    key = reviewed.root / "release-key.pem"
    key.write_bytes(b"")
    make_release(reviewed)
    assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"")
    with pytest.raises(CannotPublish, match="key that signed"):
        make_release(reviewed)
