"""`cenotaph decisions`."""

import click

from cenotaph.cli.options import case_option, format_options, named_case
from cenotaph.model import DecisionKind

__all__ = ["command"]

SHOWN = 4
LONG = ("from", "founder", "founders")  # ids of claims, for the record and not for the eye


@click.command("decisions", epilog="Example:  cenotaph decisions --json > decisions.json")
@case_option
@format_options
def command(case_dir: str | None, form: str | None) -> None:
    """Show the ledger: every decision ever made, with its hash, oldest first."""
    from cenotaph.cli.show import show_rows

    case = named_case(case_dir)
    with case.reading() as record:
        chain = record.decisions
    revoked = {int(made.subjects[0]): made.number for made in chain if made.kind == DecisionKind.REVOKE}
    rows = [
        {
            "number": made.number,
            "kind": made.kind,
            "about": list(made.subjects) if form else _first(made.subjects),
            "details": ", ".join(f"{key}={value}" for key, value in sorted(made.details.items()) if form or key not in LONG),
            "decided_by": made.decided_by,
            "decided_at": made.decided_at.isoformat() if form else f"{made.decided_at:%Y-%m-%d %H:%M}",
            "why": made.why,
            "state": f"revoked by {revoked[made.number]}" if made.number in revoked else "stands",
            "hash": made.hash,
        }
        for made in chain
    ]
    columns = {
        "number": "No.",
        "kind": "Decision",
        "about": "About",
        "details": "Details",
        "decided_by": "By",
        "decided_at": "When (UTC)",
        "why": "Why",
        "state": "State",
    }
    show_rows(rows, columns, form, empty="no decisions")


def _first(subjects: tuple[str, ...]) -> list[str]:
    """The first few of what a decision is about, and how many more there are."""
    return [*subjects[:SHOWN], *([f"and {len(subjects) - SHOWN:,} more"] if len(subjects) > SHOWN else [])]
