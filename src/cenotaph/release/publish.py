"""Copies a release to where the public finds it, stamped if asked; refuses one that would endanger somebody."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from cenotaph.archive import alone, flush_folder, replace_folder, write_whole
from cenotaph.errors import CannotPublish
from cenotaph.protect import scan_folder
from cenotaph.release.bagit import write_bag
from cenotaph.release.gather_protected import words_protected_now
from cenotaph.release.manifest import MANIFEST, TIMESTAMP, check_release, read_manifest
from cenotaph.release.signing import public_key, release_folders
from cenotaph.release.timestamp import ask_timestamp, read_timestamp
from cenotaph.store import Case

__all__ = ["publish_release", "refuse_what_endangers", "stamp_release"]


def stamp_release(case: Case, folder: Path, address: str, root: bytes | None = None) -> datetime:
    """Have the manifest of a release of the case stamped, unless it is; when it was. Raises `CannotPublish` for a timestamp that
    does not fit.
    """
    manifest, stamp = (folder / MANIFEST).read_bytes(), folder / TIMESTAMP
    if not stamp.is_file():
        write_whole(stamp, ask_timestamp(address, manifest, root))
        case.take_in(f"releases/{folder.name}")
    return read_timestamp(stamp.read_bytes(), manifest)


def refuse_what_endangers(case: Case, folder: Path) -> None:
    """Raise `CannotPublish` when a release was altered, or when it holds words that have been protected since."""
    faults = check_release(folder, public_key(case))
    if faults:
        raise CannotPublish(f"release {folder.name} was altered: {'; '.join(faults[:3])}", where=str(folder))
    if scan_folder(folder, words_protected_now(case)):
        raise CannotPublish(
            f"release {int(folder.name)} holds words that have been protected since", remedy="make another with: cenotaph release"
        )


def publish_release(case: Case, target: Path, number: int | None = None, *, bag: bool = False) -> Path:
    """Copy a release, the last unless numbered, to `target`: a new or empty folder, or one that holds a release already, which it
    replaces whole; with `bag`, as a BagIt bag. The folder of the release.

    Raises `CannotPublish` when there is none, when it was altered, or when it holds words that have been protected since.
    """
    done = {int(folder.name): folder for folder in release_folders(case)}
    folder = done.get(number if number is not None else max(done, default=0))
    if folder is None:
        raise CannotPublish("there is no such release", remedy="make one with: cenotaph release")
    refuse_what_endangers(case, folder)
    if target.exists() and any(target.iterdir()) and not any((target / name).is_file() for name in (MANIFEST, "bagit.txt")):
        raise CannotPublish("something else lies there", where=str(target), remedy="choose a new or empty folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(target.with_name(f".{target.name}.lock"), "another command is publishing there"):
        _copy(folder, target, bag=bag)
    return folder


def _copy(folder: Path, target: Path, *, bag: bool) -> None:
    staging, old = target.with_name(target.name + ".writing"), target.with_name(target.name + ".old")
    shutil.rmtree(staging, ignore_errors=True)
    if old.exists() and not target.exists():
        os.replace(old, target)
    shutil.rmtree(old, ignore_errors=True)
    if bag:
        said = read_manifest(folder)
        about = {"Source-Organization": said["publisher"], "External-Description": said["title"], "Bagging-Date": said["as_of"]}
        write_bag(folder, staging, about)
    else:
        shutil.copytree(folder, staging)
    flush_folder(staging)
    if target.exists():
        os.replace(target, old)
    replace_folder(staging, target)
    shutil.rmtree(old, ignore_errors=True)
