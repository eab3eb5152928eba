"""`cenotaph link`."""

from typing import TYPE_CHECKING

import click

from cenotaph.cli.options import case_option, named_case
from cenotaph.cli.watching import watched
from cenotaph.model import PairState

if TYPE_CHECKING:
    from cenotaph.link import Engine
    from cenotaph.steps.link_report import LinkReport

__all__ = ["command"]


@click.command("link", epilog="Example:  cenotaph link && cenotaph link --review")
@click.option("--new", "only_new", is_flag=True, help="Only place records loaded since, by the model that was fitted before.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--threshold", type=float, default=0.0, help="Join above this weight, in bits; 0 is even odds.")
@click.option("--review", is_flag=True, help="Ask about uncertain pairs, the most informative first.")
@click.option("--quality", is_flag=True, help="Say how right the joins are, from the pairs of a sample that people judged.")
@click.option("--sample", is_flag=True, help="With --review: ask about the pairs of that sample.")
@click.option("--by", "decided_by", envvar="CENOTAPH_RECORDER", help="Who answers in a review (or set CENOTAPH_RECORDER).")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", help="Where it runs.")
@click.option(
    "--master", default="", help="With --engine spark: the address of the Spark, such as local[2] or spark://host:7077."
)
@click.option("--verbose", is_flag=True, help="Also show the rules by which pairs were brought, and what each brought.")
@case_option
def command(
    only_new: bool,
    dry_run: bool,
    threshold: float,
    review: bool,
    quality: bool,
    sample: bool,
    decided_by: str | None,
    engine: str,
    master: str,
    verbose: bool,
    case_dir: str | None,
) -> int:
    """Find each victim once: compare the records of all lists, and join those that are likelier one person than two.

    Everything stays reversible: no record is changed, every join shows its evidence (cenotaph victims ID), and what people
    judge in a review binds every later run.
    """
    case = named_case(case_dir)
    if review:
        from cenotaph.cli.review_view import review_pairs
        from cenotaph.cli.signing import signed_case

        return review_pairs(signed_case(case, decided_by or ""), decided_by or "", sample=sample)
    if quality:
        from cenotaph.cli.quality_view import show_quality

        return show_quality(case)
    from cenotaph.steps.link import link_case

    running = _engine(engine, master)
    try:
        with watched("linking") as tell:
            report = link_case(case, running, threshold=threshold, only_new=only_new, dry_run=dry_run, progress=tell)
    finally:
        running.close()
    if verbose:
        _show_rules(report)
    _show(report, dry_run)
    return 0


def _engine(name: str, master: str) -> "Engine":
    from cenotaph.link import DuckDbEngine, SparkEngine
    from cenotaph.settings import load_settings

    if name == "spark":
        return SparkEngine(master)
    return DuckDbEngine(memory_megabytes=load_settings().link_memory_megabytes)


def _show_rules(report: "LinkReport") -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.steps.link_report import FEW_MISSED

    rows = [{"rule": words, "pairs": pairs, "matches": matches} for words, pairs, matches in report.rules]
    show_rows(rows, {"rule": "pairs compared: those with", "pairs": "pairs", "matches": "likely matches among them"}, None)
    if report.missed < FEW_MISSED * report.expected_matches:
        click.echo(f"Likely matches that no rule brought: few, at most {FEW_MISSED:.0%} of those seen.\n")
    else:
        click.echo(
            f"Likely matches that no rule brought: about {report.missed:,.0f}, by estimate; half or twice as many may be.\n"
        )


def _show(report: "LinkReport", dry_run: bool) -> None:
    click.echo(
        f"{report.records:,} records of {report.lists:,} lists are {report.victims:,} victims; "
        f"{report.joined_records:,} records were joined to another."
    )
    click.echo(f"{report.possible:,} pairs are possible duplicates, neither joined nor ruled out.")
    reasons = {
        PairState.ONE_A_LIST: "because their list names nobody twice",
        PairState.OTHERS_DISAGREE: "because other records of the two speak against it",
        PairState.JUDGED: "because somebody judged them to be two people, or records joined to them",
    }
    for reason, count in sorted(report.refused.items()):
        click.echo(f"{count:,} likely pairs were not joined {reasons[reason]}.")
    changes = report.changes
    click.echo(
        f"Since the last linking: {changes.new:,} new victims, {changes.grown:,} with more records, "
        f"{len(changes.merged):,} merged into another, {len(changes.split):,} split."
    )
    for first, second in report.broken:
        click.echo(f"contradiction: {first} and {second} were judged one person, but other judgements keep them apart")
    for warning in report.warnings:
        click.echo(f"take care: {warning}")
    click.echo("nothing was changed" if dry_run else "look:  cenotaph victims    decide:  cenotaph link --review")
