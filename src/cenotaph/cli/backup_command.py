"""`cenotaph backup`."""

from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]


@click.command("backup", epilog="Example:  cenotaph backup /media/disk/case-2026-05-03.tar")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@case_option
def command(file: Path, case_dir: str | None) -> None:
    """Write all of a case to one new FILE, also while the desk runs, and read it back.

    It holds the record (of a case in PostgreSQL, too), the archive, the releases and the key that signs them. It also holds who
    is protected: keep it as you keep the case. To make a case of it: cenotaph restore.
    """
    from cenotaph.steps.backup import backup_case

    made = backup_case(named_case(case_dir), file, lambda what: click.echo(f"{what} …", err=True))
    rows = sum(made.rows.values())
    click.echo(f"{made.path}: {made.files:,} files, {rows:,} rows, {made.size:,} bytes; read back and compared")
