"""How right the joins are, as a recorder sees it in a terminal."""

import click

from cenotaph.store import Case

__all__ = ["show_quality"]


def show_quality(case: Case) -> int:
    """Print precision and recall with their intervals, and the strata that they come from."""
    from cenotaph.cli.show import show_rows
    from cenotaph.link import FEWEST_JUDGED
    from cenotaph.steps.link_quality import quality_and_waiting

    with case.reading() as record:
        found, left = quality_and_waiting(record)
    rows = [
        {
            "pairs": ("joined" if one.joined else "not joined") + _between(one.low, one.high),
            "all": one.pairs,
            "judged": one.judged,
            "same": one.same,
            "stated": f"{one.stated:.2f}",
        }
        for one in found.strata
    ]
    shown = {"pairs": "pairs", "all": "all", "judged": "judged", "same": "one person", "stated": "stated"}
    show_rows(rows, shown, None)
    if found.precision is None or found.recall is None:
        click.echo("nothing was joined")
    elif found.said:
        click.echo(
            f"Of the pairs that were joined, {_said(found.precision)} are one person; of the pairs that are one person, "
            f"{_said(found.recall)} were joined, about {found.missed:,.0f} that no rule brought counted in."
        )
    else:
        click.echo(f"Figures are shown once {FEWEST_JUDGED} pairs of the sample are judged.")
    click.echo(
        f"{found.judged:,} pairs of the sample are judged, {len(left):,} wait; judge them with:  cenotaph link --review --sample"
    )
    return 0


def _between(low: float, high: float) -> str:
    if low == float("-inf"):
        return f", under {high:g} bits"
    return f", {low:g} bits or more" if high == float("inf") else f", {low:g} to {high:g} bits"


def _said(interval: tuple[float, float, float]) -> str:
    middle, low, high = interval
    return f"{middle:.0%} (95 %: {low:.0%} to {high:.0%})"
