"""A case: one folder with the database, the archive, and a marker that says it is one."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from cenotaph.errors import CaseError
from cenotaph.store.database import connect, upgrade

__all__ = ["Case", "create_case", "find_case", "open_case"]

MARKER = "cenotaph-case.json"
DATABASE = "record.sqlite"


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. Everything it holds lies under `root`."""

    root: Path
    engine: Engine

    @property
    def archive_root(self) -> Path:
        """The folder of original bytes."""
        return self.root / "archive"

    @property
    def gazetteer(self) -> Path:
        """The optional list of places, a CSV the recorder keeps."""
        return self.root / "gazetteer.csv"


def create_case(root: Path) -> Case:
    """Make a new case in an empty or new folder. Raises `CaseError` when something else lies there."""
    if (root / MARKER).exists():
        raise CaseError("this folder is a case already", where=str(root), remedy="add documents to it, or choose another folder")
    if root.exists() and not root.is_dir():
        raise CaseError("there is a file of this name", where=str(root), remedy="choose another folder")
    if root.exists() and any(
        entry.name not in (DATABASE, DATABASE + "-wal", DATABASE + "-shm", "archive") for entry in root.iterdir()
    ):
        raise CaseError("this folder is not empty", where=str(root), remedy="choose a new or empty folder")
    root.mkdir(parents=True, exist_ok=True)
    (root / "archive").mkdir(exist_ok=True)
    engine = connect(f"sqlite:///{root / DATABASE}")
    upgrade(engine, str(root))
    marker = root / (MARKER + ".writing")
    marker.write_text(json.dumps({"format": 1, "database": DATABASE}) + "\n", encoding="utf-8")
    os.replace(marker, root / MARKER)
    return Case(root, engine)


def open_case(root: Path) -> Case:
    """Open a case and bring its tables up to date. Raises `CaseError`, or `NewerDatabase` for a later version's case."""
    if not (root / MARKER).is_file():
        raise CaseError("this folder is no case", where=str(root), remedy=f"make one with: cenotaph init {root}")
    if not (root / DATABASE).is_file():
        raise CaseError("the case has no database file", where=str(root / DATABASE), remedy="restore it from a backup")
    engine = connect(f"sqlite:///{root / DATABASE}")
    upgrade(engine, str(root / DATABASE))
    return Case(root, engine)


def find_case(start: Path) -> Path:
    """The case a command means when none is named: `start`, a folder above it, or the only case directly inside it."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    inside = [entry.parent for entry in sorted(start.glob(f"*/{MARKER}"))]
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = ", ".join(entry.name for entry in inside)
        raise CaseError(f"several cases lie here: {names}", where=str(start), remedy="name one with --case")
    raise CaseError("there is no case here", where=str(start), remedy="make one with: cenotaph init case")
