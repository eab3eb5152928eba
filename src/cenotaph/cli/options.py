"""Options that several commands share, and the case they are about."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from cenotaph.errors import WrongUse

if TYPE_CHECKING:
    from cenotaph.store import Case

__all__ = [
    "asked_passphrase",
    "case_option",
    "format_options",
    "named_case",
    "named_folder",
    "passphrase_option",
    "set_values",
    "warn_of_swap",
]


def case_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--case DIR`."""
    return click.option(
        "--case",
        "case_dir",
        metavar="DIR",
        envvar="CENOTAPH_CASE",
        help="The case. Without it: the current folder, one above it, or the only case inside it.",
    )(command)


def format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--json` and `--csv`."""
    command = click.option("--csv", "form", flag_value="csv", help="Print CSV.")(command)
    return click.option("--json", "form", flag_value="json", help="Print JSON.")(command)


def set_values(given: tuple[str, ...], form: str) -> dict[str, str]:
    """What every `--set` says, by name. `form` is how one is written. Raises `WrongUse` for one that is not."""
    said = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongUse(f"--set takes {form}, not {one!r}")
        said[name.strip()] = value.strip()
    return said


def passphrase_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--passphrase-file FILE`."""
    return click.option(
        "--passphrase-file",
        type=click.File("r", encoding="utf-8"),
        help="Read the passphrase from the first line of FILE (- is the standard input) in place of asking for it.",
    )(command)


def asked_passphrase(file: TextIO | None, *, words: str = "Passphrase", new: bool = False) -> str:
    """The passphrase of an encrypted case, asked for twice where it is `new`, and never shown."""
    if file is not None:
        return file.readline().rstrip("\r\n")
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))


def warn_of_swap() -> None:
    """Say so where what is in memory may come to lie on a disk."""
    from cenotaph.store import swaps_to_disk

    if swaps_to_disk():
        click.echo("this machine swaps memory to a disk that is not encrypted: turn swap off, or encrypt it", err=True)


def named_folder(case_dir: str | None) -> Path:
    """The folder of the case that a command is about."""
    from cenotaph.store import find_case

    return Path(case_dir) if case_dir else find_case(Path(os.getcwd()))


def named_case(case_dir: str | None) -> "Case":
    """The case a command is about, open."""
    from cenotaph.store import open_case

    return open_case(named_folder(case_dir))
