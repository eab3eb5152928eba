"""Moves a case to another database, from SQLite to PostgreSQL or back: every row, every archived byte, nothing made anew.

The archive goes first and the rows in one transaction; the old case is only read. A move that is broken off leaves the old case
as it was, no case at the new place, and a database without rows, so that it can be run again.
"""

import shutil
from collections.abc import Callable, Set
from pathlib import Path

from cenotaph.archive import staged
from cenotaph.release.signing import KEY, copy_key
from cenotaph.store import FILES, Case, Keys, copy_record, create_case, open_case

__all__ = ["copy_beside", "migrate_case"]

BESIDE_THE_RECORD = (*FILES, "releases")


def migrate_case(
    case: Case,
    folder: Path,
    database: str = "",
    progress: Callable[[str, int], None] | None = None,
    keys: Keys | None = None,
    archive: str = "",
) -> Case:
    """Copy `case` to a new case in `folder`, its record in `database` or in the folder, its archive at `archive` or in the
    folder, encrypted with `keys` if any are given. Returns the new case, open.

    `progress` is called with each table's name and rows. Raises `CaseError` when something lies at the target already, and
    `IntegrityProblem` when what arrived is not what was sent, or when an archived object is damaged.
    """
    with staged(folder) as place:
        made = create_case(place, database, keys, archive)
        another_key = copy_beside(case, made)
        with case.reading() as source, made.copying() as target:
            copy_record(source, target, progress)
        if another_key:
            made.take_in(KEY)
        made.close()
    return open_case(folder, keys)


def copy_beside(case: Case, made: Case, then: Set[str] | None = None) -> bool:
    """Copy all that a case holds beside its record to another case's folder, every archived object checked by its hash. `then`
    are the objects of a record that was copied a moment ago: what came since is left out. Whether the file of the signing key is
    another there, because one of the two is encrypted.
    """
    archive, there = case.archive, made.archive
    held = {*archive.hashes()}
    with case.reading() as record:
        used = record.used_objects()
    came = used - then if then is not None else frozenset()
    for digest in sorted((held | (used & set(archive.waiting()))) - came):
        there.put(archive.get(digest, check=True))
    of_another_password = case.keys != made.keys
    for name in BESIDE_THE_RECORD:
        if name == KEY and of_another_password:
            continue
        if (case.root / name).is_file():
            shutil.copy2(case.root / name, made.root / name)
        elif (case.root / name).is_dir():
            shutil.copytree(case.root / name, made.root / name, ignore=shutil.ignore_patterns(".making", ".lock"))
    return of_another_password and copy_key(case, made)
