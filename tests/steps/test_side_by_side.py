"""Several files read at once: the record is that of one after the other, and a file that hangs or swells costs only itself."""

import mailbox
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from cenotaph.settings import load_settings
from cenotaph.steps.add import add_to_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case

pytestmark = pytest.mark.slow

PROGRAM = str(Path(sys.executable).parent / "cenotaph")
TIMES = int(os.environ.get("CENOTAPH_TIMES", "2"))
WORDS = "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least {} people were killed in {} on 14 March 2009, hospital officials said."
TOWNS = ("Ostrel", "Vint", "Selk", "Tarrin", "Drosk")


def folder_of_files(folder: Path) -> Path:
    """Reports of every length, a mailbox, a list that is none, an empty file, and one file under two names."""
    folder.mkdir()
    for n in range(24):
        words = WORDS.format(n + 2, TOWNS[n % 5])
        (folder / f"{n:02d}.txt").write_text(
            "\n\n".join([words, *["The market did not open. " * 9] * (n * 37 % 100)]), encoding="utf-8"
        )
    box = mailbox.mbox(folder / "07-letters.mbox")
    for n in range(12):
        letter = EmailMessage()
        letter["From"], letter["Subject"], letter["Date"] = (
            "Ana <a@example.org>",
            f"No {n}",
            f"Mon, 16 Mar 2009 10:{n:02d}:00 +0000",
        )
        letter["Message-ID"] = f"<{n}@example.org>"
        letter.set_content(WORDS.format(n + 40, TOWNS[n % 5]))
        box.add(letter)
    box.close()
    (folder / "05-empty.txt").write_text("", encoding="utf-8")
    (folder / "06-noise.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "00-a-copy.txt").write_bytes((folder / "23.txt").read_bytes())
    return folder


def record_of(case: Case) -> object:
    with case.reading() as record:
        rows = [dict(row) for row in record.documents.rows()]
        claims = [(one.claim.id, one.document_id) for one in record.claims.in_documents()]
        return [{k: v for k, v in row.items() if k != "retrieved_at"} for row in rows], claims, record.incidents.all()


def test_the_record_is_the_same_for_any_number_of_readers(tmp_path: Path) -> None:
    folder = folder_of_files(tmp_path / "files")
    seen = []
    for jobs in (1, 2, 5):
        case = create_case(tmp_path / f"case{jobs}")
        told: list[tuple[int, int]] = []
        report = add_to_case(case, [str(folder)], lambda done, total, told=told: told.append((done, total)), jobs=jobs)
        files = len(list(folder.iterdir()))
        assert told == [(n + 1, files) for n in range(files)]
        seen.append((record_of(case), [(one.name, one.result, one.claims) for one in report.outcomes]))
        assert verify_case(case).faults == ()
        case.close()
    assert seen[0] == seen[1] == seen[2]
    assert [name for name, result, _ in seen[0][1] if result == "failed"] == ["05-empty.txt", "06-noise.pdf"]
    assert [name for name, result, _ in seen[0][1] if result == "known"] == ["23.txt"], "the first name stays"


@pytest.fixture
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CENOTAPH_READ_MEMORY_MEGABYTES", "300")
    monkeypatch.setenv("CENOTAPH_READ_SECONDS", "3")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.usefixtures("_small_bounds")
def test_files_that_hang_or_swell_cost_only_themselves(tmp_path: Path) -> None:
    folder = folder_of_files(tmp_path / "files")
    for n in (1, 12):
        (folder / f"{n:02d}-hangs.txt").write_text(f"No {n}. " + WORDS.format(3, "Vint") * 9_000, encoding="utf-8")
    (folder / "09-swells.html").write_text("<table>" + "<tr><td>1" * 600_000, encoding="utf-8")
    case = create_case(tmp_path / "case")
    report = add_to_case(case, [str(folder)], jobs=2)
    assert [one.name for one in report.of("failed")] == ["05-empty.txt", "06-noise.pdf", "09-swells.html"]
    assert [one.name for one in report.outcomes if "not_read" in one.flags] == ["01-hangs.txt", "12-hangs.txt"]
    assert len([one for one in report.of("added") if one.claims]) == 24 + 12
    assert verify_case(case).faults == ()
    case.close()


def test_an_add_that_is_killed_leaves_whole_documents_and_no_reader_and_goes_on(tmp_path: Path) -> None:
    """Killed when a random number of files is archived, and a moment later: always with some read and some not."""
    folder = folder_of_files(tmp_path / "files")
    env = {name: value for name, value in os.environ.items() if not name.startswith("CENOTAPH_")}

    def begun(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True
        )

    whole = create_case(tmp_path / "whole")
    add = ("add", str(folder), "--jobs", "2", "--case")
    assert begun(*add, str(whole.root)).wait(120) == 1, "two files cannot be added"
    right = record_of(whole)
    for n in range(TIMES):
        case = create_case(tmp_path / f"case{n}")
        run, wanted = begun(*add, str(case.root)), random.randrange(1, 30)
        while len(list((case.root / "archive").glob("??/*"))) < wanted and run.poll() is None:
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.05))
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=60)
        assert begun("verify", "--case", str(case.root)).wait(120) == 0
        for _ in range(100):
            if subprocess.run(["pgrep", "-s", str(run.pid)], check=False, capture_output=True).returncode:
                break
            time.sleep(0.1)
        else:
            pytest.fail("a reader outlives the command")
        assert begun(*add, str(case.root)).wait(120) == 1
        assert record_of(case) == right
        assert begun("verify", "--case", str(case.root)).wait(120) == 0
        case.close()
    whole.close()
