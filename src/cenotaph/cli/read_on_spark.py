"""`cenotaph read --engine spark`: a corpus into a table that `cenotaph add` takes in."""

import click

__all__ = ["read_on_spark"]


def read_on_spark(named: tuple[str, ...], master: str) -> int:
    """Read the first of `named` into the second, and say what came of it; the exit code."""
    from cenotaph.cli.watching import watched
    from cenotaph.errors import WrongUse
    from cenotaph.link.spark_session import spark
    from cenotaph.steps.corpus.on_spark import read_corpus

    if len(named) != 2:
        raise WrongUse("name what is to be read and where the table goes", remedy="cenotaph read --engine spark INPUT OUTPUT")
    with watched("reading on Spark") as now, spark(master) as session:
        read = read_corpus(session, *named, lambda done, of: now(f"slice {done} of {of}"))
    click.echo(f"{read.documents:,} documents, {read.claims:,} claims; {read.unread:,} files could not be read")
    if read.slices_before:
        click.echo(f"{read.slices_before:,} of {read.slices_before + read.slices:,} slices were read before")
    click.echo(f"take it into a case with:  cenotaph add {named[1]}")
    return 1 if read.unread else 0
