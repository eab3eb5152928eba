"""`cenotaph accounts`."""

import click

from cenotaph.cli.options import case_option, format_options, named_case
from cenotaph.model import DeskRole

__all__ = ["command"]


@click.group("accounts", invoke_without_command=True, epilog="Example:  cenotaph accounts add 'Ana Ortu' --role administrator")
@case_option
@format_options
@click.pass_context
def command(context: click.Context, case_dir: str | None, form: str | None) -> None:
    """Show who may sign in at the desk, or make an account."""
    if context.invoked_subcommand:
        return
    from cenotaph.cli.show import show_rows

    with named_case(case_dir).reading() as record:
        accounts = record.accounts.all()
    rows = [
        {
            "name": one.name,
            "role": one.role,
            "signs in": "yes" if one.active else "no",
            "second factor": "yes" if one.totp else "no",
        }
        for one in accounts
    ]
    show_rows(rows, {name: name for name in ("name", "role", "signs in", "second factor")}, form, empty="no accounts")


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in DeskRole]), default=DeskRole.RECORDER.value, show_default=True)
@click.option("--password", help="Asked for, unless given; 12 characters or more.")
@click.option("--openid", default="", help="Who the person is at your organisation's own sign-in: address of mail, or sub.")
@case_option
def add(name: str, role: str, password: str | None, openid: str, case_dir: str | None) -> None:
    """Make an account. NAME signs the person's decisions and is given once."""
    from cenotaph.errors import InvalidValue, WrongUse
    from cenotaph.web import make_account

    if password is None:
        password = "" if openid else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        make_account(named_case(case_dir), name, role, password, openid=openid)
    except InvalidValue as fault:
        raise WrongUse(fault.what) from fault
    click.echo(f"made the account {name}, {role}")
