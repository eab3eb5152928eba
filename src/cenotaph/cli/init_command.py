"""`cenotaph init`."""

from pathlib import Path

import click

__all__ = ["command"]


@click.command("init", epilog="Example:  cenotaph init case")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a case in FOLDER: the record, and the archive of original bytes.

    Everything the case holds lies in this folder; to back it up, copy the folder.
    """
    from cenotaph.store import create_case

    create_case(folder)
    click.echo(
        f"made the case {folder}\n  record:  {folder}/record.sqlite\n  archive: {folder}/archive\n"
        "now add documents:  cenotaph add FILE …"
    )
