"""The case for a command that decides in somebody's name: signed by the person's own key, where there is one."""

from typing import TYPE_CHECKING, TextIO

from cenotaph.cli.options import asked_passphrase, named_case

if TYPE_CHECKING:
    from cenotaph.store import Case

__all__ = ["deciding_case", "signed_case"]


def deciding_case(case_dir: str | None, name: str, passphrase_file: TextIO | None = None) -> "Case":
    """The case a command is about, open; the passphrase of the key is asked for, or read from the file, where `name` has one."""
    return signed_case(named_case(case_dir), name, passphrase_file)


def signed_case(case: "Case", name: str, passphrase_file: TextIO | None = None) -> "Case":
    """The case for somebody of this name. Raises `WrongUse` where the only keys of the person are tokens."""
    from cenotaph.errors import WrongUse
    from cenotaph.steps.own_keys import sign_by_passphrase

    with case.reading() as record:
        keys = record.signatures.in_force(name)
    if not keys:
        return case
    from cenotaph.ledger import PASSPHRASE, OwnSigner

    if not any(one.kind == PASSPHRASE for one in keys):
        raise WrongUse(f"{name} signs with a token, which only a browser asks", remedy="decide at the desk: cenotaph serve")
    signer = OwnSigner.drawn()
    sign_by_passphrase(case, name, asked_passphrase(passphrase_file, words=f"Passphrase of {name}'s key"), signer)
    return case.signed_by(signer)
