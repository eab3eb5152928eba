"""One bad file costs only itself: in `add`, and in `lists add`."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cenotaph.steps.add import add_to_case
from cenotaph.store import Case

pytestmark = pytest.mark.slow

GOOD = "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least {} people were killed in Ostrel on 14 March 2009, hospital officials said."


def test_names_that_no_database_takes_stop_nothing(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    strange = os.fsencode(folder) + b"/\xff\xfe report.txt"
    with open(strange, "wb") as file:
        file.write(GOOD.format(40).encode())
    (folder / "b.html").write_text(
        f"<html><head><title>a\x00b</title><meta name='author' content='x&#xD800;y\x00'></head><body><p>{GOOD.format(41)}</p>"
        f"<p>{GOOD.format(42)}</p></body></html>",
        encoding="utf-8",
    )
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "d.txt").write_text(GOOD.format(43), encoding="utf-8")
    report = add_to_case(case, [str(folder)])
    assert [one.name for one in report.of("failed")] == ["c.pdf"]
    assert len(report.of("added")) == 3
    with case.reading() as record:
        assert record.documents.count() == 3


def test_a_list_that_cannot_be_loaded_keeps_no_other_back(
    tmp_path: Path, cenotaph: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert cenotaph("init", "case").returncode == 0
    (tmp_path / "one.csv").write_text("key,name,age\n1,Ivan Petrov,52\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("key,name\n1,Ivan,too,many\n", encoding="utf-8")
    (tmp_path / "three.csv").write_text("key,name,age\n1,Zoya Luzhina,67\n", encoding="utf-8")
    done = cenotaph("lists", "add", "one.csv", "two.csv", "three.csv", "--yes")
    assert done.returncode == 1
    assert "two.csv" in done.stderr
    assert done.stdout.count("1 records loaded") == 2
    assert cenotaph("lists", "add", "two.csv", "--yes").returncode == 1
    assert cenotaph("lists", "add", "one.csv", "three.csv", "--name", "x", "--yes").returncode == 2
