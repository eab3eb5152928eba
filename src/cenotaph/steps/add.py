"""Adds files and addresses to a case: archive the bytes, take the text, read it; one transaction a document.

Killed at any point, a case holds whole documents only, and adding the same files again completes it. A file that cannot
be read is reported and stops nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cenotaph.archive import Archive, read_bytes
from cenotaph.errors import CenotaphError, StorageFull, UnreadableFile
from cenotaph.ingest import Offered, fetch_url, offered_files
from cenotaph.model import AddState
from cenotaph.steps.limited_child import LimitedChild
from cenotaph.steps.read_offered import Prepared, kept_unread, read_offered
from cenotaph.steps.refresh import is_stale, refresh_case
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


def add_to_case(case: Case, given: Sequence[str], progress: Callable[[Outcome, int], None] | None = None) -> AddReport:
    """Add everything `given` names (files, folders, addresses), then reconcile the whole case.

    `progress` is called after each file with its outcome and the number of files there are. Raises `StorageFull` when
    the disk is full; what was added before stays, and is reconciled by the next `add`.
    """
    report = AddReport()
    offered = list(offered_files(given))
    archive = case.archive
    archive.clear_unfinished(lambda digest: digest in _objects(case))
    with LimitedChild() as child:
        for one in offered:
            for outcome in _add_one(case, archive, child, one):
                report.outcomes.append(outcome)
                if progress is not None:
                    progress(outcome, len(offered))
    if report.of(AddState.ADDED) or is_stale(case):
        report.incidents = refresh_case(case)
    return report


def _add_one(case: Case, archive: Archive, child: LimitedChild, offered: Offered) -> Iterator[Outcome]:
    try:
        yield from _added(case, archive, child, offered)
    except StorageFull:
        raise
    except CenotaphError as error:
        yield Outcome(offered.name, AddState.FAILED, error=error)
    except OSError as error:
        yield Outcome(
            offered.name, AddState.FAILED, error=UnreadableFile(f"it cannot be read ({error.strerror})", where=offered.name)
        )


def _added(case: Case, archive: Archive, child: LimitedChild, offered: Offered) -> Iterator[Outcome]:
    now = datetime.now(UTC).replace(microsecond=0)
    if offered.url:
        fetched = fetch_url(offered.url)
        data, name, url = fetched.data, offered.url, fetched.url
    elif offered.path is not None:
        data, name, url = read_bytes(offered.path), offered.name, ""
    else:
        raise UnreadableFile("nothing to read", where=offered.name)
    digest = sha256(data).hexdigest()
    if _known(case, digest):
        yield Outcome(name, AddState.KNOWN)
        return
    made = child.run(read_offered, data, name, url, now, where=name, size=len(data))
    answer: bool | None = None
    unread: Prepared | None = None
    try:
        while True:
            found: Prepared | tuple[Any, Any] = made.send(answer)
            answer = None
            if isinstance(found, Prepared):
                unread = found
            elif unread is not None:
                document, reading = found
                yield _store(case, archive, replace(unread, document=document, reading=reading))
                unread = None
            elif _known(case, found[0]):
                yield Outcome(found[1], AddState.KNOWN)
                answer = False
            else:
                answer = True
    except StopIteration:
        return
    except UnreadableFile as fault:
        if unread is None:
            raise
        yield _store(case, archive, kept_unread(unread, fault.what))
        if unread.document.sha256 != digest:
            raise  # the rest of an archive is lost


def _objects(case: Case) -> set[str]:
    with case.reading() as record:
        return record.used_objects()


def _known(case: Case, digest: str) -> bool:
    with case.reading() as record:
        return record.documents.has(digest)


def _store(case: Case, archive: Archive, found: Prepared) -> Outcome:
    document, reading = found.document, found.reading
    with archive.adding(found.data), case.writing() as record:
        if record.documents.has(document.sha256):  # somebody else added it while it was read here
            return Outcome(document.name, AddState.KNOWN)
        record.documents.add(document, reading, found.signature)
    return Outcome(document.name, AddState.ADDED, len(reading.claims) if reading else 0, document.flags, document.note)
