"""`cenotaph init`."""

from pathlib import Path

import click

__all__ = ["command"]


@click.command("init", epilog="Example:  cenotaph init case")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--database", metavar="URL", default="", help="Keep the record in this PostgreSQL database: postgresql://user@host/name."
)
def command(folder: Path, database: str) -> None:
    """Make a case in FOLDER: the record, and the archive of original bytes.

    Everything the case holds lies in this folder; to back it up, copy the folder. With --database the record is there
    instead, and is backed up with the database. A password in the address is used once and never kept; give it later by
    PGPASSWORD or ~/.pgpass.
    """
    from cenotaph.store import create_case, without_password

    create_case(folder, database)
    record = without_password(database) or f"{folder}/record.sqlite"
    click.echo(
        f"made the case {folder}\n  record:  {record}\n  archive: {folder}/archive\nnow add documents:  cenotaph add FILE …"
    )
