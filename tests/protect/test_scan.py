"""The last look finds words wherever a piece of a file ends, and takes no half word for a whole one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.protect import Needles, scan_folder
from cenotaph.protect.marks import Marks

WORDS = Needles.of_words(["Irena Quole", "Mira of the upper quarter"])


@pytest.mark.parametrize("before", range(60))
def test_a_name_is_found_wherever_a_piece_ends(before: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cenotaph.protect.scan.PIECE", 40)
    monkeypatch.setattr("cenotaph.protect.scan.OVERLAP", 6)
    filled = ("ab cd " * 20)[:before]
    for name in ("Irena Quole", "mira of the upper\nquarter", "irena%20quole"):
        (tmp_path / "rows.csv").write_text(f"{filled} {name} {'said so ' * 30}", encoding="utf-8")
        assert scan_folder(tmp_path, WORDS) == ["rows.csv"], name
    for other in ("Irena Quolester", "Mirena Quole", "Irena Quol"):
        (tmp_path / "rows.csv").write_text(f"{filled} {other} {'said so ' * 30}", encoding="utf-8")
        assert scan_folder(tmp_path, WORDS) == [], other


def test_a_text_without_a_space_is_looked_at_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cenotaph.protect.scan.PIECE", 40)
    (tmp_path / "rows.jsonl").write_text("x-" * 200 + "irenaquole" + "-x" * 200, encoding="utf-8")
    assert scan_folder(tmp_path, WORDS) == ["rows.jsonl"]


def test_the_words_that_a_picture_carries_are_read_and_its_points_are_not(tmp_path: Path) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Author", "Irena Quole")
    Image.new("RGB", (40, 40), "white").save(tmp_path / "a.png", pnginfo=said)
    Image.new("RGB", (40, 40), "white").save(tmp_path / "b.png")
    (tmp_path / "c.png").write_text("no picture, but Irena Quole")
    whole = (tmp_path / "b.png").read_bytes()
    (tmp_path / "d.png").write_bytes(whole[:20])
    (tmp_path / "e.png").write_bytes(whole + b"Irena Quole, after the end")
    assert scan_folder(tmp_path, WORDS) == ["a.png", "c.png", "e.png"]


NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1))


@given(NUMBERS, NUMBERS)
def test_marks_hold_what_a_set_would(some: list[int], others: list[int]) -> None:
    marks, more = Marks(some), Marks(others)
    assert len(marks) == len(set(some))
    assert all(one in marks for one in some)
    assert [one in marks for one in others] == [one in set(some) for one in others]
    both, left = marks.joined(more), marks.without(others)
    assert len(both) == len({*some, *others})
    assert all(one in both for one in others)
    assert len(left) == len(set(some) - set(others))
    assert Marks([7, 7, 3], [1, 2, 9]).find(7) == 1
    assert Marks([7, 7, 3], [1, 2, 9]).without([1]).find(7) is None
