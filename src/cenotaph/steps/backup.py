"""One file with all of a case, as it stood at one moment, also while people work at the desk; and a case from such a file.

Copying the folder of a running case is the obvious way and gives a damaged record: the database writes to several files. The file
holds everything, who is protected included, so it is for the eyes of its owner only. It is read back and compared before it gets
its name.
"""

import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from cenotaph.archive import HALF_WRITTEN, replace_folder, staged
from cenotaph.errors import CaseError, UnreadableFile
from cenotaph.release.manifest import file_sums
from cenotaph.steps.lock_case import lock_of, seal_beside, unlock_case
from cenotaph.steps.migrate import copy_beside, migrate_case
from cenotaph.steps.refresh import is_stale, refresh_case
from cenotaph.store import Case, copy_record, create_case, forget, open_case
from cenotaph.version import __version__

__all__ = ["Backup", "backup_case", "restore_case"]

CONTENTS = "backup.json"
FORMAT = "cenotaph-backup/1"
BLOCK = 1_000_000  # bytes read at once


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it is, how many files and bytes it holds, and the rows of each table."""

    path: Path
    files: int
    size: int
    rows: dict[str, int]


def backup_case(case: Case, target: Path, progress: Callable[[str], None] = lambda _: None) -> Backup:
    """Write all of `case` to the new file `target`, and read it back. The record in it is SQLite, whatever the case's is.

    Raises `CaseError` when something lies at the target, `IntegrityProblem` when an archived object is damaged.
    """
    if target.exists():
        raise CaseError("something lies there already", where=str(target), remedy="choose a new name: none is overwritten")
    rows: dict[str, int] = {}
    target.parent.mkdir(parents=True, exist_ok=True)
    writing = target.with_name(target.name + HALF_WRITTEN)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
        made = create_case(Path(place) / "case", keys=case.keys)
        progress("the record")
        with case.reading() as source, made.copying() as copied:
            copy_record(source, copied, rows.__setitem__)
            used = copied.used_objects()
        made.close()
        progress("the archive")
        copy_beside(case, made, used)
        seal_beside(made)
        if made.keys:
            forget(made.root)
        progress("one file")
        try:
            _pack(made.root, writing)
            progress("reading it back")
            with tarfile.open(writing, "r:") as packed:
                files = sum(1 for _ in _checked(packed, writing))
            replace_folder(writing, target)
        finally:
            writing.unlink(missing_ok=True)
    return Backup(target, files, target.stat().st_size, rows)


def _pack(folder: Path, target: Path) -> None:
    listed = {name: digest for name, (digest, _) in file_sums(folder).items()}
    made_at = datetime.now(UTC).replace(microsecond=0).isoformat()
    said = json.dumps({"format": FORMAT, "software": __version__, "made_at": made_at, "files": listed}, indent=1)
    (folder / CONTENTS).write_text(said, encoding="utf-8")
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as packed:
        for name in (CONTENTS, *listed):
            packed.add(folder / name, name, recursive=False, filter=_nobodys)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _checked(packed: tarfile.TarFile, where: Path) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """Every file but the list of contents, compared with that list. Raises `UnreadableFile` at one that is not as it says."""
    listed = _contents(packed, where)
    seen = set()
    for member in packed:
        if member.name == CONTENTS:
            continue
        parts = PurePosixPath(member.name).parts
        inside = not member.name.startswith("/") and ".." not in parts and "\\" not in member.name
        if not member.isfile() or member.name not in listed or not inside:
            raise UnreadableFile(f"{member.name!r} does not belong into a backup", where=str(where))
        file = packed.extractfile(member)
        digest = hashlib.sha256()
        while file is not None and (block := file.read(BLOCK)):
            digest.update(block)
        if digest.hexdigest() != listed[member.name]:
            raise UnreadableFile(f"{member.name} is not what was backed up", where=str(where), remedy="take another backup")
        seen.add(member.name)
        yield member.name, member
    missing = sorted(listed.keys() - seen)
    if missing:
        raise UnreadableFile(f"{len(missing):,} files are missing, {missing[0]} among them", where=str(where))


def _contents(packed: tarfile.TarFile, where: Path) -> dict[str, Any]:
    try:
        first = packed.next()
        file = packed.extractfile(first) if first is not None and first.name == CONTENTS else None
        said = json.loads(file.read()) if file is not None else {}
    except (ValueError, tarfile.TarError, OSError) as fault:
        raise UnreadableFile("this is no backup of a case", where=str(where)) from fault
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("files"), dict):
        raise UnreadableFile("this is no backup of a case", where=str(where))
    return dict(said["files"])


def restore_case(source: Path, folder: Path, database: str = "", passphrase: Callable[[], str] | None = None) -> Case:
    """A case at the new or empty `folder` from the backup in `source`, its record in the PostgreSQL `database` if one is named.
    `passphrase` is asked for that of an encrypted case.

    Whole or not at all. Raises `UnreadableFile` for a backup that is damaged or holds anything else, `CaseError` when something
    lies at the target, for a wrong passphrase, and for an encrypted backup with a `database`.
    """
    if database:
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.resolve().parent) as place:
            _unpack(source, Path(place))
            if lock_of(Path(place)):
                raise CaseError(
                    "this backup is encrypted", where=str(source), remedy="restore it without --database, then use migrate"
                )
            held = _finish(open_case(Path(place)))
            try:
                return migrate_case(held, folder, database)
            finally:
                held.close()
    phrase = ""
    with staged(folder) as made:
        made.mkdir()
        _unpack(source, made)
        if lock := lock_of(made):
            phrase = passphrase() if passphrase else ""
            lock.key(phrase)
        else:
            _finish(open_case(made)).close()
    return unlock_case(folder, phrase) if lock else open_case(folder)


def _finish(case: Case) -> Case:
    """Bring to its end what was being added when the backup was taken: claims that no incident held yet."""
    if is_stale(case):
        refresh_case(case)
    return case


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:") as packed:
            for name, member in _checked(packed, source):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                file = packed.extractfile(member)
                if file is None:
                    continue
                with target.open("wb") as out:
                    shutil.copyfileobj(file, out)
                if name.startswith("archive/"):
                    target.chmod(0o444)
                elif name.endswith("release-key.pem"):
                    target.chmod(0o600)
    except (tarfile.TarError, OSError, EOFError) as fault:
        raise UnreadableFile(f"the backup cannot be read ({type(fault).__name__})", where=str(source)) from fault
