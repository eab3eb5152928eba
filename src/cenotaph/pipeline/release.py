"""Makes a release: frozen, numbered, signed, whole or not at all; and refuses one that would endanger somebody.

A release lies in the case under `releases/0001` and is never altered. The same record gives the same bytes: nothing in it comes
of the clock or of the machine.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cenotaph import __version__
from cenotaph.errors import CannotPublish
from cenotaph.model import PublicRecord
from cenotaph.pipeline.public_ids import IDS_OF, seal_record
from cenotaph.pipeline.public_names import strict_words, words_of_silent
from cenotaph.pipeline.public_record import Gathered, gather_public_record
from cenotaph.pipeline.write_whole import alone, flush_folder, replace_folder, write_whole
from cenotaph.protect import COUNTED, InTurn, PublicIds, protections_of, scan_folder
from cenotaph.publish.bagit import write_bag
from cenotaph.publish.changes import Change, compare_records, redirects_after, redirects_of_renamed
from cenotaph.publish.data import read_record
from cenotaph.publish.manifest import MANIFEST, TIMESTAMP, check_release, public_pem, read_manifest, write_manifest
from cenotaph.publish.release_files import STATEMENT, write_release_files
from cenotaph.publish.statement import Statement, empty_statement, load_statement
from cenotaph.publish.timestamp import ask_timestamp, read_timestamp
from cenotaph.store import Case, ClaimStore, LedgerStore, SecretStore

__all__ = [
    "MadeRelease",
    "begin_statement",
    "last_word_on_publishing",
    "make_release",
    "publish_release",
    "refuse_what_endangers",
    "release_folders",
    "stamp_release",
]

KEY = "release-key.pem"
UNKEYED, FORMAT = "cenotaph-release/1", "cenotaph-release/2"


@dataclass(frozen=True, slots=True)
class MadeRelease:
    """A release: its number and folder, rows of each table, what changed; `new` is False when nothing had changed since."""

    number: int
    folder: Path
    counts: dict[str, int]
    changes: tuple[Change, ...]
    new: bool = True


def begin_statement(case: Case) -> Path:
    """Put an empty `release.yaml` to fill into the case. Raises `CannotPublish` when there is one."""
    target = case.root / STATEMENT
    if target.exists():
        raise CannotPublish("there is a statement already", where=str(target))
    write_whole(target, empty_statement())
    return target


def release_folders(case: Case) -> list[Path]:
    """The folders of all releases, in order."""
    root = case.root / "releases"
    return sorted(path for path in root.glob("[0-9]*") if path.name.isdigit()) if root.is_dir() else []


def make_release(case: Case) -> MadeRelease:
    """Make the next release, or give the last one where neither the record nor the statement changed.

    Raises `CannotPublish` when the method is not stated, or when protected words stand in any file that would be published, and
    `CaseError` while another release of the case is being made.
    """
    said = _said(case)
    statement = load_statement(said)
    (case.root / "releases").mkdir(exist_ok=True)
    with alone(case.root / "releases" / ".lock", "another release of this case is being made"):
        return _make(case, said, statement)


def _make(case: Case, said: str, statement: Statement) -> MadeRelease:
    key = _key(case)
    with case.writing() as connection:
        secret = SecretStore(connection).make(IDS_OF)
    gathered = gather_public_record(case, statement.policy, secret, statement.estimate)
    done = release_folders(case)
    before = _record_of(done[-1]) if done else None
    renamed: tuple[tuple[str, str], ...] = ()
    if before is not None and read_manifest(done[-1]).get("format") == UNKEYED:
        ids = PublicIds(secret, (one.id for one in before.people if one.withheld))
        renamed = redirects_of_renamed(before, gathered.record, ids.of)
        before = replace(seal_record(before, ids), redirects=())
    redirects = dict(sorted({**dict(redirects_after(before, gathered.record)), **dict(renamed)}.items()))
    record = replace(gathered.record, redirects=tuple(redirects.items()))
    if before is not None and _nothing_changed(before, record, done[-1], said):
        return MadeRelease(int(done[-1].name), done[-1], {}, (), new=False)
    number = int(done[-1].name) + 1 if done else 1
    changes = _told(compare_records(before, record), gathered) if before is not None else ()
    staging = case.root / "releases" / ".making"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    counts = write_release_files(staging, record, statement, said, number, changes)
    found = scan_folder(staging, gathered.words, gathered.names)
    if found:
        shutil.rmtree(staging)
        raise CannotPublish(
            f"words that must not be published stand in {len(found):,} files: {', '.join(found[:5])}",
            remedy="nothing was published; look for them in release.yaml first, and report this if they are not there",
        )
    write_manifest(staging, _about(statement, record, number, counts, done), key)
    target = case.root / "releases" / f"{number:04d}"
    replace_folder(staging, target)
    return MadeRelease(number, target, counts, changes)


def _told(changes: Sequence[Change], gathered: Gathered) -> tuple[Change, ...]:
    """The changes without words that have been withheld since: what was is from a release that had them."""
    words = InTurn(gathered.words, gathered.names)
    return tuple(replace(one, before=words.redact(one.before)) for one in changes)


def _said(case: Case) -> str:
    try:
        return (case.root / STATEMENT).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise CannotPublish(
            "nothing is published before its method is stated: there is no release.yaml that can be read", where=str(case.root),
            remedy="begin one with: cenotaph release --begin",
        ) from fault  # fmt: skip


def _record_of(folder: Path) -> PublicRecord:
    return read_record(folder / "data", str(read_manifest(folder)["as_of"]))


def _nothing_changed(before: PublicRecord, now: PublicRecord, folder: Path, said: str) -> bool:
    same = replace(before, redirects=()) == replace(now, redirects=())
    return (
        same and read_manifest(folder).get("software") == __version__ and (folder / STATEMENT).read_text(encoding="utf-8") == said
    )


def _about(
    statement: Statement, record: PublicRecord, number: int, counts: dict[str, int], done: list[Path]
) -> dict[str, object]:
    last = (
        {"number": int(done[-1].name), "manifest_sha256": sha256((done[-1] / MANIFEST).read_bytes()).hexdigest()}
        if done
        else None
    )
    return {
        "format": FORMAT, "number": number, "as_of": record.as_of, "title": statement.title,
        "publisher": statement.publisher, "licence": statement.licence, "software": __version__,
        "policy": asdict(statement.policy), "rows": counts, "previous": last,
    }  # fmt: skip


def _key(case: Case) -> bytes:
    """The key that signs this case's releases, made with the first. An empty one, as a crash may leave it, is made anew as long
    as it has signed nothing. Raises `CannotPublish` when it is lost: readers were told to trust it, no other takes its place.
    """
    path = case.root / KEY
    held = path.read_bytes() if path.is_file() else b""
    if held.strip():
        return held
    if release_folders(case):
        raise CannotPublish(
            "the key that signed the releases of this case is gone or empty", where=str(path),
            remedy="restore it from a backup; without one, begin a new case from the last release (cenotaph import) and say so",
        )  # fmt: skip
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(path, made, mode=0o600)
    return bytes(made)


def _public_key(case: Case) -> bytes | None:
    """The public key of this case, None where it has no private one here."""
    path = case.root / KEY
    held = path.read_bytes() if path.is_file() else b""
    return public_pem(held) if held.strip() else None


def last_word_on_publishing(case: Case) -> int:
    """The number of the last decision that may change what can be published, 0 where there is none."""
    with case.engine.connect() as connection:
        return LedgerStore(connection).head(COUNTED)


def stamp_release(folder: Path, address: str, root: bytes | None = None) -> datetime:
    """Have the manifest of a release stamped, unless it is; when it was. Raises `CannotPublish` for a timestamp that does not
    fit.
    """
    manifest, stamp = (folder / MANIFEST).read_bytes(), folder / TIMESTAMP
    if not stamp.is_file():
        write_whole(stamp, ask_timestamp(address, manifest, root))
    return read_timestamp(stamp.read_bytes(), manifest)


def refuse_what_endangers(case: Case, folder: Path) -> None:
    """Raise `CannotPublish` when a release was altered, or when it holds words that have been protected since."""
    faults = check_release(folder, _public_key(case))
    if faults:
        raise CannotPublish(f"release {folder.name} was altered: {'; '.join(faults[:3])}", where=str(folder))
    with case.engine.connect() as connection:
        protections = protections_of(connection)
        words, _ = strict_words(connection, protections)
        words = words.joined(words_of_silent(connection, ClaimStore(connection).in_documents(), protections))
    if scan_folder(folder, words):
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
