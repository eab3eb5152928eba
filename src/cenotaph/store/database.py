"""Opens the database safely and brings its tables up to date: SQLite for one machine, PostgreSQL for a team.

One writer at a time on both: a decision is made on what it saw, so two may not be made at once.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from cenotaph.errors import CaseError, CenotaphError, NewerDatabase, StorageFull

__all__ = ["connect", "connect_to_read", "current_revision", "reading", "storage_errors", "upgrade", "writing"]

BUSY_MILLISECONDS = 10_000
WRITER_LOCK = 0x43656E6F


def connect_to_read(path: Path, key: bytes = b"") -> Engine:
    """An engine for an SQLite file that cannot be written, on a write-protected disk or in a folder of somebody else's, encrypted
    with `key`, if any. Raises `CaseError` when SQLCipher is needed and not installed.
    """
    waiting = path.with_name(path.name + "-wal")
    unchanging = "" if waiting.is_file() and waiting.stat().st_size else "&immutable=1"
    address = f"file:{quote(str(path.resolve()))}?mode=ro{unchanging}"
    driver = _driver(key)
    engine = create_engine("sqlite://", module=driver, creator=lambda: driver.connect(address, uri=True), poolclass=NullPool)
    _open_with(engine, key)
    event.listen(engine, "connect", _read_only_sqlite)
    return engine


def connect(url: str | URL, *, kept: bool = False, key: bytes = b"") -> Engine:
    """An engine for `url`, a `sqlite:///` or `postgresql://` address; an SQLite file is encrypted with `key`, if any. Foreign
    keys are enforced and a reader never blocks the writer. An SQLite file is closed after every unit of work, unless its
    connections are `kept` for a server that asks all the time: a command leaves nothing open behind it.

    Raises `CaseError` when the driver for PostgreSQL, or SQLCipher for a key, is not installed.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(url, module=_driver(key), poolclass=QueuePool if kept else NullPool)
        _open_with(engine, key)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise CaseError(f"no database of the kind {parsed.drivername!r}", remedy="use postgresql://… or none")
    try:
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError as missing:
        raise CaseError(
            "the driver for PostgreSQL is not installed", remedy="install it with: pip install 'cenotaph[postgres]'"
        ) from missing


def _driver(key: bytes) -> Any:
    """Python's own SQLite, or SQLCipher, which encrypts each page of the file and of what waits to be written to it."""
    if not key:
        return sqlite3
    try:
        from sqlcipher3 import dbapi2
    except ImportError as missing:
        raise CaseError(
            "SQLCipher, which encrypted cases need, is not installed", remedy="install it with: pip install 'cenotaph[encrypted]'"
        ) from missing
    return dbapi2


def _open_with(engine: Engine, key: bytes) -> None:
    """Have every new connection given the key before anything else is asked of it. It is random, so nothing stretches it."""
    if key:
        event.listen(engine, "connect", lambda made, _: made.execute(f"PRAGMA key = \"x'{key.hex()}'\"").close(), insert=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is the only writing one: others wait. Committed at the end, undone by an error."""
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the record as it stood when it began, and ends without having written."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        try:
            yield connection
        finally:
            connection.rollback()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _read_only_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.close()


def current_revision(connection: Connection) -> str | None:
    """The revision the database stands at, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def upgrade(engine: Engine, where: str, *, to_read: bool = False) -> None:
    """Run the migrations the database lacks. Raises `NewerDatabase` when it was written by a later version; `to_read`, nothing is
    written, and `CaseError` raised when something lacks.
    """
    with as_file(files("cenotaph.store") / "migrations") as folder:
        with storage_errors(where), engine.connect() as connection:
            if current_revision(connection) == newest_revision(folder):
                return
        if to_read:
            raise CaseError(
                "this case is of another version and cannot be written, so it cannot be brought up to date", where=where,
                remedy="copy it to where it can be written (cenotaph backup with its own version, then cenotaph restore)",
            )  # fmt: skip
        with storage_errors(where), writing(engine) as connection:
            _migrate(connection, folder, where)


def newest_revision(folder: Path) -> str:
    """The last of the migrations, whose files begin with their numbers. Alembic, which takes a quarter of a second to load, is
    asked only when something is to be done.
    """
    return max(path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*_*.py"))


def _migrate(connection: Connection, folder: Path, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(folder))
    script = ScriptDirectory.from_config(config)
    standing = current_revision(connection)
    if standing is not None and standing not in {revision.revision for revision in script.walk_revisions()}:
        raise NewerDatabase(
            f"the database is at revision {standing}, which this version does not know",
            where=where,
            remedy="use the version of cenotaph that wrote it, or a later one",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def storage_errors(where: str) -> Iterator[None]:
    """Turn a full disk or a damaged database into an error that says what to do."""
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(
                "the disk is full; what was begun has been undone",
                where=where,
                remedy="free some space and run the command again",
            ) from fault
        raise
    except (OperationalError, DatabaseError) as fault:
        said = _said_plainly(fault, where)
        if said is None:
            raise
        raise said from fault


def _said_plainly(fault: DatabaseError, where: str) -> CenotaphError | None:
    """What to do about an error of the database; None for one that is a defect."""
    words = str(fault.orig).lower()
    if "disk is full" in words or "disk i/o error" in words or "no space left" in words:
        return StorageFull(
            "the disk is full; what was begun has been undone",
            where=where,
            remedy="free some space and run the command again",
        )
    if "not a database" in words or "malformed" in words:
        return CaseError("the database file is damaged or is no database", where=where, remedy="restore it from a backup")
    if "connection" in words and isinstance(fault, OperationalError) and not words.startswith("database is locked"):
        return CaseError(
            f"the database cannot be reached ({str(fault.orig).splitlines()[0]})",
            where=where,
            remedy="see that it runs, that its address is right, and that PGPASSWORD or ~/.pgpass has the password",
        )
    if "readonly" in words or "read-only" in words:
        return CaseError("this case can be read only", where=where, remedy="open it where it can be written")
    if isinstance(fault, IntegrityError):
        return CaseError(
            "what was to be stored contradicts what the record holds; it was not stored", where=where,
            remedy="have it read again from its file",
        )  # fmt: skip
    if "locked" in words:
        return CaseError(
            "another command is writing to this case", where=where, remedy="wait until it is done and run this again"
        )
    return None
