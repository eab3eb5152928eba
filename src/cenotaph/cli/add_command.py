"""`cenotaph add`."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from cenotaph.cli.options import case_option, named_case
from cenotaph.model import AddState

__all__ = ["command"]


@click.command("add", epilog="Example:  cenotaph add reports/ statement.pdf https://example.org/report")
@click.argument("given", nargs=-1, required=True, metavar="PATH|URL…")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many files are read at once.",
)
@case_option
def command(given: tuple[str, ...], jobs: int | None, case_dir: str | None) -> int:
    """Archive, read and reconcile: files, whole folders, or addresses (fetched only because you name them).

    The same file twice is one document. Files that cannot be read are listed at the end, and the others are added;
    the exit code is then 1. If the command is stopped, run it again: it goes on where it was.
    """
    from cenotaph.cli.main import describe_error
    from cenotaph.cli.show import plain
    from cenotaph.steps.add import add_to_case

    case = named_case(case_dir)
    with _progress() as progress:
        report = add_to_case(case, given, progress, jobs=jobs)
    added, known, failed = report.of(AddState.ADDED), report.of(AddState.KNOWN), report.of(AddState.FAILED)
    claims = sum(outcome.claims for outcome in added)
    click.echo(
        f"{_count(len(added), 'document')} added, {_count(claims, 'claim')} read; "
        f"{len(known)} already there; {len(failed)} could not be added"
    )
    for outcome in added:
        shown = [flag.replace("_", " ") for flag in outcome.flags if flag != "no_claims"]
        if shown or outcome.note:
            click.echo(f"  {plain(outcome.name)}: {', '.join([*shown, *([outcome.note] if outcome.note else [])])}")
    if report.incidents:
        click.echo(f"{_count(report.incidents, 'incident')} in the case; see:  cenotaph incidents")
    for outcome in failed:
        if outcome.error is not None:
            click.echo(describe_error(outcome.error), err=True)
    return 1 if failed else 0


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A line on a terminal with how many files are done, how many a second, and how long it will take; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from cenotaph.cli.show import console

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn()
    with Progress(TextColumn("{task.description}"), *columns, console=console(stderr=True)) as bar:
        task = bar.add_task("adding", rate="")
        begun = time.monotonic()

        def show(done: int, total: int) -> None:
            what = "adding" if done < total else "finding incidents"
            bar.update(
                task, description=what, completed=done, total=total, rate=f"{done / (time.monotonic() - begun):.0f} a second"
            )

        yield show
