"""`cenotaph import`."""

from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]


@click.command("import", epilog="Example:  cenotaph import GEDEvent.csv --as ucdp    cenotaph import public --to another")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--to", "target", type=click.Path(path_type=Path), help="For a release: the folder of the new case.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["ucdp", "acled", "ibc", "table"]),
    help="The kind of dataset; told from its headings if left out.",
)
@click.option("--publisher", default="", help="Whose table it is, where the kind does not say.")
@case_option
def command(source: Path, target: Path | None, kind: str | None, publisher: str, case_dir: str | None) -> None:
    """Rebuild a case from a release, or take a dataset of events into a case.

    A release (a folder with release.json) becomes a new case with what was public. A CSV or XLSX of UCDP GED, ACLED, Iraq Body
    Count, or an export of Uwazi or Airtable becomes one document, of which each row makes claims with the row as quotation, the
    table's maker as outlet and the row's own source as speaker. Nothing of it is published before people have read it.
    """
    from cenotaph.errors import WrongUse
    from cenotaph.pipeline import import_dataset, import_release

    if source.is_dir():
        if target is None:
            raise WrongUse("a release becomes a case of its own", remedy="say where with --to DIR")
        case, record = import_release(source, target)
        click.echo(f"{case.root}: {len(record.claims):,} claims, {len(record.sources):,} sources, {len(record.people):,} people")
        return
    done = import_dataset(named_case(case_dir), source, kind or "", publisher)
    if done is None:
        click.echo("the case holds this file already")
        return
    click.echo(f"{done[0]:,} claims to be read; {done[1]:,} incidents")
