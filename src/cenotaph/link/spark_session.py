"""A Spark session: one that is described elsewhere, or one within this machine, which serves no page and keeps to loopback."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cenotaph.errors import ReaderFailed, WrongUse

__all__ = ["is_here", "open_session", "spark"]

# No page served, nothing listened on but loopback, few partitions for few records, and no Java made of the conditions of linking,
# which are too long for its compiler.
WITHIN_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def is_here(master: str) -> bool:
    """Whether an address means a Spark within this process."""
    return master.startswith("local")


def open_session(master: str = "") -> Any:
    """The session that `SPARK_REMOTE` or `spark-defaults.conf` describe, or that of `master`, such as local[2].

    Raises `WrongUse` when pyspark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise WrongUse("Spark is not installed here", remedy="pip install 'cenotaph[spark]', and Java 17") from missing
    builder = SparkSession.builder.appName("cenotaph")
    if is_here(master):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # what is not installed for another Python is installed for this
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")  # of a pandas that is not used
    for setting, value in WITHIN_THIS_MACHINE.items() if is_here(master) else ():
        builder = builder.config(setting, value)
    return (builder.master(master) if master else builder).getOrCreate()


@contextmanager
def spark(master: str = "") -> Iterator[Any]:
    """The session for as long as the block runs. Raises `ReaderFailed` for what Spark itself cannot do, with its first line."""
    session = open_session(master)
    from pyspark.errors import PySparkException

    try:
        yield session
    except PySparkException as fault:
        said = str(fault).strip().splitlines()[0]
        raise ReaderFailed(f"Spark stopped: {said}", remedy="what was read stays; the same command goes on") from fault
    finally:
        session.stop()
