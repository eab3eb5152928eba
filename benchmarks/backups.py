"""Backups while people write: each must restore to a case that verifies, whatever the two recorders did meanwhile.

    python benchmarks/backups.py          50 backups on SQLite, 50 on PostgreSQL
    python benchmarks/backups.py 5        so many

Two threads add documents and decide without pause. Every backup is restored into a folder of its own and verified; printed are how many
verified, how far the two wrote between the first and the last, and how long one took.
"""

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from cenotaph.errors import CenotaphError
from cenotaph.steps.add import add_to_case
from cenotaph.steps.backup import backup_case, restore_case
from cenotaph.steps.decide import decide
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from postgresql_cluster import Cluster

BEGUN = 4  # decisions before the first backup: readers take seconds to start
PLACES = ("Ostrel", "Varn", "Lower Kesh", "Tull")


def write_on(case: Case, folder: Path, name: str, ended: threading.Event, faults: list[str]) -> None:
    """A recorder: adds a report, accepts, rejects or mends one of its claims, and goes on."""
    number = 0
    while not ended.is_set():
        number += 1
        report = folder / f"{name}-{number}.txt"
        words = f"{10 + number % 80} people were killed in {PLACES[number % 4]} on {1 + number % 28} May 2009, said {name}, office {number}."
        report.write_text(words, encoding="utf-8")
        try:
            add_to_case(case, [str(report)])
            with case.reading() as record:
                row = next(row for row in record.claims.rows() if row.document_name == report.name)
            act = ("accept", "reject", "edit")[number % 3]
            details = {"low": str(number)} if act == "edit" else {}
            decide(
                case, act, [row.claim.id], decided_by=name, why="tried", details={**details, **({"high": ""} if details else {})}
            )
        except (CenotaphError, StopIteration) as fault:
            faults.append(f"{type(fault).__name__}: {fault}")


def _decided(case: Case) -> int:
    with case.reading() as record:
        return record.ledger.head()


def measure(case: Case, folder: Path, times: int) -> str:
    """A row of the table."""
    ended, faults = threading.Event(), list[str]()
    folder.mkdir()
    recorders = [
        threading.Thread(target=write_on, args=(case, folder, name, ended, faults)) for name in ("Ana Ortu", "Bela Sorn")
    ]
    for recorder in recorders:
        recorder.start()
    whole, heads, took = 0, list[int](), list[float]()
    while _decided(case) < BEGUN and not faults:
        time.sleep(0.1)
    try:
        for n in range(times):
            started = time.perf_counter()
            made = backup_case(case, folder / f"case-{n}.tar")
            took.append(time.perf_counter() - started)
            back = restore_case(made.path, folder / f"back-{n}")
            found = verify_case(back).faults
            whole += not found
            if found:
                print(f"backup {n}: {found[0]}")
            with back.reading() as record:
                heads.append(record.ledger.head())
            back.close()
    finally:
        ended.set()
        for recorder in recorders:
            recorder.join()
    for fault in faults[:3]:
        print(f"a recorder was refused: {fault}")
    return f"{whole} of {times} | {heads[0]} to {heads[-1]} | {statistics.median(took):.1f} s"


def main(arguments: list[str]) -> None:
    """Print a table."""
    times = int(arguments[0]) if arguments else 50
    print("| record | backups that restore and verify | decisions, first to last | one backup, median |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        print(f"| SQLite | {measure(create_case(Path(place) / 'case'), Path(place) / 'sqlite', times)} |", flush=True)
        cluster = Cluster.start()
        if cluster is None:
            print("PostgreSQL is skipped: its server is not installed")
            return
        with cluster.database() as url:
            case = create_case(Path(place) / "team", url)
            print(f"| PostgreSQL | {measure(case, Path(place) / 'postgresql', times)} |", flush=True)
            case.close()
        cluster.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
