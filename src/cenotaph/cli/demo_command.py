"""`cenotaph demo`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.model import AddState, DecisionKind, Role

if TYPE_CHECKING:
    from cenotaph.steps.add import AddReport
    from cenotaph.store import Case

__all__ = ["command"]


@click.command("demo", epilog="Example:  cenotaph demo --in demo")
@click.option(
    "--in", "folder", type=click.Path(path_type=Path), help="Keep the demo in this folder; without it, in a new temporary one."
)
def command(folder: Path | None) -> None:
    """An invented case, end to end: sixteen documents and three lists of the dead of one night that never happened, in a town
    that does not exist.

    They disagree, as such documents do, and the lists are in three scripts. The case stays where it is made, so that you can
    look at it with the other commands.
    """
    import tempfile

    from cenotaph.errors import CaseError
    from cenotaph.samples import sample_folder, sample_gazetteer
    from cenotaph.show.write_page import write_case_page
    from cenotaph.steps.add import add_to_case
    from cenotaph.store import create_case

    if folder is not None and folder.exists() and any(folder.iterdir()):
        raise CaseError("this folder is not empty", where=str(folder), remedy="choose a new folder, or leave --in away")
    root = folder or Path(tempfile.mkdtemp(prefix="cenotaph-demo-"))
    root.mkdir(parents=True, exist_ok=True)
    case = create_case(root / "case")
    case.gazetteer.write_bytes(sample_gazetteer())
    with sample_folder() as samples:
        _show_added(add_to_case(case, [str(samples)]))
    shown = _show_first(case)
    joined = _link_lists(case)
    _publish(case, root)
    page = root / "demo.html"
    write_case_page(case, page, title="Ostremar: an invented case")
    click.echo(
        f"\nOpen in a browser:     {page}\n"
        f"What the public sees:  {root / 'public' / 'site' / 'index.html'} (as if two people had accepted every claim)\n"
        f"Look at one victim:    cenotaph victims {joined} --case {case.root}\n"
        f"Look at one number:    cenotaph incidents {shown} --case {case.root}\n"
        f"Decide on it:          cenotaph serve --case {case.root}\n"
        f"Check every hash:      cenotaph verify --case {case.root}"
    )


def _show_added(report: "AddReport") -> None:
    """What was read, and what was kept without being read."""
    added = report.of(AddState.ADDED)
    flagged = [
        f"{outcome.name}: {', '.join(flag.replace('_', ' ') for flag in outcome.flags)}"
        for outcome in added
        if set(outcome.flags) & {"not_read", "no_text"}
    ]
    click.echo("Everything below is invented: no person, place or event is real.\n")
    click.echo(
        f"{len(added)} documents read, {sum(outcome.claims for outcome in added)} claims found. "
        f"Kept, but not read: {'; '.join(flagged)}.\n"
    )


def _show_first(case: "Case") -> str:
    """Show the incident that most is told of, and the totals beside it; its id."""
    from cenotaph.cli.incident_view import show_incident
    from cenotaph.reconcile import USUAL_POLICY

    with case.reading() as record:
        incidents = record.incidents.all()
        claims = record.claims.by_id()
        words = record.documents.characterisations()
        accused = record.documents.responsibilities()
    show_incident(incidents[0], claims, USUAL_POLICY, words, accused, brief=True)
    period = [claims[m.claim_id] for one in incidents for m in one.members if m.role == Role.CUMULATIVE]
    if period:
        said = "; ".join(dict.fromkeys(f"{row.claim.count} {row.claim.harm} ({row.document_name})" for row in period))
        click.echo(f"Totals over a period, kept out of the sums: {said}")
    return incidents[0].id


def _publish(case: "Case", root: Path) -> None:
    """A release, of a copy of the case in which two invented readers have accepted every claim."""
    import shutil

    from cenotaph.release.make import make_release
    from cenotaph.release.publish import publish_release
    from cenotaph.samples import sample_statement
    from cenotaph.steps.decide import decide
    from cenotaph.store import open_case

    case.close()
    shutil.copytree(case.root, root / "reviewed")
    reviewed = open_case(root / "reviewed")
    with reviewed.reading() as record:
        claims = [row.claim.id for row in record.claims.rows()]
    for reader in ("Ana Ortu", "Bela Sorn"):
        decide(reviewed, DecisionKind.ACCEPT, claims, decided_by=reader, why="")
    (reviewed.root / "release.yaml").write_bytes(sample_statement())
    make_release(reviewed)
    publish_release(reviewed, root / "public")
    reviewed.close()


def _link_lists(case: "Case") -> str:
    """Load the invented lists, find each victim once, say what came of it; the id of a victim that several lists name."""
    from cenotaph.link import DuckDbEngine
    from cenotaph.samples import list_folder
    from cenotaph.steps.link import link_case
    from cenotaph.steps.lists import load_list, prepare_list

    with list_folder() as folder:
        for path in sorted(folder.glob("*.csv")):
            load_list(case, prepare_list(case, path))
    engine = DuckDbEngine(memory_megabytes=1_000)
    try:
        report = link_case(case, engine)
    finally:
        engine.close()
    click.echo(
        f"\n{report.records} records of {report.lists} lists, in Latin, Arabic and Cyrillic letters, are thought to be "
        f"{report.victims} victims. With so few records, each join is for a person to check."
    )
    with case.reading() as record:
        return max(record.victims.all(), key=lambda one: len(one.records)).id
