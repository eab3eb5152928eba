"""Files that somebody sent to the desk, kept aside until a job takes them in. A name is shown to people and is never a path."""

import re
from pathlib import Path, PurePath
from uuid import uuid4

from cenotaph.errors import InvalidValue
from cenotaph.store import Case
from cenotaph.web.uploads import safe_name

__all__ = ["forget", "incoming", "incoming_file", "is_table", "keep_aside"]

PLACE = re.compile(r"[0-9a-f]{32}")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def incoming(case: Case) -> Path:
    """Where uploaded files lie until they are taken in."""
    return case.passing / "incoming"


def keep_aside(case: Case, name: str, data: bytes) -> str:
    """Keep a file, and say where under `incoming`."""
    place = PurePath(uuid4().hex) / safe_name(name)
    (incoming(case) / place).parent.mkdir(parents=True, exist_ok=True)
    (incoming(case) / place).write_bytes(data)
    return str(place)


def incoming_file(case: Case, place: str) -> Path:
    """The file that was kept under this place, or the only one in this folder. Raises `InvalidValue` when there is none."""
    folder = PurePath(place).parts[0] if place else ""
    if PLACE.fullmatch(folder):
        found = sorted(path for path in (incoming(case) / folder).glob("*") if path.is_file())
        if len(found) == 1:
            return found[0]
    raise InvalidValue("this file is not here any more", remedy="send it again")


def forget(case: Case, path: Path) -> None:
    """Remove a file that was taken in, and its folder."""
    path.unlink(missing_ok=True)
    if path.parent != incoming(case) and path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def is_table(name: str) -> bool:
    """Whether a file is a spreadsheet by its name: a list of victims or of events, not a report."""
    return PurePath(name).suffix.lower() in TABLES
