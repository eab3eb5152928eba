"""`cenotaph estimate`."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cenotaph.estimate import Stratum
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
    default=120.0,
    show_default=True,
    help="Seconds for all methods together; what has not ended then is left out, and named. Ctrl-C keeps what has ended.",
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
    page: Path | None,
    case_dir: str | None,
    form: str | None,
) -> int:
    """Estimate how many victims are on no list, by several methods side by side. They will disagree; that is the finding.

    What is documented and what is estimated never stand in one column. A table that cannot carry an estimate gets none, and the
    reason. Exit code 1 when nothing could be estimated.
    """
    from dataclasses import replace

    from cenotaph.errors import InvalidValue, WrongUse
    from cenotaph.estimate import METHODS, STRATA, EstimateOptions, Stratum, case_histories
    from cenotaph.steps.estimate_budget import estimate_within
    from cenotaph.steps.linkage_draws import estimate_over_draws
    from cenotaph.steps.table_histories import table_histories

    unknown = [method for method in methods if method not in METHODS]
    if unknown:
        raise WrongUse(f"no method {unknown[0]!r}", remedy=f"there are: {', '.join(METHODS)}")
    if by and by not in STRATA:
        raise WrongUse(f"no group {by!r}", remedy=f"there are: {', '.join(STRATA)}")
    if table is not None and by:
        raise WrongUse("--by is of the victims of a case; a table has its groups in tables of their own")
    if (draws or curve) and (table is not None or by):
        raise WrongUse("--linkage and --curve are of all linked victims of a case")
    if chains is not None and by:
        raise WrongUse("a file of chains is of one table; leave --by away")
    if curve:
        return _show_curve(case_dir, form)
    tables = {"": table_histories(table)} if table is not None else case_histories(named_case(case_dir), by or "")
    options = EstimateOptions(delta, seed, rounds, chains)
    strata = []
    for name, histories in tables.items():
        if isinstance(histories, InvalidValue):
            strata.append(Stratum(name, 0, None, (histories.what,), ()))
        else:
            with _watched(name) as progress:
                strata.append(
                    estimate_within(name, histories, methods or tuple(METHODS), options, seconds=seconds, progress=progress)
                )
    if draws and strata[0].estimates:
        over = estimate_over_draws(named_case(case_dir), draws, methods or ("decomposable",), options)
        strata[0] = replace(strata[0], estimates=(*strata[0].estimates, *over))
    if page is not None:
        return _write_page(page, tables, strata)
    _show(strata, form)
    return 0 if any(stratum.estimates for stratum in strata) else 1


@contextmanager
def _watched(name: str) -> "Iterator[Callable[[Progress], None]]":
    """A line on a terminal that says what is running; nothing in a pipe."""
    from cenotaph.cli.show import console

    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    with screen.status("estimating") as status:

        def tell(now: "Progress") -> None:
            what = f"{name}: " if name else ""
            status.update(
                f"{what}{', '.join(now.running)} … {now.done} of {now.methods} done, {now.used:.0f} of {now.given:.0f} seconds"
            )

        yield tell


def _show_curve(case_dir: str | None, form: str | None) -> int:
    from cenotaph.cli.show import show_rows
    from cenotaph.steps.linkage_draws import threshold_curve

    rows = [
        {
            "threshold": f"{point.threshold:+.0f}",
            "documented": point.documented,
            "estimated": None if point.estimated is None else round(point.estimated),
        }
        for point in threshold_curve(named_case(case_dir))
    ]
    shown = {"threshold": "joined above, bits", "documented": "then documented", "estimated": "then estimated (log-linear)"}
    show_rows(rows, shown, form)
    return 0


def _write_page(page: Path, tables: "dict[str, Any]", strata: "list[Stratum]") -> int:
    from cenotaph.archive import write_whole
    from cenotaph.errors import WrongUse
    from cenotaph.show.estimate_page import render_estimate_page

    if len(strata) != 1 or strata[0].judgement is None:
        raise WrongUse("a page is of one table; leave --by away")
    (histories,) = tables.values()
    write_whole(page, render_estimate_page("All victims", histories, strata[0].judgement, strata[0].estimates, strata[0].why))
    click.echo(f"written to {page}")
    return 0 if strata[0].estimates else 1


def _show(strata: "list[Stratum]", form: str | None) -> None:
    from cenotaph.cli.show import show_rows

    if form:
        show_rows([row for stratum in strata for row in _rows(stratum)], {}, form)
        return
    for stratum in strata:
        click.echo(
            (f"{stratum.name}: " if stratum.name else "") + f"{stratum.documented:,} victims are documented, by name or row."
        )
        for refusal in stratum.refusals:
            click.echo(f"  no estimate: {refusal}")
        if stratum.judgement is not None:
            for pair in stratum.judgement.pairs:
                odds = "" if pair.odds_ratio is None else f"; odds ratio among those a third list names {pair.odds_ratio:.2f}"
                click.echo(f"  {pair.first} and {pair.second} share {pair.both:,}{odds}")
            for warning in stratum.judgement.warnings:
                click.echo(f"  take care: {warning}")
        if stratum.estimates:
            shown = {
                "method": "method",
                "estimated": "estimated, listed or not",
                "low": "from",
                "high": "to",
                "supposes": "supposes",
            }
            show_rows(_rows(stratum), shown, None)
            for estimate in stratum.estimates:
                for warning in estimate.warnings:
                    click.echo(f"  take care, {estimate.method}: {warning}")
            if middles := [estimate.estimate for estimate in stratum.estimates if not estimate.lower_bound]:
                click.echo(
                    f"The methods give {min(middles):,.0f} to {max(middles):,.0f}. Each is right only where what it supposes is; "
                    "publish them together, or none."
                )
            for sentence in stratum.why:
                click.echo(f"  {sentence}")


def _rows(stratum: "Stratum") -> list[dict[str, Any]]:
    return [
        {
            "stratum": stratum.name,
            "documented": stratum.documented,
            "method": one.method,
            "estimated": round(one.estimate),
            "lower_bound": one.lower_bound,
            "low": round(one.low),
            "high": round(one.high),
            "supposes": one.supposes,
            "details": "; ".join(f"{key} {value}" for key, value in one.details.items()),
            "warnings": list(one.warnings),
        }
        for one in stratum.estimates
    ]
