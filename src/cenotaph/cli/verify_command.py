"""`cenotaph verify`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.cli.options import case_option, named_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cenotaph.steps.verify import Verification
    from cenotaph.store import Act

__all__ = ["command", "show_verification"]

SHOWN = 20  # acts: what a screen holds


@click.command("verify", epilog="Example:  cenotaph verify --full    cenotaph verify --since 'ten words …'")
@case_option
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--full", is_flag=True, help="Also read every archived byte again, and work everything out anew.")
@click.option("--since", default="", metavar="HEAD", help="Prove that all that was held at this head is there: words, or a file.")
@click.option("--keep-head", type=click.Path(path_type=Path), help="Write the head to this new file, if nothing is wrong.")
@click.option("--head-picture", type=click.Path(path_type=Path), help="Draw the head as a QR code into this new .svg or .png.")
@click.option("--timestamp", metavar="URL", default="", help="Have that file stamped by this authority (RFC 3161).")
@click.option(
    "--authority", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The authority's root certificate, PEM."
)
@click.option("--release", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Check this release instead.")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The public key it must be signed by.")
def command(
    case_dir: str | None,
    form: str | None,
    full: bool,
    since: str,
    keep_head: Path | None,
    head_picture: Path | None,
    timestamp: str,
    authority: Path | None,
    release: Path | None,
    key: Path | None,
) -> int:
    """Check that nobody altered a case: every row, file and archived byte is as the acts of the record left it.

    With --full also that it is right: texts, claims and lists are what the archived bytes give, and figures, victims and
    reviews what claims and decisions give. Exit code 1 when anything is wrong.

    It ends with the head of the record, ten words. Keep them somewhere else: whoever can write to the disk can write a whole
    record that fits together, but none that has your words. With --full --since, what nobody touched since is not read again.
    --keep-head puts them into a file, which a timestamp shows to be no younger than it says; the authority sees a hash only.
    """
    from cenotaph.errors import WrongUse
    from cenotaph.steps.head_file import draw_head, kept_head
    from cenotaph.steps.head_file import keep_head as write_head
    from cenotaph.steps.verify import verify_case

    if timestamp and keep_head is None:
        raise WrongUse("--timestamp stamps the file of --keep-head", remedy="name one: --keep-head FILE")
    if release is not None:
        return _verify_release(release, key)
    words, stamped = kept_head(since)
    found = verify_case(named_case(case_dir), full=full, since=words)
    if form == "json":
        said = {name: getattr(found, name) for name in found.__slots__} | {"later": [asdict(one) for one in found.later]}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        if stamped:
            click.echo(f"that head was stamped {stamped.isoformat()}")
        if since:
            _show_acts(found.later)
        show_verification(found)
    if keep_head and not found.faults:
        when = write_head(keep_head, found.head, timestamp, authority.read_bytes() if authority else None)
        click.echo(f"kept in {keep_head}{f', stamped {when.isoformat()} by {timestamp}' if when else ''}", err=form == "json")
    if head_picture and not found.faults:
        draw_head(head_picture, found.head)
        click.echo(f"drawn in {head_picture}", err=form == "json")
    return 1 if found.faults else 0


def _show_acts(later: "Sequence[Act]") -> None:
    """What was done since a head, the latest acts; every one is in the JSON."""
    from cenotaph.steps.verify_acts import describe_act

    click.echo(f"since that head: {len(later):,} acts" if later else "since that head: nothing was done")
    for one in later[-SHOWN:]:
        click.echo(f"  {describe_act(one)}")
    if len(later) > SHOWN:
        click.echo(f"  and {len(later) - SHOWN:,} before these")


def _verify_release(folder: Path, key: Path | None) -> int:
    from cenotaph.release.manifest import MANIFEST, TIMESTAMP, check_release, read_manifest

    faults = check_release(folder, key.read_bytes() if key else None)
    for fault in faults:
        click.echo(f"fault: {fault}", err=True)
    if (folder / TIMESTAMP).is_file():
        from cenotaph.release.timestamp import read_timestamp

        when = read_timestamp((folder / TIMESTAMP).read_bytes(), (folder / MANIFEST).read_bytes())
        click.echo(f"its timestamp fits the manifest and says {when.isoformat()}")
    said = read_manifest(folder)
    click.echo(f"release {said['number']} of {said['title']}, as of {said['as_of']}: {len(said['files']):,} files checked")
    if key is None:
        click.echo("the signature was checked with the key that lies beside it; give --key to be sure whose it is")
    click.echo("everything matches" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def show_verification(found: "Verification") -> int:
    """Print what was checked and every fault; the exit code."""
    click.echo(
        f"{found.documents:,} documents, {found.claims:,} claims, {found.records:,} records of victims, "
        f"{found.decisions:,} decisions checked"
    )
    if found.signed:
        click.echo(f"{found.signed:,} acts are signed by the keys of those who did them")
    if found.as_before:
        click.echo(f"{found.as_before:,} documents that no act touched since that head were not read again")
    if found.unused_objects:
        click.echo(
            f"{found.unused_objects} archived objects belong to nothing (an add was broken off; the next one clears them away)"
        )
    if found.other_version:
        click.echo(
            f"{found.other_version:,} documents were read by another version of this program: their bytes, hashes and numbers "
            "were checked, their claims could not be made again"
        )
    for fault in found.faults:
        click.echo(f"fault: {fault}", err=True)
    click.echo("everything matches" if not found.faults else f"{len(found.faults)} faults")
    if found.head:
        click.echo(f"the head of the record: {found.head}")
    return 1 if found.faults else 0
