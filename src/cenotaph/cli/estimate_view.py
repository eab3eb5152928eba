"""Estimates for a person: what is documented, what each method gives, and what to take care of."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.show import show_rows

if TYPE_CHECKING:
    from cenotaph.errors import InvalidValue
    from cenotaph.estimate import CaptureHistories, Stratum
    from cenotaph.store import Case

__all__ = ["show_curve", "show_sensitivity", "show_strata", "write_page"]

COLUMNS = {
    "method": "method", "estimated": "estimated, listed or not", "low": "from", "high": "to", "supposes": "supposes",
}  # fmt: skip


def show_curve(case: "Case", form: str | None) -> int:
    """Print what joining above other weights would come to."""
    from cenotaph.steps.linkage_draws import threshold_curve

    rows = [
        {
            "threshold": f"{point.threshold:+.0f}",
            "documented": point.documented,
            "estimated": None if point.estimated is None else round(point.estimated),
        }
        for point in threshold_curve(case)
    ]
    shown = {"threshold": "joined above, bits", "documented": "then documented", "estimated": "then estimated (log-linear)"}
    show_rows(rows, shown, form)
    return 0


def write_page(page: Path, tables: "Mapping[str, CaptureHistories | InvalidValue]", strata: "list[Stratum]") -> int:
    """Write the estimates of one table as a page; the exit code. Raises `WrongUse` for several tables."""
    from cenotaph.archive import write_whole
    from cenotaph.errors import WrongUse
    from cenotaph.estimate import CaptureHistories
    from cenotaph.show.estimate_page import render_estimate_page

    histories = next(iter(tables.values()))
    if len(strata) != 1 or strata[0].judgement is None or not isinstance(histories, CaptureHistories):
        raise WrongUse("a page is of one table; leave --by away")
    write_whole(page, render_estimate_page("All victims", histories, strata[0].judgement, strata[0].estimates, strata[0].why))
    click.echo(f"written to {page}")
    return 0 if strata[0].estimates else 1


def show_strata(strata: "list[Stratum]", form: str | None) -> None:
    """Print every stratum."""
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
            show_rows(_rows(stratum), COLUMNS, None)
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


def show_sensitivity(strata: "list[Stratum]") -> None:
    """Print what the estimates would be under dependence that no table shows."""
    from cenotaph.estimate import sensitivity

    click.echo(
        "\nNo table shows whether the lists name the same people more often than the rest of it lets expect.\n"
        "If the odds of that are so many times what each method supposes, the estimate is:"
    )
    for stratum in strata:
        found = [sensitivity(one) for one in stratum.estimates if not one.lower_bound]
        rows = [
            {
                "method": one.estimate.method,
                **{f"{ratio:g}": f"{total:,.0f}" for ratio, (total, _, _) in zip(one.ratios, one.totals, strict=True)},
                "halved": "never: half is listed" if one.halved is None else f"{one.halved:.2f}",
                "doubled": "" if one.doubled is None else f"{one.doubled:.1f}",
            }
            for one in found
        ]
        ratios = {f"{ratio:g}": f"{ratio:g}×" for ratio in (found[0].ratios if found else ())}
        shown = {"method": "method", **ratios, "halved": "halved at", "doubled": "doubled at"}
        show_rows(rows, shown, None, title=stratum.name)


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
