"""`cenotaph consent`."""

from typing import TextIO

import click

from cenotaph.cli.options import case_option, named_case, passphrase_option, set_values
from cenotaph.cli.signing import signed_case

__all__ = ["command"]


@click.command(
    "consent", epilog="Example:  cenotaph consent d-6fbdd0c0fe --set publish=withdrawn --of 'the witness' --why 'letter of 3 May'"
)
@click.argument("subjects", nargs=-1, required=True, metavar="ID…")
@click.option("--set", "answers", multiple=True, required=True, metavar="PURPOSE=ANSWER",
              help="store, publish, advocacy or court; given, refused or withdrawn.")  # fmt: skip
@click.option("--of", "whose", required=True, help="Whose consent it is: the witness, the family, the person.")
@click.option("--why", required=True, help="How it was asked and said; it is not published.")
@click.option("--by", "decided_by", envvar="CENOTAPH_RECORDER", required=True, help="Who decides (or set CENOTAPH_RECORDER).")
@passphrase_option
@case_option
def command(
    subjects: tuple[str, ...],
    answers: tuple[str, ...],
    whose: str,
    why: str,
    decided_by: str,
    passphrase_file: TextIO | None,
    case_dir: str | None,
) -> None:
    """Record what was consented to about documents, victims, or records of lists. Withdrawn from publishing, nothing of it is
    published.
    """
    from cenotaph.steps.protect import consent_in_case

    said = set_values(answers, "PURPOSE=ANSWER")
    case = signed_case(named_case(case_dir), decided_by, passphrase_file)
    made = consent_in_case(case, subjects, said, whose, decided_by=decided_by, why=why)
    click.echo(f"decision {made.number} recorded: {', '.join(answers)}")
