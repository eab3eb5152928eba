"""How long each page of the desk takes on a large case, on SQLite and PostgreSQL, beside Datasette serving the same SQLite file.

    python benchmarks/desk.py            1,000 incidents, 50,000 claims, 20,000 victims
    python benchmarks/desk.py 0.1        a tenth of it

Everything is invented. Requests go over loopback to real servers, one after the other. Datasette (pip install datasette) shows tables
by fifty rows and knows nothing of claims; it is a measure of what serving rows from this file costs.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from sqlalchemy import insert

from cenotaph.extract import read_text
from cenotaph.model import Document, Incident, Member, Victim, VictimList, VictimRecord, stable_id
from cenotaph.steps.migrate import migrate_case
from cenotaph.store import Case, RecordPair, create_case
from cenotaph.store.rows import claim_to_row
from cenotaph.store.tables import metadata

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from free_port import serving
from invented_people import invented_lists
from postgresql_cluster import Cluster

TIMES = 40


def fill(case: Case, share: float) -> dict[str, str]:
    """Invented documents, claims, incidents and victims; the addresses of pages to ask for."""
    incidents, each, people = int(1_000 * share), 50, int(20_000 * share)
    kept: list[Incident] = []
    with case.writing() as record:
        store = record.documents
        document = None
        for n in range(incidents):
            sentences = [
                f"{10 + k} people were killed in the town of Place{n} on 14 March 2009, office {k} said." for k in range(each)
            ]
            text = "\n\n".join(sentences)
            document = Document(
                sha256=f"{n:064x}",
                name=f"report-{n:04}.txt",
                media_type="text/plain",
                text=text,
                text_extractor="none",
                language="en",
            )
            reading = read_text(text, identity=document.sha256)
            store.add(document, None, None)
            rows = [claim_to_row(claim, document.id, at, reading.extractor) for at, claim in enumerate(reading.claims)]
            record.connection.execute(insert(metadata.tables["claim"]), rows)
            members = tuple(Member(row["id"], "total", f"office {at}", "invented") for at, row in enumerate(rows))
            kept.append(Incident(stable_id("i", str(n)), rows[0]["id"], f"Place{n}, 2009-03-14", None, "invented", None, members))
        record.incidents.replace_all(kept)
        given, _ = invented_lists(int(people * 1.5))
        list_id = stable_id("list", "invented")
        records = [
            VictimRecord(stable_id("rec", list_id, str(at)), list_id, str(at), at, values, values)
            for at, values in enumerate(given.values)
        ]
        entry = VictimList(list_id, "invented", "invented.csv", "0" * 64, "columns: {}", False, "2026-01-01T00:00:00+00:00")
        record.lists.load(entry, records, [])
        half = len(records) - people
        victims = [
            Victim(stable_id("vic", str(k)), (records[k].id, *((records[people + k].id,) if k < half else ())))
            for k in range(people)
        ]
        record.victims.replace_victims(victims)
        pairs = [
            RecordPair(records[k].id, records[people + k].id, 3.0 - k % 5, (), "joined" if k % 5 < 4 else "possible")
            for k in range(half)
        ]
        record.victims.replace_pairs(pairs)
    assert document is not None
    claims = sum(len(one.members) for one in kept)
    print(f"{incidents:,} documents and incidents, {claims:,} claims, {people:,} victims of {len(records):,} records", flush=True)
    return {
        "inbox": "/", "claims": "/claims", "claims, far": f"/claims?at={claims // 2}", "incidents": "/incidents",
        "incident": f"/incidents/{kept[-1].id}", "document": f"/documents/{document.id}", "victims": "/victims",
        "victim": f"/victims/{victims[0].id}", "pairs": "/victims/pairs", "search, words": "/search?q=place7+office",
        "search, a name": "/search?q=" + records[5].name.split()[0], "decisions": "/decisions",
    }  # fmt: skip


def timed(address: str, path: str) -> tuple[float, float]:
    """Milliseconds: the median and the 95th of a hundred."""
    with httpx.Client(base_url=address, timeout=120) as client:
        client.get(path).raise_for_status()
        took = []
        for _ in range(TIMES):
            started = time.perf_counter()
            client.get(path)
            took.append((time.perf_counter() - started) * 1_000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def main(arguments: list[str]) -> None:
    """Print a table."""
    share = float(arguments[0]) if arguments else 1.0
    program = [str(Path(sys.executable).parent / "cenotaph")]
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "case")
        pages = fill(case, share)
        case.engine.dispose()
        found: dict[str, dict[str, tuple[float, float]]] = {}
        with serving(*program, "serve", "--case", str(case.root), "--as", "Ana Ortu") as address:
            found["SQLite"] = {name: timed(address, path) for name, path in pages.items()}
        cluster = Cluster.start()
        if cluster is None:
            print("PostgreSQL is skipped: its server is not installed")
        else:
            with cluster.database() as url:
                migrate_case(case, Path(folder) / "team", url).engine.dispose()
                with serving(*program, "serve", "--case", str(Path(folder) / "team"), "--as", "Ana Ortu") as address:
                    found["PostgreSQL"] = {name: timed(address, path) for name, path in pages.items()}
            cluster.stop()
        print("| page | " + " | ".join(f"{base}, p50 / p95 ms" for base in found) + " |\n|---|" + "---|" * len(found))
        for name in pages:
            print(
                f"| {name} | " + " | ".join(f"{found[base][name][0]:.0f} / {found[base][name][1]:.0f}" for base in found) + " |"
            )
        datasette = shutil.which("datasette")
        if datasette is None:
            print("Datasette is skipped: it is not on the path (pip install datasette, in an environment of its own)")
            return
        with serving(datasette, str(case.root / "record.sqlite")) as address:
            for table in ("document", "claim", "incident", "victim_record", "victim"):
                middle, high = timed(address, f"/record/{table}?_size=25")
                print(f"| Datasette: table {table}, 25 rows | {middle:.0f} / {high:.0f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
