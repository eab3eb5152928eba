"""The small file that says that a folder is a case: where its record is, and, of an encrypted case, its lock."""

import json
from dataclasses import dataclass
from pathlib import Path

from cenotaph.archive import write_whole
from cenotaph.errors import CaseError
from cenotaph.store.lock import Lock

__all__ = ["DATABASE", "MARKER", "Marker", "read_marker", "write_marker"]

MARKER = "cenotaph-case.json"
DATABASE = "record.sqlite"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Marker:
    """`database` is the name of the file in the folder or an address without its password; `archive` is the address of the object
    storage that holds the archived bytes, "" for the folder itself.
    """

    database: str = DATABASE
    lock: Lock | None = None
    archive: str = ""


def read_marker(root: Path) -> Marker:
    """The marker of the case in `root`. Raises `CaseError` where there is none, or none that can be read."""
    path = root / MARKER
    if not path.is_file():
        raise CaseError("this folder is no case", where=str(root), remedy=f"make one with: cenotaph init {root}")
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        lock = Lock.read(said["lock"]) if "lock" in said else None
        return Marker(str(said["database"]), lock, str(said.get("archive", "")))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise CaseError("the marker of the case cannot be read", where=str(path), remedy="restore it from a backup") from fault


def write_marker(root: Path, marker: Marker) -> None:
    """Write the marker whole: from then on, the folder is a case."""
    said = {"format": FORMAT, "database": marker.database} | ({"lock": marker.lock.written()} if marker.lock else {})
    said |= {"archive": marker.archive} if marker.archive else {}
    write_whole(root / MARKER, json.dumps(said) + "\n")
