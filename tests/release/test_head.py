"""The head of a record outside the disk: on the pages of a release, and as a picture."""

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image

from cenotaph.release.make import make_release
from cenotaph.show.head_picture import head_as_file, head_as_svg
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

HEAD = "call bridge process tobacco actress entire produce aisle voyage play"


def test_a_release_says_what_the_record_was_and_verify_knows_it_later(reviewed: Case) -> None:
    made = make_release(reviewed)
    head = json.loads((made.folder / "release.json").read_text(encoding="utf-8"))["record_head"]
    page = (made.folder / "site" / "head.html").read_text(encoding="utf-8")
    assert head in page
    assert "<svg" in page
    found = verify_case(reviewed, full=False, since=head)
    assert found.faults == ()
    assert [change.key for act in found.later for change in act.changes][-1].startswith("releases/")
    for other in (made.folder / "site").rglob("*.html"):
        assert "head.html" in other.read_text(encoding="utf-8") or 'http-equiv="refresh"' in other.read_text(encoding="utf-8")


def test_the_picture_of_a_head_is_black_on_white_and_large_enough_to_take() -> None:
    svg = ElementTree.fromstring(head_as_svg(HEAD))
    assert float(svg.get("width", "0")) >= 100
    picture = Image.open(BytesIO(head_as_file(HEAD, "png"))).convert("L")
    assert picture.width == picture.height >= 100
    assert sum(picture.histogram()[1:255]) == 0
    assert head_as_file(HEAD, "png") != head_as_file(HEAD.upper(), "png")


def test_a_head_is_drawn_by_verify(sqlite_case: Case, tmp_path: Path) -> None:
    from cenotaph.cli.verify_command import command

    asked = ["--case", str(sqlite_case.root), "--head-picture"]
    with sqlite_case.writing("Ana Ortu") as record:
        record.secrets.make("a secret")
    for kind in ("svg", "png"):
        assert CliRunner().invoke(command, [*asked, str(tmp_path / f"head.{kind}")]).exit_code == 0
        assert (tmp_path / f"head.{kind}").stat().st_size > 300
    for target, words in ((tmp_path / "head.svg", "something lies there"), (tmp_path / "head.gif", "not as .gif")):
        with pytest.raises(Exception, match=words):
            CliRunner().invoke(command, [*asked, str(target)], catch_exceptions=False, standalone_mode=False)
    assert not (tmp_path / "head.gif").exists()
