"""`cenotaph release`."""

from collections import Counter
from pathlib import Path

import click

from cenotaph.cli.options import case_option, named_case

__all__ = ["command"]


@click.command("release", epilog="Example:  cenotaph release --begin   (fill release.yaml)   cenotaph release")
@click.option("--begin", is_flag=True, help="Put an empty release.yaml into the case, to be filled.")
@click.option("--timestamp", metavar="URL", help="Have the manifest stamped by this authority (RFC 3161). It sees a hash only.")
@click.option(
    "--authority", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The authority's root certificate, PEM."
)
@case_option
def command(begin: bool, timestamp: str | None, authority: Path | None, case_dir: str | None) -> None:
    """Freeze what was reviewed as a release: site, tables and signed list of files, in the case's folder releases.

    Only claims that people read are in it; who is protected is not. It is refused while the method is not stated, or when a
    protected word stands anywhere in it. The same record gives the same bytes.
    """
    from cenotaph.release.make import begin_statement, make_release
    from cenotaph.release.publish import stamp_release

    case = named_case(case_dir)
    if begin:
        click.echo(f"fill {begin_statement(case)}, then: cenotaph release")
        return
    made = make_release(case)
    if timestamp:
        when = stamp_release(case, made.folder, timestamp, authority.read_bytes() if authority else None)
        click.echo(f"stamped {when.isoformat()} by {timestamp}")
    if not made.new:
        click.echo(f"nothing changed since release {made.number}: {made.folder}")
        return
    rows = ", ".join(f"{name} {count:,}" for name, count in made.counts.items() if count)
    click.echo(f"release {made.number}: {made.folder}\n{rows}")
    if made.number > 1:
        done = Counter(change.what for change in made.changes)
        click.echo(
            "since the last: " + (", ".join(f"{count:,} {what}" for what, count in sorted(done.items())) or "no row changed")
        )
    click.echo(f"look at it:   {made.folder / 'site' / 'index.html'}\npublish it:   cenotaph publish DIR")
