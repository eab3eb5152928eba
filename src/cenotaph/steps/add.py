"""Adds files and addresses to a case: archive the bytes, take the text, read it; one transaction a document.

Killed at any point, a case holds whole documents only, and adding the same files again completes it. A file that cannot
be read is reported and stops nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from cenotaph.archive import Archive
from cenotaph.errors import CenotaphError, StorageFull, UnreadableFile
from cenotaph.ingest import Offered, offered_files
from cenotaph.model import AddState
from cenotaph.steps.on_all_cores import all_cores
from cenotaph.steps.read_offered import Prepared
from cenotaph.steps.refresh import is_stale, refresh_case
from cenotaph.steps.side_by_side import EndOfFile, Known, read_side_by_side
from cenotaph.store import Case

__all__ = ["AddReport", "Outcome", "add_to_case"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, with the error when it failed."""

    name: str
    result: AddState
    claims: int = 0
    flags: tuple[str, ...] = ()
    note: str = ""
    error: CenotaphError | None = None


@dataclass(slots=True)
class AddReport:
    """The outcomes of one `add`, and the number of incidents the case now has."""

    outcomes: list[Outcome] = field(default_factory=list)
    incidents: int = 0

    def of(self, result: AddState) -> list[Outcome]:
        """The outcomes with this result."""
        return [outcome for outcome in self.outcomes if outcome.result == result]


def add_to_case(
    case: Case, given: Sequence[str], progress: Callable[[int, int], None] | None = None, *, jobs: int | None = None
) -> AddReport:
    """Add everything `given` names (files, folders, addresses), then reconcile the whole case. `jobs` files are read at once;
    unless said, one more than there are processors, for one reader waits while its document is stored. The record is the same
    for any number.

    `progress` is called after each file with how many are done and how many there are. Raises `StorageFull` when the disk is
    full; what was added before stays, and is reconciled by the next `add`.
    """
    report = AddReport()
    offered = list(offered_files(given))
    archive = case.archive
    archive.clear_unfinished(lambda digest: digest in _objects(case))
    cores = all_cores()
    children = min(jobs or cores + (cores > 1), max(1, len(offered)))
    done = 0
    with case.held_open() as held:
        for one, found in read_side_by_side(offered, children, partial(_is_known, held)):
            if not isinstance(found, EndOfFile):
                report.outcomes.append(_outcome(held, archive, one, found))
                continue
            done += 1
            if progress is not None:
                progress(done, len(offered))
    if report.of(AddState.ADDED) or is_stale(case):
        report.incidents = refresh_case(case)
    return report


def _outcome(case: Case, archive: Archive, offered: Offered, found: Prepared | Known | CenotaphError) -> Outcome:
    if isinstance(found, Known):
        return Outcome(found.name, AddState.KNOWN)
    try:
        if isinstance(found, CenotaphError):
            raise found
        return _store(case, archive, found)
    except StorageFull:
        raise
    except CenotaphError as error:
        return Outcome(offered.name, AddState.FAILED, error=error)
    except OSError as error:
        return Outcome(
            offered.name, AddState.FAILED, error=UnreadableFile(f"it cannot be read ({error.strerror})", where=offered.name)
        )


def _objects(case: Case) -> set[str]:
    with case.reading() as record:
        return record.used_objects()


def _is_known(case: Case, digest: str) -> bool:
    with case.reading() as record:
        return record.documents.has(digest)


def _store(case: Case, archive: Archive, found: Prepared) -> Outcome:
    document, reading = found.document, found.reading
    with archive.adding(found.data), case.writing() as record:
        if record.documents.has(document.sha256):  # it came twice, or somebody else added it while it was read here
            return Outcome(document.name, AddState.KNOWN)
        record.documents.add(document, reading, found.signature)
        if found.marks is not None:
            record.marks.store(document.id, found.marks)
    return Outcome(document.name, AddState.ADDED, len(reading.claims) if reading else 0, document.flags, document.note)
