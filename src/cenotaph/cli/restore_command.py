"""`cenotaph restore`."""

from pathlib import Path
from typing import TextIO

import click

from cenotaph.cli.options import asked_passphrase, passphrase_option

__all__ = ["command"]


@click.command("restore", epilog="Example:  cenotaph restore /media/disk/case-2026-05-03.tar case")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--database", metavar="URL", default="", help="Put the record in this PostgreSQL database. Without it: in FOLDER.")
@passphrase_option
def command(file: Path, folder: Path, database: str, passphrase_file: TextIO | None) -> int:
    """Make a case in the new FOLDER from a backup, and verify it. Exit code 1 when it does not verify.

    The backup of an encrypted case asks for its passphrase; the new case is encrypted under it, and unlocked.
    """
    from cenotaph.cli.verify_command import show_verification
    from cenotaph.steps.backup import restore_case
    from cenotaph.steps.verify import verify_case

    made = restore_case(file, folder, database, lambda: asked_passphrase(passphrase_file))
    click.echo(f"restored to {folder}")
    return show_verification(verify_case(made))
