"""A case on a write-protected disk is read and verified; what would write it is refused in plain words."""

import os
from pathlib import Path

import pytest

from cenotaph.errors import CaseError
from cenotaph.steps.add import add_to_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import create_case, open_case


def test_a_case_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder whose name an address would have to spell out."""
    root = tmp_path / "a case? 100% & more"
    case = create_case(root)
    (tmp_path / "a.txt").write_text("Police said 4 people were killed in Ostrel on 14 March 2009.", encoding="utf-8")
    add_to_case(case, [str(tmp_path / "a.txt")])
    case.engine.dispose()
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    held = open_case(root)
    assert verify_case(held).faults == ()
    with held.reading() as record:
        assert record.claims.count() == 1
    with pytest.raises(CaseError, match="read only"), held.writing():
        pass
    held.engine.dispose()
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before, "nothing was written, no file beside the record"
