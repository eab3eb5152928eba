"""`cenotaph unlock`."""

from typing import TextIO

import click

from cenotaph.cli.options import asked_passphrase, case_option, named_folder, passphrase_option, warn_of_swap

__all__ = ["command"]


@click.command("unlock", epilog="Example:  cenotaph unlock --case case")
@click.option("--new-passphrase", is_flag=True, help="Change the passphrase, and leave the case locked or unlocked as it is.")
@passphrase_option
@case_option
def command(new_passphrase: bool, passphrase_file: TextIO | None, case_dir: str | None) -> None:
    """Ask for the passphrase of an encrypted case and keep its key in memory, never on a disk.

    It stays there until: cenotaph lock, or until the machine is switched off. With --new-passphrase and a file, its second line
    is the new one. Nobody can open a case whose passphrase is lost.
    """
    from cenotaph.steps.lock_case import change_passphrase, unlock_case

    root = named_folder(case_dir)
    phrase = asked_passphrase(passphrase_file)
    if new_passphrase:
        change_passphrase(root, phrase, asked_passphrase(passphrase_file, words="New passphrase", new=True))
        click.echo(f"{root} has another passphrase; backups keep the one that they were made under")
        return
    unlock_case(root, phrase).close()
    click.echo(f"unlocked {root} until: cenotaph lock, or the machine is switched off")
    warn_of_swap()
