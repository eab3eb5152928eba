"""Incidents on local reports of shootings against a register of them: are the reports of one incident joined, are its numbers right?

Adds the reports to a case of their own and scores what `cenotaph claims` and `cenotaph incidents` say of it by the scorer that lies
beside the data, and what `cenotaph people` says of the
register's named dead.

    python benchmarks/incidents_shootings.py FOLDER SCORER
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from cenotaph.model import ClaimInDocument, Incident
from cenotaph.reconcile import USUAL_POLICY
from cenotaph.reconcile.named import NamedInIncident
from cenotaph.show.incident_people import KnownPerson, people_of_incidents
from cenotaph.steps.add import add_to_case
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import create_case

SCORER = Path(__file__).parents[1] / "../shared/eval/score_incidents.py"


def named(people: Mapping[str, Iterable[KnownPerson | NamedInIncident]]) -> list[dict[str, str]]:
    """The people of incidents as the scorer takes them."""
    return [
        {"incident": where, "name": one.name, "age": _said(one, "age"), "sex": _said(one, "sex"), "fate": one.fate}
        for where, found in people.items()
        for one in found
    ]


def _said(one: KnownPerson | NamedInIncident, field: str) -> str:
    return one.value(field) if isinstance(one, NamedInIncident) else getattr(one, field)


def score(
    truth: Path,
    claims: Iterable[ClaimInDocument],
    incidents: Iterable[Incident],
    scorer: Path = SCORER,
    people: list[dict[str, str]] | None = None,
) -> str:
    """What the scorer prints, of the people named beside the register's too where they are given."""
    found = list(incidents)
    member = {m.claim_id: (one.id, m.role) for one in found for m in one.members}
    said = [
        {"document": c.document_name, "harm": c.claim.harm, "incident": member.get(c.claim.id, ("", ""))[0],
         "role": member.get(c.claim.id, ("", ""))[1]}
        for c in claims
    ]  # fmt: skip
    figures = [
        {"id": one.id, "figures": [{"harm": f.harm, "low": f.low, "best": f.best, "high": f.high}
                                   for f in one.figures if f.policy == USUAL_POLICY]}
        for one in found
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        first, second = Path(place) / "claims.json", Path(place) / "incidents.json"
        first.write_text(json.dumps(said), encoding="utf-8")
        second.write_text(json.dumps(figures), encoding="utf-8")
        asked = [sys.executable, str(scorer), str(truth), str(first), str(second)]
        if people is not None:
            third = Path(place) / "people.json"
            third.write_text(json.dumps(people), encoding="utf-8")
            asked += ["--people", str(truth.parent / "people.csv"), str(third)]
        done = subprocess.run(asked, check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    """Add, find the incidents, score."""
    folder = Path(sys.argv[1])
    scorer = Path(sys.argv[2]) if len(sys.argv) > 2 else SCORER
    with tempfile.TemporaryDirectory() as place:
        case = create_case(Path(place) / "case")
        add_to_case(case, [str(folder / "reports")])
        started = time.perf_counter()
        refresh_case(case, "")
        print(f"finding the incidents anew took {time.perf_counter() - started:.1f} s")
        with case.reading() as record:
            people = {where: found.people for where, found in people_of_incidents(record).items()}
            print(score(folder / "truth.csv", record.claims.in_documents(), record.incidents.all(), scorer, named(people)))
            print("the weights of names were fitted on these reports too; by folds: python scripts/fit_people.py --measure")


if __name__ == "__main__":
    main()
