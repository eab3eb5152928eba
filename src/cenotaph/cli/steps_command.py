"""`cenotaph steps`."""

import click

from cenotaph.cli.options import case_option, named_case
from cenotaph.cli.show import show_rows

__all__ = ["command"]


@click.command("steps", epilog="Example:  cenotaph steps    cenotaph steps --anew --case case")
@case_option
@click.option("--anew", is_flag=True, help="Work out anew everything that follows from what people gave.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
def command(case_dir: str | None, anew: bool, form: str | None) -> None:
    """Print the list of what is done with a case, in order: what each step needs, what it does, and by which command.

    With --anew, reviews, near-copies, incidents and victims are worked out again from documents, lists and decisions.
    """
    from cenotaph.steps.refresh import refresh_case
    from cenotaph.steps.steps import STEPS

    if anew:
        click.echo(f"{refresh_case(named_case(case_dir), ''):,} incidents; reviews, near-copies and victims are worked out anew")
        return
    rows = [{"step": one.name, "needs": ", ".join(one.needs), "does": one.does, "by": one.by} for one in STEPS]
    show_rows(rows, {"step": "step", "needs": "needs", "does": "does", "by": "command"}, form)
