"""What the desk and the terminal show of people: nothing of a record but what the protect room lets through."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import cenotaph

SOURCE = Path(cenotaph.__file__).parent
PEOPLE = re.compile(r"\brecord\.(lists|victims)\b")
# Pages and commands that read people and are no way out: why
ON_THE_RECORDERS_OWN_SCREEN = {
    "web/app.py": "indexes them",
    "web/inbox/routes.py": "counts them",
    "web/search/finding.py": "names are what a reader of the desk may see; other fields are not read",
    "web/search/routes.py": "leads from an id to its page",
    "cli/victims_command.py": "the recorder's own terminal",
    "cli/lists_command.py": "the recorder's own terminal",
    "cli/demo_command.py": "an invented case",
}


def faults(name: str, text: str) -> Iterator[str]:
    tree = ast.parse(text)
    asks = any(isinstance(node, ast.ImportFrom) and str(node.module).startswith("cenotaph.protect") for node in ast.walk(tree))
    if PEOPLE.search(text) and name not in ON_THE_RECORDERS_OWN_SCREEN and not asks:
        yield f"{name} reads people and does not ask the protect room what may be shown"


def test_who_reads_people_asks_what_may_be_shown() -> None:
    found = [
        fault
        for room in ("web", "cli")
        for path in sorted((SOURCE / room).rglob("*.py"))
        for fault in faults(path.relative_to(SOURCE).as_posix(), path.read_text("utf-8"))
    ]
    assert found == []
    assert list(faults("web/new.py", "for one in record.victims.all():\n    pass"))


def test_the_exceptions_are_still_there() -> None:
    for name in ON_THE_RECORDERS_OWN_SCREEN:
        text = (SOURCE / name).read_text("utf-8")
        assert PEOPLE.search(text), f"{name} is no exception any more"


def test_templates_of_the_desk_show_no_field_of_a_record_by_themselves() -> None:
    for path in (SOURCE / "web").rglob("*.html"):
        assert ".values[" not in path.read_text("utf-8"), path
        assert "record.values" not in path.read_text("utf-8"), path
        assert ".given" not in path.read_text("utf-8"), path
