"""The documentation builds as a site, offline: every page is in its list, every link lands, nothing is loaded from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]


def pages(listed: object) -> set[str]:
    if isinstance(listed, str):
        return {listed}
    held = listed.values() if isinstance(listed, dict) else listed
    return {page for one in held for page in pages(one)}  # type: ignore[attr-defined]


def test_every_page_is_in_the_list() -> None:
    said = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    there = {path.relative_to(ROOT / "docs").as_posix() for kind in ("*.md", "*.ipynb") for path in (ROOT / "docs").rglob(kind)}
    assert pages(said["nav"]) == there


def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    built = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "-q", "-d", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.findall(r"""<(?:script|img|iframe|link)[^>]+(?:src|href)=["']?(?:https?:)?//[^>]+>""", text), page.name
