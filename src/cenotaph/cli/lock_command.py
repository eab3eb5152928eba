"""`cenotaph lock`."""

import click

from cenotaph.cli.options import case_option, named_folder

__all__ = ["command"]


@click.command("lock", epilog="Example:  cenotaph lock --case case")
@case_option
def command(case_dir: str | None) -> None:
    """Take the key of an encrypted case out of memory, and seal the files beside its record. Stop the desk first.

    From then on nothing of the case can be read or written until: cenotaph unlock.
    """
    from cenotaph.steps.lock_case import lock_case

    root = named_folder(case_dir)
    sealed = lock_case(root)
    click.echo(f"locked {root}" + (f": {sealed:,} files beside the record sealed" if sealed else ""))
