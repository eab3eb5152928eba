"""The ids under which the public knows things, and the commitments to files: keyed, so that nobody can try out names, rows or
texts until an id or a hash fits.

The ids of a case are made from content: a list's row, a document's bytes. Published, they would answer every guess about a
withheld name or a word that was taken out. A person whose name is withheld has another id than under the name, so that no
earlier release leads from one to the other.
"""

import hmac
import re
from collections.abc import Iterable

from cenotaph.model import keyed_id

__all__ = ["PublicIds"]

AN_ID = re.compile(r"(?<![\w-])(vic|rec|list|row|d|c|i|p|r)-[0-9a-hjkmnp-tv-z]{10}(?![\w-])")


class PublicIds:
    """Over the secret of a case; `withheld` are the ids of victims whose names are withheld."""

    def __init__(self, secret: bytes, withheld: Iterable[str] = ()) -> None:
        self._secret = secret
        self._withheld = frozenset(withheld)

    def of(self, held: str) -> str:
        """The public id of what the case knows as `held`."""
        return (
            self.of_withheld(held) if held in self._withheld else keyed_id(self._secret, held.partition("-")[0], "public", held)
        )

    def of_withheld(self, held: str) -> str:
        """The public id of a victim whose name is withheld."""
        return keyed_id(self._secret, held.partition("-")[0], "withheld", held)

    def in_words(self, said: str) -> str:
        """A sentence of the program with every id in it as the public has it."""
        return AN_ID.sub(lambda found: self.of(found.group()), said) if "-" in said else said

    def commitment_key(self, sha256: str) -> str:
        """The key that opens the commitment to one file and to no other, as hexadecimal digits."""
        return hmac.digest(self._secret, f"commitment\x1f{sha256}".encode(), "sha256").hex()

    def commitment(self, sha256: str) -> str:
        """HMAC-SHA-256 (RFC 2104) over a file's SHA-256, both as hexadecimal digits. It binds the publisher to the file; without
        the key it cannot be compared with a guess.
        """
        return hmac.digest(self.commitment_key(sha256).encode(), sha256.encode(), "sha256").hex() if sha256 else ""
