"""`cenotaph protect`."""

from typing import TextIO

import click

from cenotaph.cli.options import case_option, named_case, passphrase_option
from cenotaph.cli.signing import signed_case

__all__ = ["command"]


@click.command("protect", epilog="Example:  cenotaph protect --as witness --words 'Irena Quole' --why 'she asked'")
@click.argument("subject", required=False, default="")
@click.option("--as", "sensitivity", help="witness, living, minor, exact_location, opt_out or consent_withdrawn.")
@click.option("--words", multiple=True, help="A form of the name or place that must not be published; give each, in each script.")
@click.option(
    "--erase", type=int, metavar="NUMBER", help="Forget the words of this decision, once the case holds them no longer."
)
@click.option("--why", required=True, help="The reason; it is not published.")
@click.option("--by", "decided_by", envvar="CENOTAPH_RECORDER", required=True, help="Who decides (or set CENOTAPH_RECORDER).")
@passphrase_option
@case_option
def command(
    subject: str,
    sensitivity: str | None,
    words: tuple[str, ...],
    erase: int | None,
    why: str,
    decided_by: str,
    passphrase_file: TextIO | None,
    case_dir: str | None,
) -> None:
    """Keep somebody, some place or any words out of every release.

    SUBJECT is a victim, a record of a list, or a document; a victim's own names are kept out without being given. The words are
    kept apart from the ledger, which has only an id that chance gave them. To lift it: cenotaph decide revoke NUMBER. To forget
    the words then, or when no document and no list holds them any more: --erase NUMBER.
    """
    from cenotaph.errors import WrongUse
    from cenotaph.steps.protect import erase_in_case, protect_in_case

    if erase is None and sensitivity is None:
        raise WrongUse("say what it is with --as", remedy="witness, living, minor, exact_location, opt_out or consent_withdrawn")
    case = signed_case(named_case(case_dir), decided_by, passphrase_file)
    if erase is not None:
        made = erase_in_case(case, erase, decided_by=decided_by, why=why)
        click.echo(f"decision {made.number} recorded: the words of decision {erase} are forgotten")
        return
    made = protect_in_case(case, sensitivity or "", subject, words, decided_by=decided_by, why=why)
    click.echo(f"decision {made.number} recorded: nothing of it is published from the next release on")
