"""The case for a command that decides in somebody's name: signed by the person's own key, where there is one."""

from typing import TYPE_CHECKING, TextIO

from cenotaph.cli.options import asked_passphrase

if TYPE_CHECKING:
    from cenotaph.store import Case

__all__ = ["signed_case"]


def signed_case(case: "Case", name: str, passphrase_file: TextIO | None = None) -> "Case":
    """The case for somebody of this name. Where the person has a key its passphrase is asked for, or read from the file.

    Raises `WrongUse` where the only keys of the person are tokens.
    """
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
