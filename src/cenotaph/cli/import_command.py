"""`cenotaph import`."""

from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]

SHOWN = 20
WIDE = 60


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
@click.option("--dates", default="", help="The order of its dates where they may be read in two ways: dmy, mdy, dmy 20xx, excel.")
@case_option
def command(source: Path, target: Path | None, kind: str | None, publisher: str, dates: str, case_dir: str | None) -> int:
    """Rebuild a case from a release, or take a dataset of events into a case.

    A release (a folder with release.json) becomes a new case with what was public. A CSV or XLSX of UCDP GED, ACLED, Iraq Body
    Count, or an export of Uwazi or Airtable becomes one document, of which each row makes claims with the row as quotation, the
    table's maker as outlet and the row's own source as speaker. Each row is an event of its own unless a person merges it.
    Nothing of it is published before people have read it. Rows that cannot be read are listed and held, and the exit code is 1.
    """
    from cenotaph.cli.show import plain
    from cenotaph.errors import WrongUse
    from cenotaph.model import word_reason
    from cenotaph.steps.import_dataset import import_dataset
    from cenotaph.steps.import_release import import_release
    from cenotaph.text import check_order

    if source.is_dir():
        if target is None:
            raise WrongUse("a release becomes a case of its own", remedy="say where with --to DIR")
        case, record = import_release(source, target)
        click.echo(f"{case.root}: {len(record.claims):,} claims, {len(record.sources):,} sources, {len(record.people):,} people")
        return 0
    done = import_dataset(named_case(case_dir), source, kind or "", publisher, check_order(dates) if dates else "")
    if done is None:
        click.echo("the case holds this file already")
        return 0
    click.echo(f"{done.claims:,} claims to be read; {done.incidents:,} incidents")
    if not done.unread:
        return 0
    click.echo(f"{len(done.unread):,} not read, and held with the document:", err=True)
    for one in done.unread[:SHOWN]:
        click.echo(f"  {plain(word_reason(one.why))}  [{plain(one.quote)[:WIDE]}]", err=True)
    if len(done.unread) > SHOWN:
        click.echo(f"  and {len(done.unread) - SHOWN:,} more", err=True)
    return 1
