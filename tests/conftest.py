"""What tests share: a case, the installed command, documents made on the spot. No test opens a network address but loopback."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from cenotaph.settings import load_settings
from cenotaph.store import Case, create_case, open_case
from postgresql_cluster import Cluster
from released_case import read_all, with_documents

SHARED = Path(__file__).parents[2] / "shared"
hypothesis.settings.register_profile("untimed", deadline=None)  # a loaded machine is no fault of what is tested
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CENOTAPH_"):
            monkeypatch.delenv(name)
    load_settings.cache_clear()  # nor from the test before


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that stands for memory, and a process that was not told to keep its temporary files there."""
    folder = Path(tempfile.mkdtemp(prefix="m"))
    monkeypatch.setenv("CENOTAPH_MEMORY_FOLDER", str(folder))
    for name in ("TMPDIR", "SPARK_LOCAL_DIRS"):
        monkeypatch.setenv(name, os.environ.get(name, tempfile.gettempdir()))
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    load_settings.cache_clear()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server of this test run's own, reached by a socket in a folder of its own."""
    cluster = Cluster.start()
    if cluster is None:
        pytest.skip("PostgreSQL's server is not installed (on Debian: apt-get install postgresql)")
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """A new case; every test that takes it runs on both databases."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        with cluster.database() as url:
            made = create_case(tmp_path / "case", url)
            yield made
            made.close()
        return
    made = request.getfixturevalue("sqlite_case")
    yield made


@pytest.fixture(scope="session")
def _an_empty_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every new case on SQLite is a copy of: building its tables is looked at by tests of their own."""
    folder = tmp_path_factory.mktemp("empty") / "case"
    create_case(folder).close()
    return folder


@pytest.fixture
def sqlite_case(tmp_path: Path, _an_empty_case: Path) -> Iterator[Case]:
    """A new case on one database, for what does not depend on which."""
    shutil.copytree(_an_empty_case, tmp_path / "case")
    made = open_case(tmp_path / "case")
    yield made
    made.close()


@pytest.fixture
def reviewed(case: Case, tmp_path: Path) -> Case:
    """The small invented case with a list, every claim read by two people."""
    with_documents(case, tmp_path / "files")
    read_all(case)
    return case


@pytest.fixture
def cenotaph(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installed command in an empty folder."""

    def run(*arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).parent / "cenotaph"
        return subprocess.run(
            [str(program), *arguments],
            cwd=cwd or tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, **(env or {})},
        )

    return run


@pytest.fixture
def seed() -> Path:
    """The first real report; tests that need it are skipped where it is missing."""
    found = sorted((SHARED / "seeds").glob("*.txt")) if (SHARED / "seeds").is_dir() else []
    if not found:
        pytest.skip("the seed report lies beside the project and is not here")
    return found[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs PostgreSQL, a browser, Spark, or the program run as a command, is slow; the rest is `make fast`."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "journeys" in item.path.parts or "[postgresql" in item.nodeid or fixtures & {"cenotaph", "postgresql"}:
            item.add_marker(pytest.mark.slow)
