"""`cenotaph keys`."""

from typing import TextIO

import click

from cenotaph.cli.options import asked_passphrase, case_option, format_options, named_case, passphrase_option

__all__ = ["command"]


@click.group("keys", invoke_without_command=True, epilog="Example:  cenotaph keys add 'Ana Ortu'")
@case_option
@format_options
@click.pass_context
def command(context: click.Context, case_dir: str | None, form: str | None) -> None:
    """Show whose decisions are signed by keys of their own, or make such a key.

    From then on nothing can be decided in the person's name without it: not by a command, not at the desk, and not by who writes
    to the disk, for `cenotaph verify` finds what the key has not signed.
    """
    if context.invoked_subcommand:
        return
    from cenotaph.cli.show import show_rows
    from cenotaph.steps.own_keys import keys_of

    rows = [
        {"id": one.id, "name": one.name, "kind": one.kind, "made": one.made_at[:10], "ended": one.retired_at[:10]}
        for one in keys_of(named_case(case_dir))
    ]
    show_rows(rows, {name: name for name in ("id", "name", "kind", "made", "ended")}, form, empty="nobody has a key")


@command.command("add")
@click.argument("name")
@passphrase_option
@case_option
def add(name: str, passphrase_file: TextIO | None, case_dir: str | None) -> None:
    """Make a key of NAME, the name that decisions are signed with. Its passphrase is asked for.

    Nobody can find the passphrase out, and what NAME decides wants it. A further key of NAME is signed by the one that there is:
    with a file, its passphrase is the first line and the new one the second.
    """
    from cenotaph.cli.signing import signed_case
    from cenotaph.steps.own_keys import add_key

    case = signed_case(named_case(case_dir), name, passphrase_file)
    made = add_key(case, name, asked_passphrase(passphrase_file, words="Passphrase of the new key", new=True))
    click.echo(f"made the key {made.id} of {name}; cenotaph verify finds what is decided in that name without it")


@command.command("retire")
@click.argument("key", metavar="KEY")
@click.option("--by", "decided_by", envvar="CENOTAPH_RECORDER", required=True, help="Who ends it (or set CENOTAPH_RECORDER).")
@click.option("--why", required=True, help="The reason: lost, or seen by others.")
@passphrase_option
@case_option
def retire(key: str, decided_by: str, why: str, passphrase_file: TextIO | None, case_dir: str | None) -> None:
    """End a key; what it signed stays signed. It is ended by its owner, or by anybody else who has a key."""
    from cenotaph.cli.signing import signed_case
    from cenotaph.steps.own_keys import retire_key

    ended = retire_key(signed_case(named_case(case_dir), decided_by, passphrase_file), key, why)
    click.echo(f"the key {ended.id} of {ended.name} is ended")
