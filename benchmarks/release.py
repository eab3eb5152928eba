"""How long a release takes, how large it is, and how much memory it needs, for growing records.

    python benchmarks/release.py             1,000 incidents and 10,000 victims, then 10,000 and 100,000
    python benchmarks/release.py 0.01        a hundredth of the second

Everything is invented. Each release runs in a process of its own, whose memory is measured from outside.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from cenotaph.extract import read_text
from cenotaph.model import Document, Victim, VictimList, VictimRecord, stable_id
from cenotaph.steps.decide import decide
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import Case, create_case

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from invented import MONTHS
from invented_people import invented_lists
from released_case import STATEMENT


def fill(case: Case, incidents: int, people: int) -> None:
    """One document an incident, of three claims, read and accepted by two people; every fourth victim on two lists; places."""
    lines = ["id,name,precision,other_names,latitude,longitude"]
    lines += [
        f"p{n},Place{n},{'town' if n % 3 else 'district'},,{n % 89 - 44 + n / 1e5:.4f},{n % 179 - 89:.4f}"
        for n in range(incidents)
    ]
    case.gazetteer.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with case.writing() as record:
        store = record.documents
        for n in range(incidents):
            when = date(1990, 1, 1) + timedelta(days=n)
            day = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
            text = (
                f"{10 + n % 70} people were killed in the town of Place{n} on {day}, hospital officials said. "
                f"The mayor of Place{n} said {12 + n % 90} people were killed. {5 + n % 40} people were injured, a doctor said."
            )
            document = Document(
                f"{n:064x}", f"report-{n:05}.txt", "text/plain", text, "none", language="en", publisher=f"Paper {n % 40}"
            )
            store.add(document, read_text(text, identity=document.sha256), None)
        given, _ = invented_lists(int(people * 1.25))
        list_id = stable_id("list", "invented")
        records = [
            VictimRecord(stable_id("rec", list_id, str(at)), list_id, str(at), at, {}, {**values, "harm": "killed"})
            for at, values in enumerate(given.values)
        ]
        entry = VictimList(list_id, "invented", "invented.csv", "0" * 64, "columns: {}", False, "2026-01-01T00:00:00+00:00")
        record.lists.load(entry, records, [])
        twice = len(records) - people
        victims = [
            Victim(stable_id("vic", str(k)), (records[k].id, *((records[people + k].id,) if k < twice else ())))
            for k in range(people)
        ]
        record.victims.replace_victims(victims)
    refresh_case(case)
    with case.reading() as record:
        ids = [row.claim.id for row in record.claims.rows()]
        found = record.incidents.count()
    for reader in ("Ana Ortu", "Bela Sorn"):
        decide(case, "accept", ids, decided_by=reader, why="The quotation says this.")
    (case.root / "release.yaml").write_text(STATEMENT, encoding="utf-8")
    print(f"{found:,} incidents, {len(ids):,} claims, {people:,} victims of {len(records):,} records", flush=True)


def main(arguments: list[str]) -> None:
    """Print a line for each size."""
    if arguments and arguments[0] == "--one":
        subprocess.run(
            [str(Path(sys.executable).parent / "cenotaph"), "release", "--case", arguments[1]],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        return
    for share in [float(arguments[0])] if arguments else (0.1, 1.0):
        with tempfile.TemporaryDirectory() as folder:
            case = create_case(Path(folder) / "case")
            fill(case, int(10_000 * share), int(100_000 * share))
            case.engine.dispose()
            started = time.perf_counter()
            peak = subprocess.run(
                [sys.executable, __file__, "--one", str(case.root)], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
            took = time.perf_counter() - started
            files = [path for path in (case.root / "releases/0001").rglob("*") if path.is_file()]
            site = [path for path in files if "site" in path.parts]
            largest = max(path.stat().st_size for path in site if path.suffix == ".html")
            print(
                f"release: {took:.1f} s, {int(peak) / 1_000:,.0f} MB of memory at most; {len(files):,} files, "
                f"{sum(path.stat().st_size for path in files) / 1e6:,.1f} MB, of it the site {len(site):,} files, "
                f"{sum(path.stat().st_size for path in site) / 1e6:,.1f} MB; the largest page {largest / 1_000:,.0f} kB", flush=True,
            )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
