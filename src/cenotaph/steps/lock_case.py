"""Locks and unlocks an encrypted case.

Its record, archive and signing key are never on the disk but sealed. The files that people keep beside the record (the list of
places, the statement of a release, releases, what the desk published) are to be edited and looked at: `lock_case` seals them,
too, and takes the key out of memory; `unlock_case` puts both back. Broken off at any point, either can be run again.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from cenotaph.archive import HALF_WRITTEN, Seal, alone
from cenotaph.errors import CaseError
from cenotaph.release.signing import KEY
from cenotaph.steps.refresh import is_stale, refresh_case
from cenotaph.store import Case, Keys, Lock, forget, held_key, hold_key, open_case, read_marker, write_marker
from cenotaph.store.marker import DATABASE, MARKER

__all__ = ["change_passphrase", "lock_case", "lock_of", "seal_beside", "unlock_case"]

SEALED = "sealed"
INCOMING = "incoming"
LOCKING = ".locking"
SEALED_ALREADY = {MARKER, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY, "archive", "backups", SEALED, LOCKING}
NAME_PART = 200  # characters of one name that every file system takes


def lock_of(root: Path) -> Lock | None:
    """The lock of the case in `root`, None where it is not encrypted."""
    return read_marker(root).lock


def unlock_case(root: Path, passphrase: str) -> Case:
    """Put the key of the case in memory, and the files beside its record back; the case, open.

    Raises `CaseError` for a case that is not encrypted, and when the passphrase is not its.
    """
    lock = _needed_lock(root)
    keys = Keys(lock, Seal(lock.key(passphrase)))
    hold_key(root, keys.seal.key)
    case = open_case(root, keys)
    with _alone(root):
        _unseal_beside(case)
    if is_stale(case):
        refresh_case(case)
    return case


def lock_case(root: Path) -> int:
    """Seal the files beside the record and take the key out of memory; how many files were sealed, 0 where it was locked.

    Raises `CaseError` for a case that is not encrypted.
    """
    _needed_lock(root)
    if not held_key(root):
        return 0
    with _alone(root):
        sealed = seal_beside(open_case(root))
    forget(root)
    return sealed


def change_passphrase(root: Path, old: str, new: str) -> None:
    """Seal the key of the case under another passphrase. A backup keeps the passphrase that it was made under.

    Raises `CaseError` when the old one is not the case's, `WrongUse` when the new one is too short.
    """
    lock = _needed_lock(root)
    write_marker(root, replace(read_marker(root), lock=Lock.of(lock.key(old), new)))


def seal_beside(case: Case) -> int:
    """Seal every file of an encrypted case that is not, the uploads in memory among them; how many there were."""
    if case.keys is None:
        return 0
    sealed = 0
    for said, path in [*_plain(case)]:
        if _is_half_written(case, said):
            path.unlink()
            continue
        target = _sealed_path(case, case.keys.seal.name(said))
        target.parent.mkdir(parents=True, exist_ok=True)
        case.keys.seal.close_file(path, target, said)
        path.unlink()
        sealed += 1
    _remove_empty(case.root)
    return sealed


def _is_half_written(case: Case, said: str) -> bool:
    """Whether a file is what an unlocking that was killed had begun to put back: all of it is still sealed."""
    whole = said.removesuffix(HALF_WRITTEN)
    return whole != said and case.keys is not None and _sealed_path(case, case.keys.seal.name(whole)).exists()


def _unseal_beside(case: Case) -> None:
    """Put back every sealed file. One that lies there plain is newer: sealing or putting back was broken off."""
    if case.keys is None:
        return
    folder = case.root / SEALED
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix != HALF_WRITTEN):
        said = case.keys.seal.plain_name("".join(path.relative_to(folder).parts))
        target = (case.passing if said.startswith(f"{INCOMING}/") else case.root) / said
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            case.keys.seal.open_file(path, target, said)
        path.unlink()
    _remove_empty(case.root)


def _plain(case: Case) -> Iterator[tuple[str, Path]]:
    """What is not sealed, with its name from the folder of the case."""
    for top in case.root.iterdir():
        if top.name not in SEALED_ALREADY and not top.is_symlink():
            inside = [top] if top.is_file() else sorted(top.rglob("*"))
            yield from ((one.relative_to(case.root).as_posix(), one) for one in inside if one.is_file() and not one.is_symlink())
    waiting = case.passing / INCOMING
    yield from ((one.relative_to(case.passing).as_posix(), one) for one in sorted(waiting.rglob("*")) if one.is_file())


def _sealed_path(case: Case, name: str) -> Path:
    return case.root.joinpath(SEALED, *(name[at : at + NAME_PART] for at in range(0, len(name), NAME_PART)))


def _remove_empty(root: Path) -> None:
    for folder in sorted((one for one in root.rglob("*") if one.is_dir()), reverse=True):
        if folder.relative_to(root).parts[0] != "archive" and not any(folder.iterdir()):
            folder.rmdir()


def _needed_lock(root: Path) -> Lock:
    lock = lock_of(root)
    if lock is None:
        raise CaseError(
            "this case is not encrypted", where=str(root), remedy="copy it to one that is: cenotaph migrate FOLDER --encrypted"
        )
    return lock


def _alone(root: Path) -> AbstractContextManager[None]:
    return alone(root / LOCKING, "this case is being locked or unlocked")
