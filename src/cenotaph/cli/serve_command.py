"""`cenotaph serve`."""

import getpass
import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.cli.options import case_option, named_case

if TYPE_CHECKING:
    from cenotaph.web.guard import Guard

__all__ = ["command"]

HEADER_SECONDS = 20
MOST_AT_ONCE = 200


@click.command("serve", epilog="Example:  cenotaph serve --case case")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="The port to serve on.")
@click.option(
    "--bind", default="127.0.0.1", show_default=True, help="The address to serve on. Any but this machine's own demands accounts."
)
@click.option(
    "--host", "hosts", multiple=True, help="A name under which the desk is asked for, behind a proxy: desk.example.org."
)
@click.option("--as", "owner", envvar="CENOTAPH_RECORDER", help="The name that signs decisions, when there are no accounts.")
@click.option("--secure", is_flag=True, help="The desk is reached by https: cookies are sent by https only.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True, help="The language of the desk.")
@click.option(
    "--public",
    is_flag=True,
    help="Serve the last release and a form for replies instead of the desk; for everybody, behind a proxy.",
)
@case_option
def command(
    port: int,
    bind: str,
    hosts: tuple[str, ...],
    owner: str | None,
    secure: bool,
    language: str,
    public: bool,
    case_dir: str | None,
) -> None:
    """Open the desk in a browser, where people decide.

    With no accounts it is for one person on this machine: no password, and nobody else on the network reaches it. Once there are
    accounts (cenotaph accounts add), everybody signs in.
    """
    from cenotaph.errors import WrongUse
    from cenotaph.web import Desk, make_app
    from cenotaph.web.public import make_public_app

    case = named_case(case_dir).kept_open()
    names = frozenset({f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")} | set(hosts))
    if public:
        app = make_public_app(case, names if _is_local(bind) or hosts else frozenset())
        _refuse_taken(bind, port)
        click.echo(f"the public record of {Path(case.root).name}:  http://{bind}:{port}\nstop it with Ctrl-C")
        run(app, bind, port)
        return
    with case.reading() as record:
        accounts = bool(record.accounts.all())
    local = _is_local(bind)
    if not accounts and (not local or hosts):
        raise WrongUse(
            "a desk that others reach needs accounts", remedy="make one: cenotaph accounts add NAME --role administrator"
        )
    desk = Desk(case, "" if accounts else owner or getpass.getuser(), names, secure, language)
    _refuse_taken(bind, port)
    click.echo(f"the desk of {Path(case.root).name}:  http://{bind}:{port}\nstop it with Ctrl-C")
    run(make_app(desk), bind, port)


def run(app: "Guard", bind: str, port: int) -> None:
    """Serve until stopped; a visitor that does not finish its request is cut off."""
    import uvicorn

    from cenotaph.web.patience import PatientProtocol

    uvicorn.run(
        app, host=bind, port=port, log_level="warning", http=PatientProtocol, server_header=False, date_header=False,
        limit_concurrency=MOST_AT_ONCE, timeout_keep_alive=HEADER_SECONDS, ws="none",
    )  # fmt: skip


def _refuse_taken(bind: str, port: int) -> None:
    from cenotaph.errors import WrongUse

    try:
        with socket.create_server((bind, port), family=socket.AF_INET6 if ":" in bind else socket.AF_INET):
            pass
    except OSError as fault:
        raise WrongUse(f"cannot serve on {bind}, port {port}: {fault.strerror}", remedy="choose another with --port") from fault


def _is_local(bind: str) -> bool:
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"
