"""No name leaves the record but through the protect room: checked in the source itself, so that a new way out is found before it is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import cenotaph

SOURCE = Path(cenotaph.__file__).parent
PUBLIC = ("publish/site/", "publish/exchange/", "publish/data/", "publish/release_files.py", "publish/changes.py", "publish/manifest.py",
          "publish/bagit.py", "web/public/")  # fmt: skip
RAW = {
    "Claim",
    "ClaimInDocument",
    "Document",
    "Victim",
    "VictimRecord",
    "VictimList",
    "Decision",
    "Incident",
    "Characterisation",
    "Responsibility",
}
MADE_BY = (
    "protect/",
    "pipeline/public_record.py",
    "pipeline/public_people.py",
    "pipeline/public_incidents.py",
    "publish/data/reading.py",
)
MADE = {
    "PublicClaim",
    "PublicDecision",
    "PublicIncident",
    "PublicList",
    "PublicPerson",
    "PublicPlace",
    "PublicRecord",
    "PublicSource",
}
PEOPLE = {"VictimListStore", "VictimStore"}
# Pages and commands that read people and are no way out: why
ON_THE_RECORDERS_OWN_SCREEN = {
    "web/inbox/routes.py": "counts them",
    "web/search/routes.py": "names are what a reader of the desk may see; other fields are not read",
    "cli/victims_command.py": "the recorder's own terminal",
    "cli/lists_command.py": "the recorder's own terminal",
    "cli/demo_command.py": "an invented case",
}


def faults(name: str, text: str) -> Iterator[str]:
    """What a module of this name does that it must not."""
    tree = ast.parse(text)
    imported = {
        (node.module or "", alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    names = {alias for _, alias in imported}
    if name.startswith(PUBLIC):
        if names & RAW:
            yield f"{name} takes {', '.join(sorted(names & RAW))}; what is published is made of public types only"
        stores = {alias for module, alias in imported if module.startswith("cenotaph.store")}
        allowed = {"Case", "Reply", "ReplyStore"} if name.startswith("web/public/") else set()
        if stores - allowed:
            yield f"{name} reads the record itself: {', '.join(sorted(stores - allowed))}"
    if called & MADE and not name.startswith(MADE_BY):
        yield f"{name} makes {', '.join(sorted(called & MADE))}, which only the protect room may"
    asks = any(module.startswith("cenotaph.protect") for module, _ in imported)
    if name.startswith(("web/", "cli/")) and names & PEOPLE and name not in ON_THE_RECORDERS_OWN_SCREEN and not asks:
        yield f"{name} reads people and does not ask the protect room what may be shown"


def test_every_way_out_goes_through_the_protect_room() -> None:
    found = [
        fault
        for path in sorted(SOURCE.rglob("*.py"))
        for fault in faults(path.relative_to(SOURCE).as_posix(), path.read_text("utf-8"))
    ]
    assert found == []


def test_a_way_around_it_is_found() -> None:
    for name, text in {
        "publish/site/new.py": "from cenotaph.store import VictimListStore",
        "publish/exchange/new.py": "from cenotaph.model import Claim",
        "web/new.py": "from cenotaph.store import VictimStore",
        "cli/new.py": "from cenotaph.model import PublicPerson\nPublicPerson()",
        "web/public/new.py": "from cenotaph.store import ClaimStore",
    }.items():
        assert list(faults(name, text)), name


def test_the_exceptions_are_still_there() -> None:
    for name in ON_THE_RECORDERS_OWN_SCREEN:
        text = (SOURCE / name).read_text("utf-8")
        assert any(store in text for store in PEOPLE), f"{name} is no exception any more"


def test_templates_of_the_desk_show_no_field_of_a_record_by_themselves() -> None:
    for path in (SOURCE / "web").rglob("*.html"):
        assert ".values[" not in path.read_text("utf-8"), path
        assert "record.values" not in path.read_text("utf-8"), path
        assert ".given" not in path.read_text("utf-8"), path
