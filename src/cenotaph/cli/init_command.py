"""`cenotaph init`."""

from pathlib import Path
from typing import TextIO

import click

from cenotaph.cli.options import asked_passphrase, passphrase_option, warn_of_swap

__all__ = ["command"]


@click.command("init", epilog="Example:  cenotaph init case")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--database", metavar="URL", default="", help="Keep the record in this PostgreSQL database: postgresql://user@host/name."
)
@click.option("--archive", metavar="URL", default="", help="Keep the archived bytes in this object storage: s3://bucket/prefix.")
@click.option("--encrypted", is_flag=True, help="Encrypt all of it under a passphrase, which is asked for.")
@passphrase_option
def command(folder: Path, database: str, archive: str, encrypted: bool, passphrase_file: TextIO | None) -> None:
    """Make a case in FOLDER: the record, and the archive of original bytes.

    Everything the case holds lies in this folder; to back it up, use: cenotaph backup. With --database the record is there
    instead, and is backed up with the database. A password in the address is used once and never kept; give it later by
    PGPASSWORD or ~/.pgpass. With --archive the bytes of documents are in an object storage, with the keys of its own settings
    (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL); a backup copies them from there. With --encrypted nothing of it can be read without
    the passphrase; see cenotaph lock and unlock.
    """
    from cenotaph.store import Keys, create_case, hold_key, without_password

    keys = Keys.new(asked_passphrase(passphrase_file, new=True)) if encrypted else None
    create_case(folder, database, keys, archive)
    if keys:
        hold_key(folder, keys.seal.key)
        warn_of_swap()
    record = without_password(database) or f"{folder}/record.sqlite"
    click.echo(f"made the case {folder}\n  record:  {record}\n  archive: {archive or f'{folder}/archive'}")
    click.echo("now add documents:  cenotaph add FILE …")
    if keys:
        click.echo("when you are done:  cenotaph lock\nnobody but you has the passphrase: without it the case is lost")
