import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TABLE = "clinic,town,families,n\n1,0,0,210\n0,1,0,180\n0,0,1,90\n1,1,0,80\n1,0,1,45\n0,1,1,40\n1,1,1,20\n"


def test_a_table_gives_estimates_side_by_side(cenotaph: Run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    shown = cenotaph("estimate", "--table", "table.csv", "--rounds", "20")
    assert shown.returncode == 0, shown.stderr
    assert "665 victims are documented" in shown.stdout
    assert "clinic and town share 100" in shown.stdout
    for method in ("log-linear", "stepwise", "decomposable graphs", "latent classes", "Chao"):
        assert method in shown.stdout
    assert "publish them together, or none" in shown.stdout
    rows = json.loads(cenotaph("estimate", "--table", "table.csv", "--method", "chao", "--json").stdout)
    assert [row["documented"] for row in rows] == [665]
    assert rows[0]["estimated"] > 665
    same = [
        cenotaph("estimate", "--table", "table.csv", "--method", "latent-class", "--rounds", "10", "--seed", "3", "--json").stdout
        for _ in range(2)
    ]
    assert same[0] == same[1]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a,b,c,n\n1,0,0,-3\n0,1,0,2\n0,0,1,2\n", 1, "whole number"),
        ("a,b,c,n\n1,0,0,2.5\n0,1,0,2\n0,0,1,2\n", 1, "whole number"),
        ("a,b,c,n\n1,0,0,3\n1,0,0,2\n0,1,1,2\n", 1, "stands twice"),
        ("a,b,c,n\n0,0,0,9\n1,0,0,3\n0,1,1,2\n", 1, "cannot be observed"),
        ("a,b,c,n\n1,0,0,3\n0,1,0,2\n", 1, "names nobody"),
        ("a,b,c,n\n1,x,0,3\n0,1,1,2\n1,1,0,4\n", 1, "neither 0 nor 1"),
        ("a,b,n\n1,0,30\n0,1,20\n1,1,15\n", 1, "a third is needed"),
        ("a,b,c,n\n1,0,0,30\n0,1,0,20\n0,0,1,20\n", 1, "no victim is on two lists"),
        (",".join("abcdefghijk") + ",n\n" + ",".join("1" * 11) + ",4\n", 1, "2 to 10 lists"),
    ],
)
def test_a_table_that_carries_no_estimate_gets_none(cenotaph: Run, tmp_path: Path, text: str, code: int, said: str) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    shown = cenotaph("estimate", "--table", "table.csv", "--method", "log-linear")
    assert shown.returncode == code
    assert said in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stderr


def test_linked_victims_are_estimated_by_group_or_refused(cenotaph: Run, tmp_path: Path) -> None:
    cenotaph("init", "case")
    assert "nothing was linked yet" in cenotaph("estimate").stderr
    names = ["Khaled Samir Najjar", "Mariam Khalil Haddad", "Omar Saleh Mansour", "Layla Hussein Qasim", "Petros Arevian"]
    for number, wanted in enumerate(([0, 1, 2], [0, 1, 3], [0, 2, 4]), start=1):
        rows = "".join(f"{k},{names[k]},{20 + k}\n" for k in wanted)
        (tmp_path / f"list{number}.csv").write_text("id,name,age\n" + rows, encoding="utf-8")
        cenotaph("lists", "add", f"list{number}.csv", "--yes")
    cenotaph("link")
    shown = cenotaph("estimate", "--by", "age-band")
    assert shown.returncode == 1
    assert "adult: 5 victims are documented" in shown.stdout
    assert "no estimate: only 3 victims are on two lists or more" in shown.stdout
    assert cenotaph("estimate", "--by", "colour").returncode == 2
    assert cenotaph("estimate", "--method", "guess").returncode == 2
