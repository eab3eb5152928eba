"""Whole journeys by the installed command, as a person would make them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REPORT = "SENMARK, 16 MAR 2009 (WIRE {n}) -- Mayor Oskar Venn said {n} people were killed in the town of Ostremar on 14 March 2009, including {k} women.\n"


def test_demo_tells_the_whole_story(cenotaph: Run, tmp_path: Path) -> None:
    done = cenotaph("demo", "--in", "demo")
    assert done.returncode == 0, done.stderr
    for words in (
        "is real",
        "KILLED",
        "82",
        "at least 58",
        "superseded",
        "the speaker denies it",
        "3,400",
        "not broken down",
        "crime against humanity",
        "demo.html",
    ):
        assert words in done.stdout
    assert (tmp_path / "demo" / "demo.html").stat().st_size > 20_000
    assert cenotaph("verify", "--case", "demo/case").returncode == 0
    again = cenotaph("demo", "--in", "demo")
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_a_case_from_nothing_to_a_decision(cenotaph: Run, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT.format(n=61, k=10))
    (tmp_path / "reports" / "b.txt").write_text("Monitors said at least 16 people were killed in Ostremar on 14 March 2009.")
    assert cenotaph("init", "case").returncode == 0
    added = cenotaph("add", "reports")
    assert added.returncode == 0
    assert "2 documents added, 3 claims read" in added.stdout
    (one,) = json.loads(cenotaph("incidents", "--json").stdout)
    assert (one["low"], one["high"], one["place"], one["date"]) == (16, 61, "Ostremar", "2009-03-14")
    claims = json.loads(cenotaph("claims", "--json", "--find", "ostremar").stdout)
    assert {"said_by", "quote", "sha256", "document", "rules"} <= claims[0].keys()
    low = next(c for c in claims if c["low"] == 16)
    done = cenotaph("decide", "reject", low["id"], "--why", "they counted another town", "--by", "Ana Ortu")
    assert done.returncode == 0, done.stderr
    detail = json.loads(cenotaph("incidents", one["id"], "--json").stdout)
    assert [c["role"] for c in detail["claims"] if c["claim"] == low["id"]] == ["excluded"]
    ledger = json.loads(cenotaph("decisions", "--json").stdout)
    assert [(d["kind"], d["decided_by"], d["state"]) for d in ledger] == [("reject", "Ana Ortu", "stands")]
    assert cenotaph("sources", "--csv").stdout.startswith("id,name,role,kind")
    assert "Ostremar, 2009-03-14" in cenotaph("incidents", one["id"]).stdout
    assert cenotaph("incidents", "--html", "page.html").returncode == 0
    assert "c-" in (tmp_path / "page.html").read_text()
    assert cenotaph("verify").returncode == 0


def test_read_prints_the_claims_format(cenotaph: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT.format(n=61, k=10))
    row = json.loads(cenotaph("read", "one.txt", "--jsonl", "--with-text").stdout)
    assert row["doc"] == "one"
    whole, part = row["claims"]
    assert part["part_of"] == whole["id"]
    assert row["text"][slice(*whole["speaker"])] == "Mayor Oskar Venn"
    assert (row["language"], row["published"], row["extractor"]) == ("en", "2009-03-16", "grammar/2")
    assert "possible" not in row
    shown = cenotaph("read", "one.txt").stdout
    assert "killed 61" in shown
    assert "possible, not counted" not in shown
    with_possible = json.loads(cenotaph("read", "one.txt", "--jsonl", "--possible").stdout)
    assert with_possible["claims"] == row["claims"]
    assert isinstance(with_possible["possible"], list)
    assert "possible, not counted" in cenotaph("read", "one.txt", "--possible").stdout
    assert "of these: killed 10 (women)" in shown
    missing = cenotaph("read", "one.txt", "two.txt", "--jsonl")
    assert missing.returncode == 1
    assert "no such file" in missing.stderr
    assert json.loads(missing.stdout)["doc"] == "one"


def test_read_explains_itself_in_the_terminal_and_as_a_page(cenotaph: Run, tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    (tmp_path / "one.txt").write_text(
        REPORT.format(n=61, k=10) + f"\n\nMonitors said nine men were killed {script} in Tull & Ostremar."
    )
    explained = cenotaph("read", "one.txt", "--explain")
    assert explained.returncode == 0, explained.stderr
    for words in ("passive", "said-", "Mayor Oskar Venn", "61"):
        assert words in explained.stdout
    assert cenotaph("read", "one.txt", "--html", "page.html").returncode == 0
    page = (tmp_path / "page.html").read_text()
    assert "Mayor Oskar Venn" in page
    assert script not in page
    assert "&lt;script&gt;" in page


def test_evaluate_scores_a_gold_file_and_lists_its_errors(cenotaph: Run, tmp_path: Path) -> None:
    text = "Mayor Oskar Venn said 61 people were killed in Ostremar."
    (tmp_path / "one.txt").write_text(text)
    row = json.loads(cenotaph("read", "one.txt", "--jsonl", "--with-text").stdout)
    (claim,) = row["claims"]
    never_read = {**claim, "id": "c-none", "harm": "injured", "part_of": None}
    (tmp_path / "gold.jsonl").write_text(json.dumps({**row, "claims": [claim, never_read]}) + "\n")
    scores = json.loads(cenotaph("evaluate", "claims", "gold.jsonl", "--json").stdout)
    assert (scores["all"]["found"]["precision"], scores["all"]["found"]["recall"]) == (1.0, 0.5)
    listed = cenotaph("evaluate", "claims", "gold.jsonl", "--errors")
    assert listed.returncode == 0, listed.stderr
    assert "missed" in listed.stdout
    (tmp_path / "gold.jsonl").write_text("{broken")
    broken = cenotaph("evaluate", "claims", "gold.jsonl")
    assert broken.returncode == 1
    assert "is no gold file" in broken.stderr


def test_bad_input_is_listed_and_good_input_added(cenotaph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT.format(n=61, k=10))
    (folder / "empty.html").write_text("")
    (folder / "noise.pdf").write_bytes(os.urandom(50_000_000))
    (folder / "latin.txt").write_bytes(
        "Neuf personnes ont été tuées à Ostremar, a déclaré la préfecture. L'été fut long.".encode("latin-1")
    )
    (folder / "bomb.html").write_bytes(b"<html>" + b"<div>" * 200_000)
    cenotaph("init", "case")
    done = cenotaph("add", "mixed", "nowhere.txt")
    assert done.returncode == 1
    assert "2 documents added" in done.stdout
    for words in ("empty.html", "noise.pdf", "bomb.html", "nowhere.txt", "is none", "nests", "no such file"):
        assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert cenotaph("verify").returncode == 0


def write_reports(folder: Path, count: int) -> None:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04d}.txt").write_text(REPORT.format(n=n + 5, k=2) + "The market was closed and the road was empty. " * 20)


def test_killed_in_the_middle_nothing_is_half_written(cenotaph: Run, tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 300)
    cenotaph("init", "case")
    program = Path(sys.executable).parent / "cenotaph"
    running = subprocess.Popen(
        [str(program), "add", "reports"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "case" / "archive").glob("*/*"))) < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    documents = json.loads(cenotaph("documents", "--json").stdout)
    assert 0 < len(documents) < 300
    claims = json.loads(cenotaph("claims", "--json").stdout)
    assert len(claims) == 2 * len(documents), "each document is there with all its claims"
    again = cenotaph("add", "reports")
    assert again.returncode == 0
    assert f"{300 - len(documents)} documents added" in again.stdout
    assert f"{len(documents)} already there" in again.stdout
    checked = cenotaph("verify")
    assert checked.returncode == 0, checked.stderr
    assert "300 documents, 600 claims" in checked.stdout
    assert not list((tmp_path / "case").rglob(".writing-*"))


def test_a_full_disk_is_said_and_undone(cenotaph: Run, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(small)], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("mounting a small tmpfs needs the right to mount")
    try:
        write_reports(tmp_path / "reports", 400)
        assert cenotaph("init", "small/case").returncode == 0
        full = cenotaph("add", "reports", "--case", "small/case")
        assert full.returncode == 1
        assert "disk is full" in full.stderr
        assert "Traceback" not in full.stderr
        subprocess.run(["mount", "-o", "remount,size=60m", str(small)], check=True)
        assert cenotaph("add", "reports", "--case", "small/case").returncode == 0
        assert cenotaph("verify", "--case", "small/case").returncode == 0
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_database_of_a_later_version_is_refused(cenotaph: Run, tmp_path: Path) -> None:
    import sqlite3

    cenotaph("init", "case")
    with sqlite3.connect(tmp_path / "case" / "record.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = cenotaph("incidents")
    assert done.returncode == 2
    assert "does not know" in done.stderr


def test_every_command_has_help_with_an_example(cenotaph: Run) -> None:
    from cenotaph.cli.main import COMMANDS

    assert cenotaph("--version").stdout.startswith("cenotaph ")
    for name in COMMANDS:
        done = cenotaph(name, "--help")
        assert done.returncode == 0
        assert "Example:" in done.stdout


def test_the_result_is_the_same_in_every_process(cenotaph: Run, tmp_path: Path) -> None:
    shown = []
    for seed in ("1", "2"):
        folder = f"demo-{seed}"
        cenotaph("demo", "--in", folder, env={"PYTHONHASHSEED": seed})
        shown.append(cenotaph("incidents", "--json", "--case", f"{folder}/case").stdout)
        shown.append((tmp_path / folder / "demo.html").read_text())
    assert shown[0] == shown[2]
    assert shown[1] == shown[3]


def test_real_reports_give_an_incident_a_recorder_would_recognise(cenotaph: Run, tmp_path: Path, seed: Path) -> None:
    texts = {
        "commission.txt": "A parliament's commission counted 485 people killed in Khojaly on the night of February 25, 1992.",
        "monitors.txt": "Monitors said at least 161 people were killed in Khojaly in February 1992.",
        "bodies.txt": "In Khojaly, 181 bodies were examined, 130 of them men.",
    }
    for name, words in texts.items():
        (tmp_path / name).write_text(words)
    for case, order in (("one", [str(seed), *texts]), ("two", [*reversed(texts), str(seed)])):
        cenotaph("init", case)
        for document in order:
            assert cenotaph("add", document, "--case", case).returncode == 0
    first, second = (json.loads(cenotaph("incidents", "--json", "--case", case).stdout) for case in ("one", "two"))
    assert first == second
    (incident,) = first
    assert (incident["low"], incident["high"], incident["date"]) == (161, 613, "1992-02-25")
    detail = json.loads(cenotaph("incidents", incident["id"], "--json", "--case", "one").stdout)
    totals = {c["low"] for c in detail["claims"] if c["role"] == "total" and c["harm"] == "killed"}
    assert {613, 485, 161, 181} <= totals
    assert any(p["sentence"].startswith("106 + 63 + 70 = 239 of 613: 374 not broken down") for p in detail["parts"])
    for claim in detail["claims"]:
        assert claim["quote"]
        assert claim["document"]
        assert len(claim["sha256"]) == 64
