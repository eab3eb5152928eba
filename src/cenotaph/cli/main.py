"""The group of commands. Help and completion must answer in under 0.3 seconds, so a command's module is imported only
when that command runs; the short helps stand here.
"""

import importlib
import os
import sys
from typing import Any

import click

from cenotaph.errors import CenotaphError, NotInstalled
from cenotaph.version import __version__

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "demo": "An invented case, end to end, in a temporary folder.",
    "init": "Make a case: one folder with the record and the archive.",
    "add": "Archive, read and reconcile files, folders or addresses.",
    "read": "Print the casualty claims of files, without a case.",
    "incidents": "Show incidents, or one with every figure beside the others.",
    "people": "Show the people whom documents name, with the lists that have them.",
    "claims": "Show claims with speaker, quotation and document.",
    "sources": "Show who says: speakers and outlets.",
    "documents": "Show documents, with hash and flags.",
    "lists": "Load lists of victims, and see those there are.",
    "link": "Find each victim once across lists, with the evidence.",
    "victims": "Show victims, or one with every record behind the person.",
    "estimate": "Estimate how many victims are on no list, methods side by side.",
    "decide": "Record a person's decision: accept, reject, same, split …",
    "decisions": "Show the ledger: who decided what, when and why.",
    "evaluate": "Measure the reader against gold data.",
    "protect": "Keep names, places or other words out of every release.",
    "consent": "Record what a witness or a family consented to.",
    "release": "Freeze the reviewed record as a numbered, signed release.",
    "publish": "Copy a release to where the public finds it.",
    "import": "Rebuild a case from a release, or take in a dataset.",
    "serve": "Open the desk in a browser, where people decide.",
    "accounts": "Who may sign in at the desk.",
    "keys": "Whose decisions are signed by keys of their own.",
    "steps": "Print the list of what is done with a case, in order.",
    "verify": "Check every hash, quotation and figure of a case.",
    "backup": "Write all of a case to one file, also while it is in use.",
    "restore": "Make a case from a backup.",
    "migrate": "Copy a case to another database, or to an encrypted one.",
    "lock": "Seal an encrypted case: nothing of it can be read.",
    "unlock": "Ask for the passphrase of an encrypted case.",
}


class _Commands(click.Group):
    """Loads a command from the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cenotaph.cli.{cmd_name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="cenotaph %(version)s")
def _cenotaph() -> None:
    """Casualty recording: every figure tied to who said it and to the exact words.

    Start with:  cenotaph demo

    Exit codes: 0 done, 1 found problems, 2 wrong use.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; errors say what happened, where, and what to do."""
    try:
        code = _cenotaph.main(args=arguments, prog_name="cenotaph", standalone_mode=False)
    except click.exceptions.Abort:
        _say("stopped; what was done so far is kept")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except CenotaphError as error:
        _say(describe_error(error))
        sys.exit(error.exit_code)
    except ModuleNotFoundError as missing:
        lacking = NotInstalled.of(missing)
        if lacking is None:
            raise
        _say(describe_error(lacking))
        sys.exit(lacking.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def describe_error(error: CenotaphError) -> str:
    """An error in up to three lines: what, where, what to do."""
    lines = [f"error: {error.what}"]
    if error.where:
        lines.append(f"  where: {error.where}")
    if error.remedy:
        lines.append(f"  try:   {error.remedy}")
    return "\n".join(lines)


def _say(words: str) -> None:
    click.echo(words, err=True)
