"""The documentation is tested: what a person can type, set or be shown is described, or the suite fails."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cenotaph.cli.main import COMMANDS
from cenotaph.extract.chunks import HARM_SYMBOLS
from cenotaph.extract.clauses import FOLDED
from cenotaph.extract.syntax import SYNTAX
from cenotaph.reconcile import POLICIES
from cenotaph.settings import Settings
from cenotaph.text import load_lexicon
from cenotaph.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
COMMANDS_PAGE = (ROOT / "docs/guide/commands.md").read_text(encoding="utf-8")
SETTINGS_PAGE = (ROOT / "docs/guide/settings.md").read_text(encoding="utf-8")
READING_PAGE = (ROOT / "docs/methods/reading.md").read_text(encoding="utf-8")
LISTS_PAGE = (ROOT / "docs/guide/lists.md").read_text(encoding="utf-8")
LINKING_PAGE = (ROOT / "docs/methods/linking.md").read_text(encoding="utf-8")
RECONCILING_PAGE = (ROOT / "docs/methods/reconciling.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_its_options(name: str) -> None:
    import importlib

    line = next((line for line in COMMANDS_PAGE.splitlines() if line.startswith(f"| `cenotaph {name}")), "")
    assert line, f"docs/guide/commands.md says nothing of {name}"
    command = importlib.import_module(f"cenotaph.cli.{name}_command").command
    parameters = [*command.params, *(parameter for sub in getattr(command, "commands", {}).values() for parameter in sub.params)]
    common = {"--json", "--csv", "--case", "--why", "--by", "--set", "--scheme", "--grade"}
    options = {option for parameter in parameters for option in parameter.opts if option.startswith("--")} - common
    assert not {option for option in options if option not in line}, f"{name}: options that the page leaves out"


def test_every_setting_is_described_with_its_default() -> None:
    for field in fields(Settings):
        line = next((line for line in SETTINGS_PAGE.splitlines() if f"`CENOTAPH_{field.name.upper()}`" in line), "")
        assert line, f"docs/guide/settings.md says nothing of {field.name}"
        assert str(field.default) in line


def test_every_harm_is_described() -> None:
    for term in load_vocabulary("harm"):
        assert f"| {term.code} |" in READING_PAGE


def test_every_rule_that_can_fire_is_described() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/cenotaph/extract").glob("*.py"))
    rules = {row["id"] for language in ("en", "es", "ru") for row in load_lexicon(language).lists["patterns"]["order"]}
    rules |= set(re.findall(r'"((?:part|said|quote|denied|according|period|breakdown|attributive)(?:-[a-z]+)*)"', source))
    rules -= {"said", "denied", "according", "period_open", "part"}
    near = {*HARM_SYMBOLS, "weak", "parts", "partitive", "breakdown_heads", "casualty", "attribute", "carried", "head"}
    rules |= {f"near-{kind}".replace("_", "-") for kind in near} | {FOLDED, SYNTAX, "colon"}
    missing = {rule for rule in rules if f"`{rule}`" not in READING_PAGE}
    assert not missing, f"docs/methods/reading.md leaves out the rules {sorted(missing)}"


def test_every_policy_role_and_grade_is_described() -> None:
    from cenotaph.model import Role

    for policy in POLICIES:
        assert f"`{policy}`" in RECONCILING_PAGE
    for role in Role:
        assert f"| {role} |" in RECONCILING_PAGE
    for grade in load_vocabulary("grade_airwars"):
        assert grade.code in RECONCILING_PAGE


def test_every_field_flag_and_comparison_of_linkage_is_described() -> None:
    from cenotaph.link.comparisons import ALL

    for term in load_vocabulary("record_field"):
        assert term.code in LISTS_PAGE, term.code
    for term in load_vocabulary("record_flag"):
        assert f"| {term.code} |" in LISTS_PAGE
    for one in ALL:
        assert one.name in LINKING_PAGE, one.name
    for reason in ("judged", "one-a-list", "others-disagree"):
        assert f"`{reason}`" in LINKING_PAGE
    for kind in load_vocabulary("decision_kind"):
        assert kind.code in COMMANDS_PAGE


def test_every_method_and_group_of_estimation_is_described() -> None:
    from cenotaph.estimate import METHODS, STRATA

    page = (ROOT / "docs/methods/estimation.md").read_text(encoding="utf-8")
    for method in METHODS:
        assert f"| `{method}` |" in page
    for group in STRATA:
        assert group in page


def test_every_link_of_the_documentation_lands() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)):
            if not target.startswith(("http://", "https://")):
                assert (page.parent / target).exists(), f"{page.name} points at {target}, which is not there"


def test_every_module_says_what_it_is() -> None:
    for path in (ROOT / "src/cenotaph").rglob("*.py"):
        assert path.read_text(encoding="utf-8").lstrip().startswith('"""'), f"{path.name} has no docstring"


def test_the_command_starts_without_the_heavy_libraries() -> None:
    import subprocess
    import sys

    probe = "import sys, cenotaph.cli.main; print([m for m in ('sqlalchemy', 'trafilatura', 'rich', 'yaml', 'numpy', 'alembic', 'duckdb', 'pyarrow', 'splink', 'openpyxl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_role_key_and_protected_kind_of_the_desk_is_described() -> None:
    from cenotaph.model import DeskRole
    from cenotaph.protect import protected_kinds

    team = (ROOT / "docs/guide/team.md").read_text(encoding="utf-8")
    desk = (ROOT / "docs/guide/desk.md").read_text(encoding="utf-8")
    for role in DeskRole:
        assert f"| {role} |" in team
    for kind in protected_kinds():
        assert f"**{kind.replace('_', ' ')}**" in team
    keys = re.findall(r"<kbd>(.)</kbd>", (ROOT / "src/cenotaph/web/templates/layout.html").read_text(encoding="utf-8"))
    assert keys
    for key in keys:
        assert f"`{key}`" in desk


JUDGING = ("text", "extract", "ingest", "protect", "estimate", "link", "reconcile", "ledger", "steps", "release/gather_minors.py")
NUMBER = re.compile(r"^[A-Z][A-Z_]*(, [A-Z_]+)* = \(?-?[0-9(][^#\"'A-Z]*(?P<why>#.*)?$")


def test_every_number_of_judgement_has_its_reason_beside_it() -> None:
    bare = []
    source = ROOT / "src/cenotaph"
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        if not name.startswith(JUDGING):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for n, line in enumerate(lines):
            found = NUMBER.match(line)
            said = found and (
                found["why"] or lines[n - 1].startswith("#") or lines[n + 1 : n + 2] and lines[n + 1].startswith('"""')
            )
            if found and not said and not line.endswith("(") and "REDIRECTS" not in line:
                bare.append(f"{name}: {line}")
    assert bare == []
