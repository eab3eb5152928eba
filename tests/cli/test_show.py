import json
from pathlib import Path

import pytest
from rich.console import Console

from cenotaph.cli import show
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


@pytest.mark.parametrize("width", [40, 60, 80, 100, 180])
def test_ids_and_numbers_are_whole_at_any_width(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": f"i-7qpy06c7p{n}", "label": "Ostremar and the valley, 2009-03-14", "low": 1_200_300, "best": None, "high": 12_000_450,
            "about": ["c-cj8fa1fgjx", "c-5c8zqdwm4a"], "why": "the same number said by another origin, and a long reason besides",
        }
        for n in range(3)
    ]  # fmt: skip
    columns = {"id": "Incident", "label": "Where and when", "low": "Low", "high": "High", "about": "About", "why": "Why"}
    monkeypatch.setattr(show, "console", lambda: Console(width=width, highlight=False))
    show_rows(rows, columns, None)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    text = "\n".join(lines)
    for n in range(3):
        assert f"i-7qpy06c7p{n}" in text
    head = "\n".join(lines[: next(n for n, line in enumerate(lines) if "━" in line)])
    shown = {heading for heading in columns.values() if heading.split()[0] in head}
    assert "Incident" in shown
    if "High" in shown:
        assert text.count("12,000,450") == 3
    if "About" in shown:
        assert text.count("c-cj8fa1fgjx") == text.count("c-5c8zqdwm4a") == 3
    left_out = [line for line in lines if line.startswith("left out at this width")]
    assert bool(left_out) is (shown != set(columns.values()))
