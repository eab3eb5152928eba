"""`cenotaph publish`."""

from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]


@click.command("publish", epilog="Example:  cenotaph publish /var/www/record")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", "number", type=click.IntRange(1), help="Another release than the last.")
@click.option("--bag", is_flag=True, help="For an archive: as a BagIt bag (RFC 8493).")
@case_option
def command(folder: Path, number: int | None, bag: bool, case_dir: str | None) -> None:
    """Copy a release to FOLDER, where the public finds it: whole or not at all, in place of the one that lies there.

    A release that was altered, or that holds what has been protected since, is refused.
    """
    from cenotaph.release.publish import publish_release

    released = publish_release(named_case(case_dir), folder, number, bag=bag)
    click.echo(
        f"release {int(released.name)} is in {folder}" + ("" if bag else f"; it opens from {folder / 'site' / 'index.html'}")
    )
