"""Where the linking runs: DuckDB in this process, or a Spark that is there already. Both answer the same SQL with Arrow tables.

DuckDB may load no extension by itself, so it fetches nothing; it keeps to a memory limit and spills the rest to a folder.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cenotaph.link.spark_session import is_here, open_session

if TYPE_CHECKING:
    import pyarrow

__all__ = ["DuckDbEngine", "Engine", "SparkEngine"]


class Engine(Protocol):
    """What linking needs of a database: Splink's own API for it, a way in for tables, and a way to ask."""

    splink: Any

    def put(self, name: str, table: "pyarrow.Table") -> None:
        """Make `table` known under `name`."""
        ...

    def ask(self, sql: str) -> "pyarrow.Table":
        """The answer to a query."""
        ...

    def ask_nothing(self, sql: str) -> None:
        """Run a statement that has no answer."""
        ...

    def close(self) -> None:
        """Let go of what was taken."""
        ...


class DuckDbEngine:
    """DuckDB in memory, spilling to `folder` (a temporary one when None) beyond `memory_megabytes`."""

    def __init__(self, memory_megabytes: int = 4000, threads: int = 2, folder: Path | None = None) -> None:
        import duckdb
        from splink import DuckDBAPI

        self._spill = tempfile.TemporaryDirectory(dir=folder, prefix="cenotaph-spill-")
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "memory_limit": f"{memory_megabytes}MB",
                "temp_directory": self._spill.name,
                "threads": str(threads),
                "preserve_insertion_order": "false",
            },
        )
        self.splink = DuckDBAPI(connection=self._connection)

    def put(self, name: str, table: "pyarrow.Table") -> None:
        """Copy `table` into the database."""
        self._connection.register("offered", table)
        self._connection.execute(f"create or replace table {name} as select * from offered")
        self._connection.unregister("offered")

    def ask(self, sql: str) -> "pyarrow.Table":
        """The answer to a query."""
        return self._connection.sql(sql).to_arrow_table()

    def ask_nothing(self, sql: str) -> None:
        """Run a statement."""
        self._connection.execute(sql)

    def close(self) -> None:
        """Close the database and remove what was spilled."""
        self._connection.close()
        self._spill.cleanup()


class SparkEngine:
    """An existing Spark session, or the one that `SPARK_REMOTE` or `spark-defaults.conf` describe; `master` for a local one.

    Raises `WrongUse` when pyspark is not installed.
    """

    def __init__(self, master: str = "", session: Any = None) -> None:
        self._own = session is None
        self._session = open_session(master) if session is None else session
        from splink import SparkAPI

        self.splink: Any = SparkAPI(
            spark_session=self._session,
            break_lineage_method="persist",
            num_partitions_on_repartition=2 if is_here(master) else None,
            register_udfs_automatically=False,
        )

    def put(self, name: str, table: "pyarrow.Table") -> None:
        """Make `table` a view of the session."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def ask(self, sql: str) -> "pyarrow.Table":
        """The answer to a query."""
        return self._session.sql(sql).toArrow()

    def ask_nothing(self, sql: str) -> None:
        """Run a statement."""
        self._session.sql(sql)

    def close(self) -> None:
        """Stop the session, if this made it."""
        if self._own:
            self._session.stop()
