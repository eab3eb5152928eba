"""`cenotaph verify`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.cli.options import case_option, named_case

if TYPE_CHECKING:
    from cenotaph.steps.verify import Verification

__all__ = ["command", "show_verification"]


@click.command("verify", epilog="Example:  cenotaph verify --case case    cenotaph verify --release public")
@case_option
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--release", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Check this release instead.")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The public key it must be signed by.")
def command(case_dir: str | None, form: str | None, release: Path | None, key: Path | None) -> int:
    """Check a case against its own hashes: archived bytes, stored texts, quotations, decisions, figures,
    lists and victims.

    Exit code 1 when anything is wrong. Keep the last hash of the ledger somewhere else: it is what shows that no
    decision was cut off at the end.
    """
    from cenotaph.steps.verify import verify_case

    if release is not None:
        return _verify_release(release, key)
    found = verify_case(named_case(case_dir))
    if form == "json":
        click.echo(json.dumps({name: getattr(found, name) for name in found.__slots__}, ensure_ascii=False, indent=1))
        return 1 if found.faults else 0
    return show_verification(found)


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
    if found.last_hash:
        click.echo(f"last hash of the ledger: {found.last_hash}")
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
    return 1 if found.faults else 0
