"""Hostile files, each given to the program by itself: what it says, what it costs, what it leaves behind.

    python benchmarks/hostile.py FOLDER...                every file of these folders
    python benchmarks/hostile.py FOLDER --only read       only this verb, of read, add, lists, map, import
    python benchmarks/hostile.py FOLDER --begin x_        only files whose names begin so

Tables (csv, xlsx, xls, ods) go through `lists add`, with `--map` where the file is a mapping, and through `import`; everything
else through `read` and through `add`. For each run the program is started anew; printed are the runs that ended in a traceback or
by a signal, needed more than 1.5 GB or 30 seconds of a processor (all its processes together), or wrote outside the case. The exit
code is 1 when there was any.
"""

import argparse
import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES, MAPPINGS = {".csv", ".xlsx", ".xls", ".ods", ".tsv"}, {".yaml", ".yml"}
MOST_BYTES, MOST_SECONDS, HOPELESS = 1_500_000_000, 30, 300
AT_ONCE = 2
TICKS = os.sysconf("SC_CLK_TCK")
LIST = "No,Name,Sex,Age,Date of death,Village\n1,Ana Ortu,F,12,2009-03-14,Ostrel\n"


@dataclass
class Run:
    """One run of the program: what it was given, how it ended, and what it cost."""

    verb: str
    name: str
    code: int
    seconds: float
    most_bytes: int
    said: str
    strays: list[str]

    def faults(self) -> list[str]:
        """What must not be."""
        found = []
        if "Traceback" in self.said:
            found.append("traceback: " + self.said.strip().splitlines()[-1][:100])
        if self.code not in (0, 1, 2, 3):
            found.append(f"exit {self.code}")
        if self.most_bytes > MOST_BYTES:
            found.append(f"{self.most_bytes / 1e9:.1f} GB")
        if self.seconds > MOST_SECONDS:
            found.append(f"{self.seconds:.0f} s")
        return found + [f"wrote {one}" for one in self.strays]


def _tree(root: int) -> list[int]:
    """The processes that descend from one, and itself."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                stat = Path(f"/proc/{entry}/stat").read_text(encoding="latin-1")
                children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found


def _look(root: int, used: dict[int, float]) -> int:
    """Bytes that a process and its descendants hold, what they share counted once; what each has `used` of a processor so far."""
    total = 0
    for one in _tree(root):
        with contextlib.suppress(OSError, StopIteration, ValueError):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            used[one] = (int(fields[11]) + int(fields[12])) / TICKS
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return total


@cache
def _empty_case() -> Path:
    made = Path(tempfile.mkdtemp(prefix="hostile-empty-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    subprocess.run([PROGRAM, "init", str(made / "case")], check=True, capture_output=True)
    return made / "case"


def run(verb: str, path: Path) -> Run:
    """Give one file to the program, in a folder and a home of its own."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        home, work = Path(folder) / "home", Path(folder) / "work"
        for one in (home, work, home / "tmp"):
            one.mkdir()
        env = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "CENOTAPH_CASE": "case"}
        shutil.copytree(_empty_case(), work / "case")
        given = work / path.name
        shutil.copy(path, given)
        arguments = {
            "read": ["read", str(given)],
            "add": ["add", str(given)],
            "lists": ["lists", "add", str(given), "--yes"],
            "map": ["lists", "add", "list.csv", "--map", str(given), "--yes"],
            "import": ["import", str(given)],
        }[verb]
        if verb == "map":
            (work / "list.csv").write_text(LIST, encoding="utf-8")
        there = {str(one) for one in Path(folder).rglob("*")}
        started, most, ended, used = time.monotonic(), 0, threading.Event(), dict[int, float]()
        with (Path(folder) / "said").open("w+b") as said:
            there.add(str(Path(folder) / "said"))
            process = subprocess.Popen(
                [PROGRAM, *arguments],
                cwd=work,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            while process.poll() is None:
                most = max(most, _look(process.pid, used))
                if time.monotonic() - started > HOPELESS or most > 6 * MOST_BYTES:
                    os.killpg(process.pid, signal.SIGKILL)
                ended.wait(0.05)
            said.seek(0)
            words = said.read(5_000_000).decode("utf-8", "replace")
        strays = [
            one for one in sorted({str(one) for one in Path(folder).rglob("*")} - there) if not one.startswith(str(work / "case"))
        ]
        return Run(verb, path.name, process.returncode, sum(used.values()), most, words, strays)


def _wanted(folders: list[Path], only: str, begin: str) -> list[tuple[str, Path]]:
    """Each file with the verbs that take it."""
    runs = []
    for folder in folders:
        for path in sorted(one for one in folder.iterdir() if one.is_file() and one.name.startswith(begin)):
            ending = path.suffix.lower()
            verbs = ("map",) if ending in MAPPINGS else ("lists", "import") if ending in TABLES else ("read", "add")
            runs += [(verb, path) for verb in verbs if only in ("", verb)]
    return runs


def main() -> int:
    """Run everything, two at once, and print what must not be."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--begin", default="")
    given = asked.parse_args()
    wanted = _wanted(given.folders, given.only, given.begin)
    bad = longest = heaviest = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in pool.map(lambda what: run(*what), wanted):
            faults = one.faults()
            bad += bool(faults)
            longest, heaviest = max(longest, one.seconds), max(heaviest, one.most_bytes)
            if faults:
                print(f"{one.verb:7}{one.name:28}{'; '.join(faults)}", flush=True)
    print(f"{len(wanted):,} runs, {bad} that must not be; the longest {longest:.1f} s, the heaviest {heaviest / 1e9:.2f} GB")
    return 1 if bad else 0


PROGRAM = str(Path(sys.executable).parent / "cenotaph")

if __name__ == "__main__":
    sys.exit(main())
