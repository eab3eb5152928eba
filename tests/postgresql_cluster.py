"""A throw-away PostgreSQL server: its own data, its own socket, no network address."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


@dataclass(frozen=True)
class Cluster:
    """A running server under `root`. Root may not run one, so then Debian's user `postgres` does."""

    root: Path
    binaries: Path

    @classmethod
    def start(cls) -> "Cluster | None":
        """Start a server, or None where none is installed."""
        if not BINARIES:
            return None
        root = Path(tempfile.mkdtemp(prefix="cenotaph-pg-"))
        if os.geteuid() == 0:
            shutil.chown(root, "postgres")
        cluster = cls(root, BINARIES[-1].parent)
        cluster._run("initdb", "-D", root / "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        quiet = f"-c listen_addresses='' -c unix_socket_directories='{root}' -c fsync=off -c full_page_writes=off"
        cluster._run("pg_ctl", "-D", root / "data", "-w", "-l", root / "log", "-o", quiet, "start")
        return cluster

    def stop(self) -> None:
        """Stop it and remove what it wrote."""
        self._run("pg_ctl", "-D", self.root / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.root, ignore_errors=True)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, empty database, removed at the end."""
        name = f"case_{uuid4().hex[:12]}"
        self._sql(f"CREATE DATABASE {name}")
        yield f"postgresql://tests@/{name}?host={self.root}"
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        self._run("psql", "-q", "-h", self.root, "-U", "tests", "-d", "postgres", "-c", statement)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.binaries / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.root)
