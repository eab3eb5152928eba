"""Moves a case to another database, from SQLite to PostgreSQL or back: every row, every archived byte, nothing made anew.

The archive goes first and the rows in one transaction; the old case is only read. A move that is broken off leaves the old case
as it was, and a new one that holds no document.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from cenotaph.archive import Archive
from cenotaph.store import Case, copy_record, create_case

__all__ = ["migrate_case"]

BESIDE_THE_RECORD = ("gazetteer.csv", "release.yaml", "release-key.pem")


def migrate_case(case: Case, folder: Path, database: str = "", progress: Callable[[str, int], None] | None = None) -> Case:
    """Copy `case` to a new case in `folder`, its record in `database` or in the folder. Returns the new case, open.

    `progress` is called with each table's name and rows. Raises `CaseError` when something lies at the target already, and
    `IntegrityProblem` when what arrived is not what was sent, or when an archived object is damaged.
    """
    made = create_case(folder, database)
    archive, there = Archive(case.archive_root), Archive(made.archive_root)
    for digest in archive.hashes():
        there.put(archive.get(digest, check=True))
    for name in BESIDE_THE_RECORD:
        if (case.root / name).is_file():
            shutil.copy2(case.root / name, made.root / name)
    if (case.root / "releases").is_dir():
        shutil.copytree(case.root / "releases", made.root / "releases")
    with case.engine.connect() as source, made.writing() as target:
        copy_record(source, target, progress)
    return made
