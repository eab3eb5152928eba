import json
from pathlib import Path

import pytest

from cenotaph.cli.main import main
from cenotaph.cli.show import plain, show_rows


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    shown = capsys.readouterr()
    return int(stopped.value.code or 0), shown.out, shown.err


def test_control_codes_of_a_document_reach_no_terminal() -> None:
    assert plain("nine\x1b[2J dead\x07\u202e") == "nine [2J dead  "


def test_csv_cells_are_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"a": "=cmd|' /C calc'!A0", "b": -3, "c": ["+x", "y"]}], {}, "csv")
    assert capsys.readouterr().out.splitlines()[1] == "'=cmd|' /C calc'!A0,-3,\"'+x, y\""


def test_json_keeps_scripts_and_types(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"name": "Остремар", "n": None}], {}, "json")
    assert json.loads(capsys.readouterr().out) == [{"name": "Остремар", "n": None}]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("incidents", "--policy", "mine"), "there are: lowest-credible"),
        (("claims", "--harm", "sad"), "there are: killed"),
        (("decide", "bless", "c-1", "--why", "x", "--by", "y"), "there are: accept"),
        (("incidents", "i-none"), "no such incident"),
        (("documents", "--flag", "odd"), "no code"),
        (("nonsense",), "No such command"),
        (("add",), "Missing argument"),
    ],
)
def test_wrong_use_says_what_would_be_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    run(capsys, "init", str(tmp_path / "case"))
    monkeypatch.chdir(tmp_path / "case")
    code, out, err = run(capsys, *arguments)
    assert code in (1, 2)
    assert words in err
    assert "Traceback" not in out + err


def test_no_case_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "incidents")
    assert code == 2
    assert "cenotaph init" in err
