"""Files that break, hang or swell their reader cost only themselves; what is no file is not read."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cenotaph.archive import read_bytes
from cenotaph.errors import UnreadableFile
from cenotaph.settings import load_settings
from cenotaph.steps import limited_child
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case, create_case
from cenotaph.web.worker import Worker

pytestmark = pytest.mark.slow

GOOD = "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least 40 people were killed in Ostrel on 14 March 2009, hospital officials said."


def swell() -> Iterator[int]:
    yield len(bytearray(900_000_000))


def hang() -> Iterator[int]:
    while True:
        pass
    yield 1


def abort() -> Iterator[int]:
    yield 1
    os.abort()


def fine(number: int) -> Iterator[int]:
    answer = yield limited_child.Question(number)
    yield number + (answer or 0)


@pytest.fixture(autouse=True)
def _bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CENOTAPH_READ_MEMORY_MEGABYTES", "300")
    monkeypatch.setenv("CENOTAPH_READ_SECONDS", "4")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.parametrize("threads", ["one thread", "several threads"])
def test_what_breaks_or_hangs_or_swells_is_ended_and_the_next_is_done(threads: str) -> None:
    going = threading.Event()
    if threads == "several threads":
        threading.Thread(target=going.wait, daemon=True).start()
    with limited_child.LimitedChild() as child:
        for work, words in ((swell, "more memory"), (abort, "broke its reader down"), (hang, "takes longer than 4 seconds")):
            with pytest.raises(UnreadableFile, match=words) as refused:
                list(child.run(work, where="a.pdf"))
            assert refused.value.where == "a.pdf"
            assert [getattr(one, "about", one) for one in child.run(fine, 7, where="b.pdf")] == [7, 7]
        talk = child.run(fine, 7, where="c.pdf")
        assert next(talk) == limited_child.Question(7)
        assert talk.send(5) == 12
    going.set()


def self_referring_pdf() -> bytes:
    """A form that draws itself twice: 663 bytes from which a renderer makes 2 to the power of its depth."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/A Do\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 11>>stream\n/A Do /A Do\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(out)


def test_a_pdf_whose_form_draws_itself_costs_only_itself(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (tmp_path / "a.pdf").write_bytes(self_referring_pdf())
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    report = add_to_case(case, [str(tmp_path / "a.pdf"), str(tmp_path / "b.txt")])
    assert [one.name for one in report.of("added")][-1] == "b.txt"
    case.engine.dispose()


def test_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(UnreadableFile, match="no file"):
            read_bytes(path)
    case = create_case(tmp_path / "case")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    report = add_to_case(case, [str(tmp_path / "pipe.txt"), str(tmp_path / "good.txt")])
    assert (len(report.of("failed")), len(report.of("added"))) == (1, 1)
    case.engine.dispose()


def test_a_job_that_ends_its_worker_each_time_is_given_up(case: Case) -> None:
    with case.writing() as record:
        record.jobs.ask("reconcile", {}, "Ana", "2026-01-01T00:00:00")
    for attempt in range(3):
        with case.writing() as record:
            taken = record.jobs.take(1_000 * (attempt + 1))
        assert taken is not None
    with case.writing() as record:
        assert record.jobs.take(9_000) is None
        (job,) = record.jobs.latest()
    assert job.state == "failed"
    assert "3 times" in job.words
    Worker(case)


def test_no_child_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    """A process with one thread, which forks itself, killed while its child waits for work."""
    import signal
    import subprocess
    import sys
    import time

    code = (
        "import os, sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from cenotaph.steps.limited_child import LimitedChild\n"
        "from kept_alive import number\n"
        "child = LimitedChild(); list(child.run(number, where='a')); print(child._process.pid, flush=True); time.sleep(60)\n"
    )
    (tmp_path / "kept_alive.py").write_text("def number():\n    yield 1\n", encoding="utf-8")
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text("utf-8").split(")")[1][:3]:
            break
        time.sleep(0.1)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child waits for ever")
    parent.stdout.close()
