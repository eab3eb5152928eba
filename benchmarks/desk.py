"""How long each page of the desk takes on a large case, on SQLite and PostgreSQL, beside Datasette serving the same SQLite file.

    python benchmarks/desk.py            1,000 incidents, 50,000 claims, 20,000 victims
    python benchmarks/desk.py 0.1        a tenth of it

Everything is invented. Requests go over loopback to real servers, one after the other, a page of the desk and the page of Datasette
that shows the same rows by turns, 25 a page, with the same filters and as many facets. Datasette (pip install datasette, in an
environment of its own) knows nothing of claims; it is a measure of what serving rows from this file costs.
"""

import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
from sqlalchemy import insert

from cenotaph.extract import read_text
from cenotaph.model import Document, Figure, Incident, Member, Reason, Role, Victim, VictimList, VictimRecord, stable_id
from cenotaph.reconcile import USUAL_POLICY
from cenotaph.steps.migrate import migrate_case
from cenotaph.store import Case, RecordPair, create_case
from cenotaph.store.rows import claim_to_row
from cenotaph.store.tables import metadata

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from free_port import serving
from invented_people import invented_lists
from postgresql_cluster import Cluster

TIMES = 40
FACETED = "".join(f"&_facet={name}" for name in ("harm", "sure", "rule", "place", "document_id", "incident_id"))
WHY = Reason.of("mended")


def fill(case: Case, share: float) -> tuple[dict[str, str], dict[str, str]]:
    """Invented documents, claims, incidents and victims; the addresses of pages to ask the desk for, and Datasette."""
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
            record.queue.add([(claim, document.id, at) for at, claim in enumerate(reading.claims)])
            members = tuple(Member(row["id"], Role.TOTAL, f"office {at}", WHY) for at, row in enumerate(rows))
            figure = Figure("killed", USUAL_POLICY, 10, 10 + n % each, 9 + each, WHY, WHY, WHY, each)
            kept.append(
                Incident(stable_id("i", str(n)), rows[0]["id"], f"Place{n}, 2009-03-14", None, WHY, None, members, (figure,))
            )
        record.incidents.replace((), kept)
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
        "inbox": "/", "claims, facets": "/claims", "claims, filter and facets": "/claims?harm=killed&year=2009",
        "claims, far": f"/claims?after={kept[len(kept) // 2].founding_claim}&at={claims // 2}", "claim": f"/claims?only={kept[-1].founding_claim}",
        "incidents": "/incidents", "incident": f"/incidents/{kept[-1].id}", "document": f"/documents/{document.id}",
        "victims": "/victims", "victim": f"/victims/{victims[0].id}", "pairs": "/victims/pairs",
        "search, words": "/search?q=place7+office", "search, a name": "/search?q=" + records[5].name.split()[0],
        "decisions": "/decisions",
    }, {
        "inbox": "/record/document?_size=25", "claims, facets": f"/record/claim_queue?_size=25&_sort=rank{FACETED}",
        "claims, filter and facets": f"/record/claim_queue?_size=25&harm=killed&day__gte=2009&day__lt=2010{FACETED}",
        "claim": f"/record/claim/{kept[-1].founding_claim}", "incidents": "/record/incident?_size=25",
        "incident": f"/record/claim_queue?incident_id={kept[-1].id}&_size=50", "document": f"/record/claim?document_id={document.id}&_size=50",
        "victims": "/record/victim?_size=25", "victim": f"/record/victim/{victims[0].id}",
        "pairs": "/record/record_pair?_size=25&state=possible", "decisions": "/record/decision?_size=25",
    }  # fmt: skip


def by_turns(addresses: list[str]) -> list[list[float]]:
    """Milliseconds of each address, asked by turns, so that what else the machine does falls on all alike."""
    took: list[list[float]] = [[] for _ in addresses]
    with httpx.Client(timeout=120) as client:
        for address in addresses:
            client.get(address).raise_for_status()
        for _ in range(TIMES):
            for times, address in zip(took, addresses, strict=True):
                started = time.perf_counter()
                client.get(address)
                times.append((time.perf_counter() - started) * 1_000)
    return took


def high(times: list[float]) -> float:
    """The 95th of a hundred."""
    return statistics.quantiles(times, n=20)[-1]


def said(times: list[float] | None) -> str:
    """Median and the 95th of a hundred, to read."""
    return "" if times is None else f"{statistics.median(times):.0f} / {high(times):.0f}"


def main(arguments: list[str]) -> None:
    """Print a table, and the ratios to Datasette."""
    share = float(arguments[0]) if arguments else 1.0
    program = str(Path(sys.executable).parent / "cenotaph")
    datasette = shutil.which("datasette")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        case = create_case(Path(folder) / "case")
        pages, theirs = fill(case, share)
        case.engine.dispose()
        bases = {"SQLite": servers.enter_context(serving(program, "serve", "--case", str(case.root), "--as", "Ana Ortu"))}
        cluster = Cluster.start()
        if cluster is None:
            print("PostgreSQL is skipped: its server is not installed")
        else:
            servers.callback(cluster.stop)
            team = Path(folder) / "team"
            migrate_case(case, team, servers.enter_context(cluster.database())).engine.dispose()
            bases["PostgreSQL"] = servers.enter_context(serving(program, "serve", "--case", str(team), "--as", "Ana Ortu"))
        if datasette is None:
            print("Datasette is skipped: it is not on the path (pip install datasette, in an environment of its own)")
        else:
            bases["Datasette"] = servers.enter_context(serving(datasette, str(case.root / "record.sqlite")))
        print("| page, p50 / p95 ms | " + " | ".join(bases) + " | p95, SQLite to Datasette |\n|---|" + "---|" * (len(bases) + 1))
        for name, path in pages.items():
            asked = {base: address + (theirs.get(name, "") if base == "Datasette" else path) for base, address in bases.items()}
            if name not in theirs:
                asked.pop("Datasette", None)
            took = dict(zip(asked, by_turns(list(asked.values())), strict=True))
            ratio = f"{high(took['SQLite']) / high(took['Datasette']):.2f}" if "Datasette" in took else ""
            print(f"| {name} | " + " | ".join(said(took.get(base)) for base in bases) + f" | {ratio} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
