import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
CLINIC = (
    "No,Name,Sex,Age,Date of death\n1,Khaled Samir al-Najjar,M,34,14/03/2009\n2,Mariam Khalil Haddad,F,7,14/03/2009\n"
    "3,Omar Saleh Mansour,purple,1990,16/03/2009\n"
)
TOWN = "رقم;الاسم;الجنس;العمر;تاريخ الوفاة\n1001;خالد سمير النجار;ذكر;35;2009-03-14\n1002;مريم خليل حداد;أنثى;8;2009-03-15\n1003;هدى حسين قاسم;أنثى;21;2009-03-14\n"


def lists(folder: Path) -> None:
    (folder / "clinic.csv").write_text(CLINIC, encoding="utf-8")
    (folder / "town.csv").write_text(TOWN, encoding="utf-8")


def test_from_two_lists_to_victims_with_their_evidence(cenotaph: Run, tmp_path: Path) -> None:
    lists(tmp_path)
    assert cenotaph("init", "case").returncode == 0
    trial = cenotaph("lists", "add", "clinic.csv")
    assert trial.returncode == 0
    assert "guessed from the headings" in trial.stdout
    assert "nothing was loaded" in trial.stdout
    assert "held, sex: 'purple' in 1 rows" in trial.stdout
    assert "age looks like a year of birth" in trial.stdout
    assert "no list is loaded" in cenotaph("lists").stdout

    loaded = cenotaph("lists", "add", "clinic.csv", "--yes", "--save-map", "clinic.yaml")
    assert "3 records loaded" in loaded.stdout
    assert "harm_date" in (tmp_path / "clinic.yaml").read_text(encoding="utf-8")
    assert cenotaph("lists", "add", "town.csv", "--name", "Town council", "--yes").returncode == 0
    assert "3 the same as before" in cenotaph("lists", "add", "clinic.csv", "--map", "clinic.yaml", "--yes").stdout
    assert json.loads(cenotaph("lists", "held", "--json").stdout) == [
        {"list": "clinic", "field": "sex", "term": "purple", "rows": 1}
    ]

    assert "no victims" in cenotaph("victims").stdout
    linked = cenotaph("link")
    assert linked.returncode == 0, linked.stderr
    assert "6 records of 2 lists are 4 victims" in linked.stdout
    assert "too few to learn from" in linked.stdout
    victims = json.loads(cenotaph("victims", "--json").stdout)
    khaled = next(one for one in victims if one["name"].startswith("Khaled"))
    assert khaled["records"] == 2
    assert [one["id"] for one in json.loads(cenotaph("victims", "--find", "халид", "--json").stdout)] == [khaled["id"]]

    shown = cenotaph("victims", khaled["id"]).stdout
    assert "خالد سمير النجار" in shown
    assert "the same as it sounds" in shown
    assert "to 1 that they are one person" in shown
    assert cenotaph("victims", khaled["id"], "--html", "khaled.html").returncode == 0
    assert "<svg" in (tmp_path / "khaled.html").read_text(encoding="utf-8")
    assert cenotaph("victims", "vic-nobody").returncode == 2
    assert "everything matches" in cenotaph("verify").stdout


def test_a_review_in_the_terminal_is_remembered(cenotaph: Run, tmp_path: Path) -> None:
    lists(tmp_path)
    cenotaph("init", "case")
    for name in ("clinic.csv", "town.csv"):
        cenotaph("lists", "add", name, "--yes")
    cenotaph("link")
    assert cenotaph("link", "--review").returncode == 2, "a review needs a name"
    program = Path(sys.executable).parent / "cenotaph"
    done = subprocess.run(
        [str(program), "link", "--review", "--by", "Ana Ortu"],
        cwd=tmp_path,
        input="k\nd\nthe dates differ\nq\n",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "uncertain pairs. The next:" in done.stdout, done.stdout + done.stderr
    decisions = json.loads(cenotaph("decisions", "--json").stdout)
    assert [(one["kind"], one["why"], one["decided_by"]) for one in decisions] == [
        ("different_victim", "the dates differ", "Ana Ortu")
    ]
    assert "everything matches" in cenotaph("verify").stdout


def test_the_mapping_is_confirmed_by_a_person_at_a_terminal(cenotaph: Run, tmp_path: Path) -> None:
    lists(tmp_path)
    cenotaph("init", "case")
    keyboard, terminal = pty.openpty()
    program = Path(sys.executable).parent / "cenotaph"
    running = subprocess.Popen(
        [str(program), "lists", "add", "clinic.csv"],
        cwd=tmp_path,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for answer in ("9=age", "4=-", "twice", "y"):
        os.write(keyboard, f"{answer}\n".encode())
        time.sleep(0.05)
    said, _ = running.communicate(timeout=120)
    os.close(keyboard)
    os.close(terminal)
    assert "'9=age' means nothing here" in said
    assert "may name somebody twice" in said
    assert "3 records loaded" in said
    assert json.loads(cenotaph("lists", "--json").stdout)[0]["one_person_a_row"] is False


def test_a_bad_list_leaves_nothing_behind(cenotaph: Run, tmp_path: Path) -> None:
    cenotaph("init", "case")
    (tmp_path / "bad.csv").write_text("id,name\n1,Khaled\n1,Omar\n", encoding="utf-8")
    refused = cenotaph("lists", "add", "bad.csv", "--yes")
    assert refused.returncode == 1
    assert "the key id repeats: 1 (lines 2 and 3)" in refused.stderr
    assert "try:" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert json.loads(cenotaph("lists", "--json").stdout) == []
    assert cenotaph("lists", "add", "missing.csv").returncode == 1
    assert cenotaph("link").returncode == 2
