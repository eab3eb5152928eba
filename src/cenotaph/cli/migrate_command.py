"""`cenotaph migrate`."""

from pathlib import Path
from typing import TextIO

import click

from cenotaph.cli.options import asked_passphrase, case_option, named_case, passphrase_option

__all__ = ["command"]


@click.command("migrate", epilog="Example:  cenotaph migrate team --database postgresql://cenotaph@localhost/war")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--database", metavar="URL", default="", help="Put the record in this PostgreSQL database. Without it: in FOLDER.")
@click.option("--archive", metavar="URL", default="", help="Put the archived bytes in this object storage: s3://bucket/prefix.")
@click.option("--encrypted", is_flag=True, help="Encrypt the copy under a passphrase of its own, which is asked for.")
@passphrase_option
@case_option
def command(
    folder: Path, database: str, archive: str, encrypted: bool, passphrase_file: TextIO | None, case_dir: str | None
) -> int:
    """Copy a case to a new one in FOLDER with its record in another database, and verify the copy. The old case stays as it is.

    Moves from SQLite to PostgreSQL, back, or between two of a kind; from a folder to an object storage and back; to an encrypted
    case, and, without --encrypted, from one.
    Every row is compared after it arrived. Exit code 1 when the copy does not verify. A disk keeps what it held in the clear,
    also when it was removed: after --encrypted, wipe it.
    """
    from cenotaph.cli.verify_command import show_verification
    from cenotaph.steps.migrate import migrate_case
    from cenotaph.steps.verify import verify_case
    from cenotaph.store import Keys, hold_key

    keys = Keys.new(asked_passphrase(passphrase_file, new=True)) if encrypted else None
    moved: dict[str, int] = {}
    made = migrate_case(named_case(case_dir), folder, database, moved.__setitem__, keys, archive)
    if keys:
        hold_key(folder, keys.seal.key)
    found = verify_case(made)
    rows = ", ".join(f"{name} {count:,}" for name, count in moved.items() if count)
    click.echo(f"copied to {folder}: {rows or 'an empty case'}")
    return show_verification(found)
