"""Follows each recipe of docs/contribute on a copy of the source: what it says to write is written, and what it says to try is tried.

A block titled with a file that there is not makes it; of one that there is, its first line is looked for there and the rest put below
it, or at the end where the first line is empty. Nothing else of the copy is touched, so a recipe that leaves something out fails.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cenotaph

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
RECIPES = sorted((ROOT / "docs/contribute").glob("add-*.md"))
BLOCK = re.compile(r'```(?P<kind>\w+) title="(?P<title>[^"]+)"\n(?P<body>.*?)```', re.S)


def write(root: Path, title: str, body: str) -> None:
    path = root / title
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    first, rest = body.split("\n", 1)
    if not first:
        path.write_text(text.rstrip("\n") + "\n\n" + rest, encoding="utf-8")
        return
    assert text.count(f"{first}\n") == 1, f"{title} has this line {text.count(first)} times: {first}"
    path.write_text(text.replace(f"{first}\n", f"{first}\n{rest}"), encoding="utf-8")


def test_there_is_a_recipe_for_what_is_added_most() -> None:
    wanted = {"harm", "list-field", "language", "exchange-format", "estimator", "grading-scheme", "page"}
    assert {re.sub(r"^add-an?-", "", path.stem) for path in RECIPES} == wanted


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_does_what_it_says(recipe: Path, tmp_path: Path) -> None:
    shutil.copytree(Path(cenotaph.__file__).parent, tmp_path / "src/cenotaph", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    tried = 0
    for block in BLOCK.finditer(recipe.read_text("utf-8")):
        title, body = block["title"], block["body"]
        if title == "try it":
            environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
            done = subprocess.run([sys.executable, "-c", body], cwd=tmp_path, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            tried += 1
        elif title == "run":
            subprocess.run(["sh", "-e", "-c", body], cwd=tmp_path, check=True)
        else:
            write(tmp_path, title, body)
    assert tried == 1
    linted = subprocess.run(["ruff", "check", "-q", "src"], cwd=tmp_path, env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}, capture_output=True, text=True)  # fmt: skip
    assert linted.returncode == 0, linted.stdout
