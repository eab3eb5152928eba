"""The house keeps its measures: no cycles, short files and functions, one room that speaks SQL, pages that share from `web/`."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import cenotaph

SOURCE = Path(cenotaph.__file__).parent
ROOT = Path(__file__).parents[1]
LONGEST_FUNCTION, LONG_FILE = 40, 220


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text("utf-8")


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_rooms", ROOT / "docs/contribute/draw_rooms.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_no_module_is_in_a_cycle_and_the_picture_is_of_today() -> None:
    draw = drawing()
    found, cycles = draw.imports(SOURCE.parent)
    assert cycles == 0
    now = draw.picture(draw.layers(ROOT / "pyproject.toml"), found)
    of_today = (ROOT / "docs/contribute/rooms.svg").read_text("utf-8") == now
    assert of_today, "the picture of the rooms is of before; run: make picture"


def test_functions_are_short() -> None:
    draw, long = drawing(), []
    for name, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and draw.length(node) > LONGEST_FUNCTION:
                long.append((name, node.name, draw.length(node)))
    assert long == []


def test_nineteen_of_twenty_files_are_short() -> None:
    lines = sorted(text.count("\n") for _, text in modules())
    assert lines[int(len(lines) * 0.95)] <= LONG_FILE


def test_stores_are_made_and_sql_is_spoken_in_one_room() -> None:
    outside = [(name, text) for name, text in modules() if not name.startswith("store/")]
    assert [name for name, text in outside if re.search(r"\b\w+Store\(", text)] == []
    assert [name for name, text in outside if re.search(r"^\s*(from|import) sqlalchemy", text, re.M)] == []
    assert [name for name, text in outside if re.search(r"\brecord\.connection\b|\bcase\.engine\b", text)] == []


def test_pages_share_what_they_share_from_the_room_and_not_from_each_other() -> None:
    pages = {path.parent.name for path in (SOURCE / "web").glob("*/routes.py")}
    taken = []
    for name, text in modules():
        own = name.split("/")[1] if name.startswith("web/") and name.count("/") > 1 else ""
        for page in re.findall(r"from cenotaph\.web\.(\w+)(?:\.\w+)? import", text) if own else ():
            if page in pages - {own}:
                taken.append((name, page))
    assert taken == []
