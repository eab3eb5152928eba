"""`cenotaph estimate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.cli.options import case_option, format_options, named_case
from cenotaph.cli.watching import watched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cenotaph.errors import InvalidValue
    from cenotaph.estimate import CaptureHistories, EstimateOptions, Stratum
    from cenotaph.steps.estimate_budget import Progress

__all__ = ["command"]


@click.command("estimate", epilog="Example:  cenotaph estimate --by sex")
@click.option("--table", type=click.Path(path_type=Path), help="Estimate from this table of capture histories, without a case.")
@click.option("--by", help="In groups: sex, age-band, harm-place, harm-year or harm-month.")
@click.option(
    "--method",
    "methods",
    multiple=True,
    help="Only this method: log-linear, averaged, stepwise, bootstrap, decomposable, latent-class, chao. May be given again.",
)
@click.option("--delta", type=float, help="Prior count a cell, for decomposable graphs. Without it: 1 / 2^lists.")
@click.option(
    "--seed", type=int, default=0, help="Seed of chains, resampling and linkage draws; the same seed gives the same numbers."
)
@click.option(
    "--rounds",
    type=click.IntRange(min=4),
    default=1_000,
    help="Samples a latent-class chain, of ten rounds each, and resampled tables of the bootstrap.",
)
@click.option(
    "--chains",
    type=click.Path(path_type=Path),
    help="Keep the latent-class chains in this file, and go on from it if it is there.",
)
@click.option(
    "--linkage",
    "draws",
    type=click.IntRange(min=2),
    help="Also over this many clusterings that the weights of linkage allow: decomposable graphs, or each --method.",
)
@click.option(
    "--curve", is_flag=True, help="Show documented and estimated totals at other thresholds of linkage, and nothing else."
)
@click.option(
    "--budget",
    "seconds",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    help="Seconds for all methods together; what has not ended then is left out, and named. Ctrl-C keeps what has ended.",
)
@click.option(
    "--documents-as-list",
    is_flag=True,
    help="Count the people whom documents name as one more list. News is a doubtful one: papers copy each other, and "
    "name whoever is easy to reach.",
)
@click.option(
    "--sensitivity",
    "sensitive",
    is_flag=True,
    help="Also show what each estimate is if the lists depend on each other as no table shows.",
)
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write the whole as a page with pictures.")
@case_option
@format_options
def command(
    table: Path | None,
    by: str | None,
    methods: tuple[str, ...],
    delta: float | None,
    seed: int,
    rounds: int,
    chains: Path | None,
    draws: int | None,
    curve: bool,
    seconds: float,
    documents_as_list: bool,
    sensitive: bool,
    page: Path | None,
    case_dir: str | None,
    form: str | None,
) -> int:
    """Estimate how many victims are on no list, by several methods side by side. They will disagree; that is the finding.

    What is documented and what is estimated never stand in one column. A table that cannot carry an estimate gets none, and the
    reason. Exit code 1 when nothing could be estimated.
    """
    from dataclasses import replace

    from cenotaph.cli.estimate_view import show_curve, show_sensitivity, show_strata, write_page
    from cenotaph.estimate import METHODS, EstimateOptions
    from cenotaph.steps.linkage_draws import estimate_over_draws

    _refuse(methods, by, table, of_case=bool(draws or curve), kept=chains is not None)
    if curve:
        return show_curve(named_case(case_dir), form)
    tables = _tables(table, case_dir, by or "", documents_as_list=documents_as_list)
    options = EstimateOptions(delta, seed, rounds, chains)
    strata = [_stratum(name, histories, methods or tuple(METHODS), options, seconds) for name, histories in tables.items()]
    if draws and strata[0].estimates:
        over = estimate_over_draws(
            named_case(case_dir), draws, methods or ("decomposable",), options, documents_as_list=documents_as_list
        )
        strata[0] = replace(strata[0], estimates=(*strata[0].estimates, *over))
    if page is not None:
        return write_page(page, tables, strata)
    show_strata(strata, form)
    if sensitive and not form:
        show_sensitivity(strata)
    return 0 if any(stratum.estimates for stratum in strata) else 1


def _told(name: str, now: "Progress") -> str:
    what = f"{name}: " if name else ""
    done = f"{now.done} of {now.methods} done, {now.used:.0f} of {now.given:.0f} seconds"
    return f"{what}{', '.join(now.running)}, {done}"


def _refuse(methods: tuple[str, ...], by: str | None, table: Path | None, *, of_case: bool, kept: bool) -> None:
    """What was asked together and does not go together."""
    from cenotaph.errors import WrongUse
    from cenotaph.estimate import METHODS, STRATA

    unknown = [method for method in methods if method not in METHODS]
    if unknown:
        raise WrongUse(f"no method {unknown[0]!r}", remedy=f"there are: {', '.join(METHODS)}")
    if by and by not in STRATA:
        raise WrongUse(f"no group {by!r}", remedy=f"there are: {', '.join(STRATA)}")
    if table is not None and by:
        raise WrongUse("--by is of the victims of a case; a table has its groups in tables of their own")
    if of_case and (table is not None or by):
        raise WrongUse("--linkage and --curve are of all linked victims of a case")
    if kept and by:
        raise WrongUse("a file of chains is of one table; leave --by away")


def _stratum(
    name: str, histories: "CaptureHistories | InvalidValue", methods: tuple[str, ...], options: "EstimateOptions", seconds: float
) -> "Stratum":
    from cenotaph.errors import InvalidValue
    from cenotaph.estimate import Stratum
    from cenotaph.steps.estimate_budget import estimate_within

    if isinstance(histories, InvalidValue):
        return Stratum(name, 0, None, (histories.what,), ())
    with watched("estimating") as tell:
        return estimate_within(name, histories, methods, options, seconds=seconds, progress=lambda now: tell(_told(name, now)))


def _tables(
    table: Path | None, case_dir: str | None, by: str, *, documents_as_list: bool
) -> "Mapping[str, CaptureHistories | InvalidValue]":
    from cenotaph.estimate import case_histories
    from cenotaph.steps.table_histories import table_histories

    if table is not None:
        return {"": table_histories(table)}
    with named_case(case_dir).reading() as record:
        return case_histories(record, by, documents_as_list=documents_as_list)
