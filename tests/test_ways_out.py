"""What is public is made by the protect room and by `release/gather*.py`, and the rest of `release/` takes nothing else.

Checked in the source itself, so that a new way out is found before it is used. What the desk shows of people is in
`tests/web/test_people_shown.py`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cenotaph
from cenotaph import model

SOURCE = Path(cenotaph.__file__).parent
GATHER = "release/gather"
MAKERS = ("protect/", GATHER, "release/data/reading.py")  # the last reads back what a release holds
PUBLIC = {name for name in model.__all__ if name.startswith("Public")}
CODES = {
    name for name in model.__all__ if isinstance(getattr(model, name), type) and issubclass(getattr(model, name), model.Code)
}
VALUES = {"CountRange", "DateInterval", "KM_A_DEGREE", "Position", "group_digits", "word_count", *CODES}
"""Numbers, dates and codes, and how numbers are written; no words of the record."""
NOT_PUBLIC = (
    "cenotaph.ledger",
    "cenotaph.ingest",
    "cenotaph.extract",
    "cenotaph.reconcile",
    "cenotaph.link",
    "cenotaph.estimate",
)
RECORD = {"engine", "reading", "writing"}


def faults(name: str, text: str) -> Iterator[str]:
    """What a module of this name does that it must not."""
    tree = ast.parse(text)
    imported = [
        (node.module or "", alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    ]
    if name.startswith("release/") and not name.startswith(GATHER):
        for module, taken in imported:
            if module.startswith("cenotaph.model") and taken not in PUBLIC | VALUES:
                yield f"{name} takes {taken}, which is no public type"
            if module.startswith("cenotaph.store") and taken != "Case" or module.startswith(NOT_PUBLIC):
                yield f"{name} takes {taken} of {module}; only {GATHER}*.py read the record"
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in RECORD:
                yield f"{name}, line {node.lineno}: reads the record itself (.{node.attr})"
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    if called & PUBLIC and not name.startswith(MAKERS):
        yield f"{name} makes {', '.join(sorted(called & PUBLIC))}; only the protect room and {GATHER}*.py may"


def test_every_way_out_goes_through_the_protect_room() -> None:
    found = [
        fault
        for path in sorted(SOURCE.rglob("*.py"))
        for fault in faults(path.relative_to(SOURCE).as_posix(), path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("release/site/new.py", "from cenotaph.store import Record"),
        ("release/exchange/new.py", "from cenotaph.model import Claim"),
        ("release/new.py", "from cenotaph.ledger import stand"),
        ("release/make.py", "def new(case):\n    with case.reading() as record:\n        return record.claims"),
        ("cli/new.py", "from cenotaph.model import PublicPerson\nPublicPerson()"),
    ],
)
def test_a_way_around_it_is_found(name: str, text: str) -> None:
    assert list(faults(name, text))
