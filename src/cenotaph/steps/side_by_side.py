"""Has several children read files at once, each with one file at a time, and gives what they found in the order of the files.

Whoever stores what is found stores it in that order, so that it does not matter how many children there are or which is the
fastest. What is found before its turn is kept in memory up to a bound; then the children wait. A file that breaks or hangs its
child costs that file. Nothing is stored here.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from typing import Any

from cenotaph.archive import read_bytes
from cenotaph.errors import CenotaphError, UnreadableFile
from cenotaph.ingest import Offered, fetch_url
from cenotaph.steps.child_side import Question
from cenotaph.steps.corpus.part import is_part, read_part
from cenotaph.steps.limited_child import FINISHED, LimitedChild
from cenotaph.steps.read_offered import Prepared, Taking, read_offered

__all__ = ["EndOfFile", "Known", "read_side_by_side"]

MOST_HELD = 100_000_000  # bytes of documents that wait for their turn: little beside what one child may use
MOST_AHEAD = 2_000  # files that are begun and not given: at 25 ms each what others read while one takes its whole time


@dataclass(frozen=True, slots=True)
class Known:
    """A document of these bytes is in the record already."""

    name: str


@dataclass(frozen=True, slots=True)
class EndOfFile:
    """All of a file was given."""


Found = Prepared | Known | CenotaphError | EndOfFile


def read_side_by_side(offered: Iterable[Offered], jobs: int, is_known: Callable[[str], bool]) -> Iterator[tuple[Offered, Found]]:
    """Of file after file each document, whether it is new, or why it could not be read, and then `EndOfFile`. `jobs` is the
    number of children, `is_known` tells by the SHA-256 of a document's bytes whether it is in the record.
    """
    left = iter(offered)
    more = True
    talks: deque[_Talk] = deque()
    with ExitStack() as children:
        free = [children.enter_context(LimitedChild()) for _ in range(jobs)]
        while more or talks:
            more = _give_work(talks, left, free, is_known) if more else False
            if not talks:
                continue
            first = talks[0]
            if _hear(talks, at_once=bool(first.found or first.ended)) and more:
                continue  # who has nothing more to say has something else to do before what is found is given
            if first.found:
                yield first.offered, first.found.popleft()
            elif first.ended:
                talks.popleft()
                yield first.offered, EndOfFile()


def _give_work(talks: deque["_Talk"], left: Iterator[Offered], free: list[LimitedChild], is_known: Callable[[str], bool]) -> bool:
    """Have every child that is free begin a file; whether there may be more files."""
    while free and len(talks) < MOST_AHEAD and _has_room(talks):
        one = next(left, None)
        if one is None:
            return False
        talks.append(_Talk(one, free, is_known))
        if talks[-1].ended:
            break  # nothing to read: what was found is given first, or a folder of known files would all be in memory
    return True


def _has_room(talks: Iterable["_Talk"]) -> bool:
    return sum(len(found.data) for talk in talks for found in talk.found if isinstance(found, Prepared)) < MOST_HELD


def _hear(talks: deque["_Talk"], *, at_once: bool) -> bool:
    """Hear whoever has something to say, and say whether somebody had; unless `at_once` wait for somebody. The first is always
    heard.
    """
    room = _has_room(talks)
    heard = [talk for talk in talks if talk.child is not None and (talk is talks[0] or room)]
    lines: dict[Connection, _Talk] = {talk.child.line: talk for talk in heard if talk.child and talk.child.line}
    patience = min((talk.child.patient_until for talk in heard if talk.child), default=0.0) - time.monotonic()
    timeout = 0.0 if at_once or len(lines) < len(heard) else max(0.0, patience)
    ready = {lines[line] for line in wait(list(lines), timeout) if isinstance(line, Connection)}
    ready |= {talk for talk in heard if talk.is_overdue()}
    for talk in ready:
        talk.hear()
    return bool(ready)


class _Talk:
    """One file: what was found in it so far, and the child that reads it, which is taken from `free` and given back to it."""

    def __init__(self, offered: Offered, free: list[LimitedChild], is_known: Callable[[str], bool]) -> None:
        self.offered = offered
        self.found: deque[Found] = deque()
        self.child: LimitedChild | None = None
        self._free, self._is_known = free, is_known
        self._taking = Taking("")
        try:
            self._begin()
        except CenotaphError as fault:
            self.found.append(fault)
        except OSError as fault:
            self.found.append(UnreadableFile(f"it cannot be read ({fault.strerror})", where=offered.name))

    @property
    def ended(self) -> bool:
        """Whether nothing more will be found."""
        return self.child is None

    def is_overdue(self) -> bool:
        """Whether the child has had all the time there is."""
        return self.child is not None and (self.child.line is None or self.child.patient_until < time.monotonic())

    def hear(self) -> None:
        """Take what the child says, and let it go on."""
        if self.child is None:
            return
        try:
            said = self.child.hear()
        except CenotaphError as fault:
            self.found.extend(self._taking.broken_off(fault))
            self._end()
            return
        if said is FINISHED:
            self._end()
        elif isinstance(said, Question):
            self.child.answer(self._is_wanted(*said.about))
        elif isinstance(said, CenotaphError):
            self.found.append(said)
        elif (made := self._taking.take(said)) is not None:
            self.found.append(made)

    def _begin(self) -> None:
        now = datetime.now(UTC).replace(microsecond=0)
        offered = self.offered
        if offered.url:
            fetched = fetch_url(offered.url)
            data, name, url = fetched.data, offered.url, fetched.url
        elif offered.path is not None and is_part(offered.path):
            self._take(read_part, offered.path, offered.name, size=0)
            return
        elif offered.path is not None:
            data, name, url = read_bytes(offered.path), offered.name, ""
        else:
            raise UnreadableFile("nothing to read", where=offered.name)
        digest = sha256(data).hexdigest()
        if self._is_known(digest):
            self.found.append(Known(name))
            return
        self._taking = Taking(digest)
        self._take(read_offered, data, name, url, now, size=len(data))

    def _take(self, work: Callable[..., Iterator[Any]], *given: Any, size: int) -> None:
        self.child = self._free.pop()
        self.child.begin(work, *given, where=self.offered.name, size=size)

    def _is_wanted(self, digest: str, name: str) -> bool:
        """Whether a document is new; one that is known is noted."""
        known = self._is_known(digest)
        if known:
            self.found.append(Known(name))
        return not known

    def _end(self) -> None:
        if self.child is not None:
            self._free.append(self.child)
        self.child = None
