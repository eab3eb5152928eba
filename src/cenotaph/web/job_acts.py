"""What each kind of long job does, as a function of the case, what was asked, and a `Watch`.

Every job may be done twice without harm: adding files knows what it has, reconciling, linking and placing replace their results
whole, a release that changes nothing is none, and a backup has a name of its own. No job takes a path from the address or a form:
uploads lie under `incoming`, and what a job makes lies in the case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from cenotaph.errors import CenotaphError, DecisionRefused
from cenotaph.estimate import METHODS, CaptureHistories, Estimate, EstimateOptions, Stratum, case_histories
from cenotaph.ingest.lists import load_mapping
from cenotaph.link import DuckDbEngine
from cenotaph.model import AddState, JobKind
from cenotaph.release.make import make_release
from cenotaph.release.publish import publish_release
from cenotaph.settings import load_settings
from cenotaph.steps.add import add_to_case
from cenotaph.steps.backup import backup_case
from cenotaph.steps.estimate_budget import Progress, estimate_within
from cenotaph.steps.import_dataset import import_dataset
from cenotaph.steps.link import link_case
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.placement import place_anew
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from cenotaph.web.incoming import forget, incoming, incoming_file

__all__ = ["ACTS", "Done", "Watch", "backups", "fingerprint", "public_folder"]

SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Watch:
    """How a job tells how far it is, and learns that nobody wants it any more."""

    count: Callable[[int, int], None]
    cancelled: Callable[[], bool]

    def go_on(self, *_: object) -> None:
        """Raise `DecisionRefused` when somebody cancelled the job: for use where nothing was written yet."""
        if self.cancelled():
            raise DecisionRefused("cancelled; nothing was changed")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: a sentence, and what its page shows."""

    words: str
    result: Mapping[str, Any] = field(default_factory=dict)


Details = Mapping[str, Any]


def backups(case: Case) -> Path:
    """Where the backups lie that were asked for at the desk."""
    return case.root / "backups"


def public_folder(case: Case) -> Path:
    """Where the desk publishes to."""
    return case.root / "public"


def fingerprint(histories: CaptureHistories) -> str:
    """Tells two tables of capture histories apart."""
    return sha256(repr((histories.lists, histories.counts.tolist())).encode()).hexdigest()


def _add(case: Case, details: Details, watch: Watch) -> Done:
    paths = [incoming(case) / name for name in details["files"]]
    report = add_to_case(case, [str(path) for path in paths if path.is_file()], watch.count)
    failed = "; ".join(f"{one.name}: {one.error.what}" for one in report.of(AddState.FAILED) if one.error)
    for path in paths:
        forget(case, path)
    added, known = len(report.of(AddState.ADDED)), len(report.of(AddState.KNOWN))
    return Done(f"{added} added, {known} known" + (f"; not added: {failed}" if failed else ""))


def _reconcile(case: Case, _details: Details, _watch: Watch) -> Done:
    return Done(f"{refresh_case(case):,} incidents")


def _place(case: Case, _details: Details, _watch: Watch) -> Done:
    with case.writing() as record:
        place_anew(record)
    return Done("victims placed")


def _load(case: Case, details: Details, _watch: Watch) -> Done:
    path = incoming_file(case, details["file"])
    prepared = prepare_list(case, path, name=details["name"], mapping=load_mapping(details["mapping"], path.name))
    loaded = load_list(case, prepared)
    forget(case, path)
    return Done(
        f"{prepared.entry.name}: {loaded.new:,} new, {loaded.changed:,} changed, {loaded.same:,} as before, {loaded.gone:,} gone"
    )


def _link(case: Case, details: Details, watch: Watch) -> Done:
    engine = DuckDbEngine(memory_megabytes=load_settings().link_memory_megabytes)
    try:
        report = link_case(case, engine, only_new=bool(details.get("only_new")), progress=watch.go_on)
    finally:
        engine.close()
    words = f"{report.records:,} records are {report.victims:,} victims; {report.possible:,} pairs to judge"
    return Done(words, {**report.as_json(), "warnings": list(report.warnings)})


def _estimate(case: Case, details: Details, watch: Watch) -> Done:
    methods = [method for method in METHODS if method in details["methods"]]
    by, seconds = details["by"], float(details["seconds"])
    with case.reading() as record:
        tables = case_histories(record, by, documents_as_list=bool(details["documents_as_list"]))

    def tell(now: Progress) -> None:
        watch.count(int(now.used), int(now.given))

    strata = []
    for name, histories in tables.items():
        if isinstance(histories, CenotaphError):
            strata.append(Stratum(name, 0, None, (histories.what,), ()))
            continue
        strata.append(
            estimate_within(name, histories, methods, EstimateOptions(), seconds=seconds, progress=tell, stopped=watch.cancelled)
        )
    marks = {name: fingerprint(table) for name, table in tables.items() if isinstance(table, CaptureHistories)}
    made = sum(len(one.estimates) for one in strata)
    return Done(f"{made} estimates of {len(methods)} methods", {"tables": marks, "strata": [_plain(one) for one in strata]})


def _plain(stratum: Stratum) -> dict[str, Any]:
    return {
        "name": stratum.name, "documented": stratum.documented, "refusals": list(stratum.refusals), "why": list(stratum.why),
        "warnings": list(stratum.judgement.warnings) if stratum.judgement else [],
        "estimates": [_plain_estimate(one) for one in stratum.estimates],
    }  # fmt: skip


def _plain_estimate(one: Estimate) -> dict[str, Any]:
    kept = ("method", "estimate", "low", "high", "documented", "supposes", "lower_bound")
    return {**{name: getattr(one, name) for name in kept}, "warnings": list(one.warnings)}


def _release(case: Case, _details: Details, _watch: Watch) -> Done:
    made = make_release(case)
    if not made.new:
        return Done(f"nothing changed since release {made.number}")
    rows = ", ".join(f"{name} {count:,}" for name, count in made.counts.items() if count)
    return Done(f"release {made.number}: {rows}", {"number": made.number})


def _publish(case: Case, details: Details, _watch: Watch) -> Done:
    folder = publish_release(case, public_folder(case), int(details["number"]))
    return Done(f"release {int(folder.name)} is in {public_folder(case)}")


def _import(case: Case, details: Details, _watch: Watch) -> Done:
    path = incoming_file(case, details["file"])
    done = import_dataset(case, path, details["kind"], details["publisher"])
    forget(case, path)
    if done is None:
        return Done("the case holds this file already")
    return Done(f"{done.claims:,} claims to be read; {done.incidents:,} incidents; {len(done.unread):,} rows or dates not read")


def _verify(case: Case, _details: Details, _watch: Watch) -> Done:
    found = verify_case(case)
    words = "everything matches" if not found.faults else f"{len(found.faults):,} faults"
    return Done(
        f"{found.documents:,} documents, {found.claims:,} claims, {found.decisions:,} decisions: {words}",
        {"faults": list(found.faults[:SHOWN_FAULTS]), "head": found.head},
    )


def _backup(case: Case, details: Details, _watch: Watch) -> Done:
    backups(case).mkdir(mode=0o700, exist_ok=True)
    target = backups(case) / details["name"]
    if target.exists():
        return Done(f"{target.name} is there", {"name": target.name})
    made = backup_case(case, target)
    return Done(f"{target.name}: {made.files:,} files, {made.size:,} bytes; read back and compared", {"name": target.name})


ACTS: Mapping[JobKind, Callable[[Case, Details, Watch], Done]] = {
    JobKind.ADD: _add,
    JobKind.RECONCILE: _reconcile,
    JobKind.PLACE: _place,
    JobKind.LOAD: _load,
    JobKind.LINK: _link,
    JobKind.ESTIMATE: _estimate,
    JobKind.RELEASE: _release,
    JobKind.PUBLISH: _publish,
    JobKind.IMPORT: _import,
    JobKind.VERIFY: _verify,
    JobKind.BACKUP: _backup,
}
