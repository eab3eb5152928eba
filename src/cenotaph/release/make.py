"""Makes a release: frozen, numbered, signed, whole or not at all; and refuses one that would endanger somebody.

A release lies in the case under `releases/0001` and is never altered. The same record gives the same bytes: nothing in it comes
of the clock or of the machine.
"""

import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from cenotaph.archive import alone, replace_folder, write_whole
from cenotaph.errors import CannotPublish
from cenotaph.model import PublicRecord
from cenotaph.protect import InTurn, PublicIds, scan_folder
from cenotaph.release.changes import Change, compare_records, redirects_after, redirects_of_renamed
from cenotaph.release.data import read_record
from cenotaph.release.files import STATEMENT, write_release_files
from cenotaph.release.gather import Gathered, gather_public_record
from cenotaph.release.gather_head import record_head
from cenotaph.release.gather_ids import secret_of_ids
from cenotaph.release.manifest import MANIFEST, read_manifest, write_manifest
from cenotaph.release.seal import seal_record
from cenotaph.release.signing import KEY, release_folders, signing_key
from cenotaph.release.statement import Statement, empty_statement, load_statement
from cenotaph.store import Case
from cenotaph.version import __version__

__all__ = ["MadeRelease", "begin_statement", "make_release", "preview_release"]

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
    case.take_in(STATEMENT)
    return target


def preview_release(case: Case) -> tuple[PublicRecord, list[Change]]:
    """What the next release would publish, and what that changes since the last; nothing is written.

    Raises `CannotPublish` when the method is not stated.
    """
    statement = load_statement(_said(case))
    record = gather_public_record(case, statement.policy, secret_of_ids(case), statement.estimate).record
    done = release_folders(case)
    before = _record_of(done[-1]) if done else None
    return record, compare_records(before, record) if before is not None else []


def make_release(case: Case) -> MadeRelease:
    """Make the next release, or give the last one where neither the record nor the statement changed.

    Raises `CannotPublish` when the method is not stated, or when protected words stand in any file that would be published, and
    `CaseError` while another release of the case is being made.
    """
    said = _said(case)
    statement = load_statement(said)
    (case.root / "releases").mkdir(exist_ok=True)
    with alone(case.root / "releases" / ".lock", "another release of this case is being made"):
        made = _make(case, said, statement)
        case.take_in(KEY, STATEMENT, f"releases/{made.folder.name}")
        return made


def _make(case: Case, said: str, statement: Statement) -> MadeRelease:
    key = signing_key(case)
    secret = secret_of_ids(case)
    head = record_head(case)
    gathered = gather_public_record(case, statement.policy, secret, statement.estimate, statement.languages)
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
    counts = write_release_files(staging, record, statement, said, number, changes, gathered.wordings, head)
    found = scan_folder(staging, gathered.words, gathered.names)
    if found:
        shutil.rmtree(staging)
        raise CannotPublish(
            f"words that must not be published stand in {len(found):,} files: {', '.join(found[:5])}",
            remedy="nothing was published; look for them in release.yaml first, and report this if they are not there",
        )
    write_manifest(staging, _about(statement, record, number, counts, done, head), key)
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
    statement: Statement, record: PublicRecord, number: int, counts: dict[str, int], done: list[Path], head: str
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
        "record_head": head,
    }  # fmt: skip
