"""Every command in this process: what it prints as a table, JSON or CSV, and its exit code. As a command of its own: the journeys."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cenotaph.cli.main import COMMANDS, main
from cenotaph.cli.show import isolated
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case
from released_case import LIST, document, read_all, victim, with_documents

Run = Callable[..., tuple[int, str, str]]
REPORT = "OSTREL, 18 MAR 2009 (NORTHWIRE) -- 45 people were killed in Ostrel on 14 March 2009, the mayor said."


@pytest.fixture
def filled(sqlite_case: Case, tmp_path: Path) -> Case:
    with_documents(sqlite_case, tmp_path / "files")
    read_all(sqlite_case)
    return sqlite_case


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CENOTAPH_RECORDER", "Ana Ortu")

    def of(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return of


LISTED = [
    ("incidents",), ("claims",), ("claims", "--harm", "killed"), ("claims", "--find", "Ostrel"), ("sources",), ("documents",),
    ("documents", "--find", "council"), ("lists",), ("victims",), ("victims", "--find", "petrov"), ("victims", "--possible"),
    ("decisions",), ("accounts",),
]  # fmt: skip


@pytest.mark.parametrize("arguments", LISTED, ids=" ".join)
def test_what_is_listed_is_a_table_json_and_csv(run: Run, filled: Case, arguments: tuple[str, ...]) -> None:
    case = ("--case", filled.root)
    code, shown, _ = run(*arguments, *case)
    assert code == 0
    assert shown.strip()
    code, shown, _ = run(*arguments, *case, "--json")
    rows = json.loads(shown)
    code, shown, _ = run(*arguments, *case, "--csv")
    assert code == 0
    if rows:
        flat = [key for key in rows[0] if key != "figures"]  # a table in a cell is for JSON alone
        assert flat == next(csv.reader(io.StringIO(shown)))


def test_one_incident_is_shown_in_every_form(run: Run, filled: Case, tmp_path: Path) -> None:
    with filled.reading() as record:
        one = record.incidents.all()[0].id
    case = ("--case", filled.root)
    code, shown, _ = run("incidents", one, *case)
    assert (code, "KILLED  low / best / high: " in shown) == (0, True)
    killed = next(one for one in json.loads(run("incidents", one, *case, "--json")[1])["figures"] if one["harm"] == "killed")
    assert killed["why_low"].startswith("40 is the lowest number said: hospital officials, in report.txt: “At least 40 people")
    assert run("incidents", one, *case, "--csv")[1].startswith("claim,harm,")
    assert run("incidents", one, *case, "--html", tmp_path / "one.html")[0] == 0
    assert "</html>" in (tmp_path / "one.html").read_text("utf-8")
    assert run("incidents", one, *case, "--policy", "mean")[0] == 2
    assert run("incidents", "i-none", *case)[0] == 2


def test_one_victim_is_shown_in_every_form(run: Run, filled: Case, tmp_path: Path) -> None:
    one = victim(filled, "Ivan Petrov")
    case = ("--case", filled.root)
    assert "1 record" in run("victims", one, *case)[1]
    assert json.loads(run("victims", one, *case, "--json")[1])["records"][0]["values"]["age"] == "52"
    assert run("victims", one, *case, "--html", tmp_path / "one.html")[0] == 0
    assert run("victims", "vic-none", *case)[0] == 2


def test_reading_adding_and_checking(run: Run, sqlite_case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    case = ("--case", sqlite_case.root)
    assert "killed 45" in run("read", "a.txt")[1]
    assert json.loads(run("read", "a.txt", "--jsonl", "--with-text")[1])["claims"][0]["low"] == 45
    assert run("read", "a.txt", "--explain")[0] == 0
    assert run("read", "a.txt", "--html", "a.html")[0] == 0
    assert run("read", "nothing.txt")[0] == 1
    code, shown, _ = run("add", "a.txt", "nothing.txt", *case)
    assert (code, "1 document added" in shown) == (1, True)
    assert run("verify", *case)[0] == 0
    assert json.loads(run("verify", *case, "--json")[1])["faults"] == []
    assert "everything matches" in run("verify", *case)[1]
    with sqlite_case.writing() as record:
        claim = next(iter(record.claims.rows())).claim.id
    assert "the one incident stays as it is" in run("decide", "reject", claim, "--why", "misread", *case, "--dry-run")[1]
    assert json.loads(run("decisions", *case, "--json")[1]) == []
    assert run("decide", "accept", claim, "--why", "read", *case)[0] == 0
    assert run("decide", "edit", claim, "--set", "low=44", "--set", "high=46", "--why", "a range", *case)[0] == 0
    assert run("decide", "edit", claim, "--set", "low", "--why", "x", *case)[0] == 2
    assert run("decide", "praise", claim, "--why", "x", *case)[0] == 2
    assert run("decisions", *case)[1].count("Ana Ortu") == 2


def test_lists_are_tried_loaded_and_linked(run: Run, sqlite_case: Case, tmp_path: Path) -> None:
    (tmp_path / "families.csv").write_text(LIST, encoding="utf-8")
    case = ("--case", sqlite_case.root)
    assert "nothing was loaded" in run("lists", "add", "families.csv", "--dry-run", *case)[1]
    assert json.loads(run("lists", *case, "--json")[1]) == []
    assert run("lists", "add", "families.csv", "--yes", "--save-map", "families.yaml", *case)[0] == 0
    assert run("lists", "add", "families.csv", "--map", "families.yaml", "--yes", *case)[0] == 0
    assert run("link", *case)[0] == 0
    assert run("estimate", *case)[0] == 2
    (tmp_path / "table.csv").write_text(
        "a,b,c,n\n1,0,0,90\n0,1,0,80\n1,1,0,40\n0,0,1,70\n1,0,1,35\n0,1,1,30\n1,1,1,20\n", encoding="utf-8"
    )
    code, shown, _ = run("estimate", "--table", "table.csv", "--method", "chao", "--method", "stepwise")
    assert (code, "Chao's lower bound" in shown) == (0, True)
    assert json.loads(run("estimate", "--table", "table.csv", "--method", "chao", "--json")[1])[0]["documented"] == 365
    assert run("estimate", "--table", "table.csv", "--method", "chao", "--html", "page.html")[0] == 0
    assert run("estimate", "--method", "guess", *case)[0] == 2
    assert run("estimate", "--by", "mood", *case)[0] == 2


def test_publishing_from_statement_to_reading_back(run: Run, filled: Case, tmp_path: Path) -> None:
    case = ("--case", filled.root)
    assert run("protect", "--as", "witness", "--words", "Irena Quole", "--why", "she asked", *case)[0] == 0
    report = document(filled, "report.txt")
    assert run("consent", report, "--set", "publish=given", "--of", "the witness", "--why", "letter", *case)[0] == 0
    assert run("release", "--begin", *case)[0] == 1
    assert "release 1" in run("release", *case)[1]
    assert run("publish", "public", *case)[0] == 0
    assert run("verify", "--release", "public")[0] == 0
    assert run("import", "public", "--to", "again")[0] == 0
    assert run("backup", "case.zip", *case)[0] == 0
    assert run("restore", "case.zip", "restored")[0] == 0
    assert run("verify", "--case", "restored")[0] == 0
    (tmp_path / "public/data/claims.jsonl").write_text("{}\n", encoding="utf-8")
    assert run("verify", "--release", "public")[0] == 1


def test_making_cases_and_accounts(run: Run, tmp_path: Path) -> None:
    assert run("init", "new")[0] == 0
    assert run("init", "new")[0] == 2
    assert run("accounts", "--case", "new")[1].strip() == "no accounts"
    assert run("accounts", "add", "Ana Ortu", "--role", "king", "--case", "new")[0] == 2
    assert run("incidents", "--case", "nowhere")[0] == 2
    assert run("serve", "--bind", "0.0.0.0", "--case", "new")[0] == 2


def test_every_command_helps(run: Run) -> None:
    for name in COMMANDS:
        code, shown, _ = run(name, "--help")
        assert code == 0
        assert shown.startswith(f"Usage: cenotaph {name}")


def test_the_program_is_measured_by_its_own_gold(run: Run) -> None:
    gold = Path(__file__).parents[1] / "gold/es.jsonl"
    code, shown, _ = run("evaluate", "claims", gold, "--errors")
    assert (code, "found: P / R / F1" in shown) == (0, True)
    assert json.loads(run("evaluate", "claims", gold, "--json")[1])["all"]["gold"] == 88


def test_words_from_right_to_left_stand_apart() -> None:
    assert isolated("قتل 12") == "\u2068قتل 12\u2069"
    assert isolated("12 killed") == "12 killed"
    assert isolated("قتل\u202e\x1b[31m") == "\u2068قتل  [31m\u2069"


def test_a_claim_is_mended_in_words_of_the_document_and_by_no_others(run: Run, sqlite_case: Case, tmp_path: Path) -> None:
    words = "OSTREL, 15 MAR 2009 (WIRE) -- At least 40 people were killed in the market, the district doctor said. Residents of Varn fled."
    (tmp_path / "one.txt").write_text(words, encoding="utf-8")
    add_to_case(sqlite_case, [str(tmp_path / "one.txt")])
    with sqlite_case.reading() as record:
        claim = next(record.claims.rows()).claim.id
    said = ("--why", "as it says", "--case", sqlite_case.root)
    assert run("decide", "edit", claim, "--set", "speaker=Residents of Varn", "--set", "low=41", *said)[0] == 0
    with sqlite_case.reading() as record:
        (made,) = record.decisions
    start = words.index("Residents")
    assert dict(made.details) == {"low": "41", "speaker": f"{start}-{start + 17} Residents of Varn"}
    status, _, error = run("decide", "edit", claim, "--set", "speaker=a bishop", *said)
    assert (status, "do not stand in the document" in error) == (1, True)
    assert run("decide", "edit", claim, "--set", "colour=red", *said)[0] == 1
