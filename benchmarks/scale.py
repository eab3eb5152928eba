"""One table of how everything grows: 1,000, 10,000 and 100,000 documents, records, people, claims; beside the last run's figures.

    python benchmarks/scale.py                          everything; hours, most of it the adding of 100,000 documents
    python benchmarks/scale.py --sizes 1000,10000       smaller
    python benchmarks/scale.py --only add,desk          some of it; the rest of the table is as it was
    python benchmarks/scale.py --cores                  how much faster `add` is on two processors than on one, by turns

Everything is invented. Each measure runs in a process of its own, whose memory, with that of its children, is measured from outside:
the largest single process. Figures of another machine are shown with its name and not compared. They are kept in
`benchmarks/results/scale.json`.
"""

import argparse
import copy
import itertools
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

RESULTS = Path(__file__).parent / "results" / "scale.json"
SIZES = (1_000, 10_000, 100_000)
PROGRAM = str(Path(sys.executable).parent / "cenotaph")
TURNS = 3  # of one processor and two
MOST_INCIDENTS = 10_000  # of a release: their pages and pictures take most of its time
MANY = 3_000  # documents: of fewer, beginning the readers is most of it
Figures = dict[str, float]


def _timed(*arguments: str, cores: int = 0) -> float:
    """Seconds of a command, on so many processors, or on all."""
    on = (lambda: os.sched_setaffinity(0, set(range(cores)))) if cores else None
    started = time.perf_counter()
    subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL, preexec_fn=on)
    return time.perf_counter() - started


def _in_a_process(*arguments: str) -> tuple[float, float]:
    """Seconds of a command, and megabytes of its largest process; this one, which filled the case, does not count."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, PROGRAM, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return time.perf_counter() - started, int(done.stdout) / 1000


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _reports(folder: Path, first: int, last: int) -> Path:
    from invented import reports

    folder.mkdir()
    for number, text in enumerate(itertools.islice(reports(last), first, last), start=first):
        (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")
    return folder


def add(size: int, folder: Path) -> dict[str, Figures]:
    """Adding `size` documents of 2 kB, making all incidents anew, and ten documents more."""
    files, more = _reports(folder / "files", 0, size), _reports(folder / "more", size, size + 10)
    case = folder / "case"
    _timed("init", str(case))
    took, megabytes = _in_a_process("add", str(files), "--case", str(case))
    return {
        "add": {"seconds": took, "megabytes": megabytes, "bytes": _bytes(case)},
        "add ten more": {"seconds": _timed("add", str(more), "--case", str(case))},
        "refresh": {"seconds": _timed("steps", "--anew", "--case", str(case))},
    }


def link(size: int, folder: Path) -> dict[str, Figures]:
    """Linking two invented lists of `size` records together, which lie in a case, by the command."""
    from cenotaph.model import VictimList, VictimRecord, stable_id
    from cenotaph.store import create_case
    from invented_people import invented_lists

    given, _ = invented_lists(size)
    case = create_case(folder / "case")
    with case.writing() as record:
        for name in ("first", "second"):
            list_id = stable_id("list", name)
            mine = [values for values, of in zip(given.values, given.lists, strict=True) if of == name]
            records = [
                VictimRecord(stable_id("rec", list_id, str(at)), list_id, str(at), at, {}, {**values, "harm": "killed"})
                for at, values in enumerate(mine)
            ]
            entry = VictimList(list_id, name, f"{name}.csv", "0" * 64, "columns: {}", True, "2026-01-01T00:00:00+00:00")
            record.lists.load(entry, records, [])
    case.close()
    took, megabytes = _in_a_process("link", "--case", str(case.root))
    return {"link": {"seconds": took, "megabytes": megabytes, "bytes": _bytes(case.root)}}


def release(size: int, folder: Path) -> dict[str, Figures]:
    """A release of `size` victims and a tenth as many incidents, 10,000 at most."""
    from cenotaph.store import create_case
    from release import fill

    case = create_case(folder / "case")
    fill(case, min(size // 10, MOST_INCIDENTS), size)
    case.close()
    took, megabytes = _in_a_process("release", "--case", str(case.root))
    made = {"seconds": took, "megabytes": megabytes, "bytes": _bytes(case.root / "releases" / "0001")}
    return {"release": made}


def desk(size: int, folder: Path) -> dict[str, Figures]:
    """The slowest page of the desk over `size` claims, by its 95th of a hundred, and the usual one, on SQLite and PostgreSQL."""
    from cenotaph.steps.migrate import migrate_case
    from cenotaph.store import create_case
    from desk import by_turns, fill, high
    from free_port import serving
    from postgresql_cluster import Cluster

    case = create_case(folder / "case")
    pages, _ = fill(case, size / 50_000)
    case.close()
    found: dict[str, Figures] = {}

    def measured(root: Path, kind: str) -> None:
        with serving(PROGRAM, "serve", "--case", str(root), "--as", "Ana Ortu") as base:
            took = dict(zip(pages, by_turns([base + path for path in pages.values()]), strict=True))
        slowest = max(took, key=lambda name: high(took[name]))
        print(f"  {kind}: " + ", ".join(f"{name} {high(times):.0f}" for name, times in took.items()), file=sys.stderr)
        found[f"desk, {kind}, slowest page"] = {"seconds": high(took[slowest]) / 1000}
        found[f"desk, {kind}, median of pages"] = {"seconds": statistics.median(high(times) for times in took.values()) / 1000}

    measured(case.root, "SQLite")
    cluster = Cluster.start()
    if cluster is not None:
        with cluster.database() as url:
            migrate_case(case, folder / "team", url).close()
            measured(folder / "team", "PostgreSQL")
        cluster.stop()
    return found


MEASURES: dict[str, Callable[[int, Path], dict[str, Figures]]] = {"add": add, "link": link, "release": release, "desk": desk}


def measure(what: str, size: int) -> dict[str, Figures]:
    """The figures of one measure, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--one", what, str(size), folder]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"{what} of {size:,} did not end (exit {done.returncode})", flush=True)
        return {}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def processors() -> None:
    """Print how many times as fast two processors are as one, by turns."""
    with tempfile.TemporaryDirectory() as name:
        files = _reports(Path(name) / "files", 0, MANY)
        took: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(TURNS):
            for cores, times in took.items():
                case = Path(name) / f"case-{turn}-{cores}"
                _timed("init", str(case))
                times.append(_timed("add", str(files), "--case", str(case), cores=cores))
                shutil.rmtree(case)
        each = [one / two for one, two in zip(took[1], took[2], strict=True)]
        one, two = (statistics.median(times) for times in took.values())
        print(
            f"add, {MANY:,} documents: one processor {one:.1f} s, two {two:.1f} s; ratio {', '.join(f'{ratio:.2f}' for ratio in each)}"
        )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} processors, {memory:.0f} GB, {platform.machine()}, Python {platform.python_version()}"


def _cell(now: Figures | None, key: str, form: Callable[[float], str]) -> str:
    return form(now[key]) if now and key in now else ""


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def show(kept: dict[str, Any], before: dict[str, Any]) -> None:
    """Print the table: each measure at each size, its growth, and the last run's time."""
    rows, last = kept["rows"], before.get("rows", {}) if before.get("machine") == kept["machine"] else {}
    print(f"{kept['machine']}; {kept['day']}; the last run: {before.get('day', 'none')}, {before.get('machine', '')}")
    print("| what | size | time | memory | on disk | grows with the power | last time |\n|---|---|---|---|---|---|---|")
    for name, sizes in rows.items():
        smaller: tuple[int, float] | None = None
        for size, now in sorted(sizes.items(), key=lambda one: int(one[0])):
            power = ""
            if smaller is not None:
                power = f"{math.log(now['seconds'] / smaller[1]) / math.log(int(size) / smaller[0]):.2f}"
            smaller = (int(size), now["seconds"])
            memory, disk = (
                _cell(now, "megabytes", lambda mb: f"{mb:,.0f} MB"),
                _cell(now, "bytes", lambda b: f"{b / 1e6:,.0f} MB"),
            )
            was = _cell(last.get(name, {}).get(size), "seconds", _seconds)
            print(f"| {name} | {int(size):,} | {_seconds(now['seconds'])} | {memory} | {disk} | {power} | {was} |")


def main() -> None:
    """Measure, keep, and print."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(MEASURES[sys.argv[2]](int(sys.argv[3]), Path(sys.argv[4]))))
        return
    given = argparse.ArgumentParser()
    given.add_argument("--sizes", default=",".join(map(str, SIZES)))
    given.add_argument("--only", default=",".join(MEASURES))
    given.add_argument("--cores", action="store_true")
    asked = given.parse_args()
    if asked.cores:
        processors()
        return
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    same = before.get("machine") == _machine()
    kept = {
        "machine": _machine(),
        "day": date.today().isoformat(),
        "rows": copy.deepcopy(before["rows"]) if same else {},
    }
    for what, size in itertools.product(asked.only.split(","), map(int, asked.sizes.split(","))):
        for name, now in measure(what, size).items():
            kept["rows"].setdefault(name, {})[str(size)] = now
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    show(kept, before)


if __name__ == "__main__":
    main()
