"""A case: one folder with the archive, a marker that says it is one, and the record: a file in it, or a PostgreSQL database.

No password is ever written into the folder: PostgreSQL's own ways (PGPASSWORD, ~/.pgpass, a service file) give it. Of an
encrypted case nothing but its marker can be read without its passphrase; `store/lock.py` says how.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, make_url
from sqlalchemy.exc import ArgumentError

from cenotaph.archive import Archive, Seal
from cenotaph.errors import CaseError
from cenotaph.settings import load_settings
from cenotaph.store.acts import ActStore
from cenotaph.store.copy_record import is_empty
from cenotaph.store.database import connect, connect_to_read, reading, storage_errors, upgrade, writing
from cenotaph.store.fingerprints import all_units
from cenotaph.store.gazetteer import PLACES
from cenotaph.store.lock import Keys, Lock
from cenotaph.store.marker import DATABASE, MARKER, Marker, read_marker, write_marker
from cenotaph.store.memory_only import folder_of, held_key, keep_temporary_files
from cenotaph.store.record import Record
from cenotaph.store.signatures import Signer
from cenotaph.store.watch import Watch

__all__ = ["Case", "create_case", "find_case", "open_case", "without_password"]


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. The record lies under `root` unless it is a PostgreSQL database, and the archive unless it is at
    `archive_address`. `keys` are those of an encrypted case, which is unlocked. `signer` signs the acts that are done with it,
    which are the `user`'s.
    """

    root: Path
    engine: Engine
    keys: Keys | None = None
    archive_address: str = ""
    signer: Signer | None = None
    user: str = ""

    @contextmanager
    def writing(self, by: str = "") -> Iterator[Record]:
        """A unit of work that is the only writing one: all of it or nothing, and an act of whoever signs it, is named
        in `by`, or is the recorder of the settings. Errors of storage are said plainly.

        Raises `NotSigned` for a decision of somebody whose key does not stand behind it; then nothing is recorded.
        """
        with storage_errors(str(self.root)), writing(self.engine) as connection:
            watch = Watch(connection, self.root)
            yield Record(connection, self.root, watch)
            watch.end(by or self.user or load_settings().recorder, self.signer)

    def signed_by(self, signer: Signer | None, user: str = "") -> "Case":
        """The case for a person whose acts are signed where the signer may, and are the `user`'s where nobody else is named."""
        return replace(self, signer=signer, user=user)

    def take_in(self, *names: str, by: str = "") -> None:
        """Note, as an act, the files or folders of these names beside the record as they are."""
        with self.writing(by) as record:
            record.take_in(*names)

    @contextmanager
    def copying(self) -> Iterator[Record]:
        """As `writing`, and no act: every row is put in as another record has it, its acts included."""
        with storage_errors(str(self.root)), writing(self.engine) as connection:
            yield Record(connection, self.root)

    @contextmanager
    def trying(self) -> Iterator[Record]:
        """As `writing`, and undone at the end: to see what would become of it."""
        with storage_errors(str(self.root)), self.engine.connect() as connection, connection.begin() as trial:
            yield Record(connection, self.root)
            trial.rollback()

    @contextmanager
    def reading(self) -> Iterator[Record]:
        """A unit of work in which everything is read as it stood at one moment, whoever writes meanwhile."""
        with storage_errors(str(self.root)), reading(self.engine) as connection:
            yield Record(connection, self.root)

    def kept_open(self) -> "Case":
        """The case for a server: the connections to its file stay open between units of work."""
        url = self.engine.url
        if url.get_backend_name() != "sqlite" or url.database is None:
            return self
        return replace(self, engine=connect(url, kept=True, key=_key_of_record(self.keys)))

    @contextmanager
    def held_open(self) -> Iterator["Case"]:
        """The case for a command of many units of work: as `kept_open`, until the block ends."""
        kept = self.kept_open()
        try:
            yield kept
        finally:
            if kept is not self:
                kept.close()

    def close(self) -> None:
        """Let go of the database; what is opened again after it is opened anew."""
        self.engine.dispose()

    @property
    def archive(self) -> Archive:
        """The original bytes."""
        return Archive(self.archive_address or self.root / "archive", self.keys.seal if self.keys else None)

    @property
    def passing(self) -> Path:
        """The folder for files that are not the case's yet: of an encrypted case, one in memory."""
        return folder_of(self.root) if self.keys else self.root

    @property
    def gazetteer(self) -> Path:
        """The optional list of places, a CSV the recorder keeps."""
        return self.root / PLACES


def create_case(root: Path, database: str = "", keys: Keys | None = None, archive: str = "") -> Case:
    """Make a new case in an empty or new folder, its record in `database` (a postgresql:// address) or in the folder, its archive
    at `archive` (an address that fsspec knows, such as s3://bucket/prefix) or in the folder; encrypted with `keys`, if any are
    given, which are not kept.

    A database whose tables hold nothing is taken: a move that was broken off leaves such a one. Raises `CaseError` when something
    else lies there, or when the database holds a case already.
    """
    if (root / MARKER).exists():
        raise CaseError("this folder is a case already", where=str(root), remedy="add documents to it, or choose another folder")
    if root.exists() and not root.is_dir():
        raise CaseError("there is a file of this name", where=str(root), remedy="choose another folder")
    if root.exists() and any(
        entry.name not in (DATABASE, DATABASE + "-wal", DATABASE + "-shm", "archive") for entry in root.iterdir()
    ):
        raise CaseError("this folder is not empty", where=str(root), remedy="choose a new or empty folder")
    if keys and database:
        raise CaseError(
            "a record in PostgreSQL is encrypted by the server's own disk, not by cenotaph", where=without_password(database),
            remedy="leave --database out, or --encrypted",
        )  # fmt: skip
    engine = _engine(root, database or DATABASE, keys)
    if database:
        _refuse_another_case(engine, database)
    if archive and next(Archive(archive).hashes(), None):
        raise CaseError("there is an archive at this address already", where=archive, remedy="choose another prefix")
    root.mkdir(parents=True, exist_ok=True)
    if not archive:
        (root / "archive").mkdir(exist_ok=True)
    upgrade(engine, str(root))
    write_marker(root, Marker(without_password(database) or DATABASE, keys.lock if keys else None, archive))
    return Case(root, engine, keys, archive)


def open_case(root: Path, keys: Keys | None = None) -> Case:
    """Open a case and bring its tables up to date; one that may not be written is opened to be read and verified. Of an encrypted
    case the key is taken from `keys`, or from memory, where `unlock` has put it; from then on this process makes its temporary
    files in memory.

    Raises `CaseError`, also for a case that is locked, or `NewerDatabase` for a later version's case.
    """
    marker = read_marker(root)
    if marker.lock:
        keys = keys or _held(root, marker.lock)
        keep_temporary_files(root)
    inside = marker.database == DATABASE
    if inside and not (root / DATABASE).is_file():
        raise CaseError("the case has no database file", where=str(root / DATABASE), remedy="restore it from a backup")
    to_read = inside and not (os.access(root, os.W_OK) and os.access(root / DATABASE, os.W_OK))
    engine = connect_to_read(root / DATABASE, _key_of_record(keys)) if to_read else _engine(root, marker.database, keys)
    upgrade(engine, str(root / DATABASE) if inside else marker.database, to_read=to_read)
    if not to_read:
        _begin_acts(engine, root)
    return Case(root, engine, keys, marker.archive)


def _held(root: Path, lock: Lock) -> Keys:
    """The keys of an unlocked case."""
    key = held_key(root)
    if not key:
        raise CaseError("this case is locked", where=str(root), remedy=f"unlock it with: cenotaph unlock --case {root}")
    return Keys(lock, Seal(key))


def _begin_acts(engine: Engine, root: Path) -> None:
    """Take the record of an earlier version, which knew no acts, as it stands."""
    with storage_errors(str(root)), engine.connect() as connection:
        if ActStore(connection).head()[0] or next(all_units(connection, root), None) is None:
            return
    with storage_errors(str(root)), writing(engine) as connection:
        ActStore(connection).begin(root)


def _key_of_record(keys: Keys | None) -> bytes:
    return keys.of_record if keys else b""


def _engine(root: Path, database: str, keys: Keys | None) -> Engine:
    if database == DATABASE:
        return connect(URL.create("sqlite", database=str(root / DATABASE)), key=_key_of_record(keys))
    try:
        return connect(database)
    except ArgumentError as fault:
        raise CaseError(
            "this is no address of a database", where=without_password(database), remedy="write postgresql://user@host/name"
        ) from fault


def _refuse_another_case(engine: Engine, database: str) -> None:
    with storage_errors(without_password(database)), engine.connect() as connection:
        if inspect(connection).has_table("document") and not is_empty(connection):
            raise CaseError(
                "this database holds a case already", where=without_password(database), remedy="make another with: createdb NAME"
            )


def without_password(database: str) -> str:
    """The address of a database as it may be shown and kept."""
    if not database:
        return ""
    try:
        parsed = make_url(database)
    except ArgumentError:
        return "(not an address)"
    return parsed._replace(password=None).render_as_string(hide_password=False)


def find_case(start: Path) -> Path:
    """The case a command means when none is named: `start`, a folder above it, or the only case directly inside it."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    inside = [entry.parent for entry in sorted(start.glob(f"*/{MARKER}"))]
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = ", ".join(entry.name for entry in inside)
        raise CaseError(f"several cases lie here: {names}", where=str(start), remedy="name one with --case")
    raise CaseError("there is no case here", where=str(start), remedy="make one with: cenotaph init case")
