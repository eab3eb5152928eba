"""`cenotaph migrate`."""

from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]


@click.command("migrate", epilog="Example:  cenotaph migrate team --database postgresql://cenotaph@localhost/war")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--database", metavar="URL", default="", help="Put the record in this PostgreSQL database. Without it: in FOLDER.")
@case_option
def command(folder: Path, database: str, case_dir: str | None) -> int:
    """Copy a case to a new one in FOLDER with its record in another database, and verify the copy. The old case stays as it is.

    Moves from SQLite to PostgreSQL, back, or between two of a kind. Every row is compared after it arrived. Exit code 1 when the
    copy does not verify.
    """
    from cenotaph.cli.verify_command import show_verification
    from cenotaph.steps.migrate import migrate_case
    from cenotaph.steps.verify import verify_case

    moved: dict[str, int] = {}
    made = migrate_case(named_case(case_dir), folder, database, progress=moved.__setitem__)
    found = verify_case(made)
    rows = ", ".join(f"{name} {count:,}" for name, count in moved.items() if count)
    click.echo(f"copied to {folder}: {rows or 'an empty case'}")
    return show_verification(found)
