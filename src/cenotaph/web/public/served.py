"""What may be served at this moment: the last release, as long as it is what was signed and holds nothing that is protected now.

It looks again whenever somebody decided about protection, consent or disclosure, or made a release. Every file is checked by its
hash as it goes out, so that one which was altered on the disk is not served.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from cenotaph.errors import CenotaphError
from cenotaph.release.files import STATEMENT
from cenotaph.release.gather_protected import last_word_on_publishing
from cenotaph.release.manifest import MANIFEST, SIGNATURE, read_manifest, signed_bytes
from cenotaph.release.publish import refuse_what_endangers
from cenotaph.release.signing import release_folders
from cenotaph.release.statement import Statement, load_statement
from cenotaph.store import Case

__all__ = ["Served", "Serving"]

BESIDE_THE_LIST = (MANIFEST, SIGNATURE)


@dataclass(frozen=True, slots=True)
class Served:
    """A release that may be served: its folder, the SHA-256 of its files by name, and its statement."""

    folder: Path
    sums: Mapping[str, str]
    statement: Statement

    def bytes_of(self, name: str) -> bytes | None:
        """The file of this name; None where the release has none, or where it is not the one that was signed."""
        return signed_bytes(self.folder, name, self.sums[name]) if name in self.sums else None


class Serving:
    """The release of a case that may be served, looked at anew when something was decided."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lock = Lock()
        self._seen: tuple[Any, ...] = ()
        self._served: Served | None = None

    def now(self) -> Served | None:
        """What may be served now; None while there is nothing."""
        with self._lock:
            done = release_folders(self._case)
            seen = (done[-1].name if done else "", last_word_on_publishing(self._case))
            if seen != self._seen:
                self._served = self._look(done[-1]) if done else None
                self._seen = seen
            return self._served

    def _look(self, folder: Path) -> Served | None:
        try:
            refuse_what_endangers(self._case, folder)
            listed = read_manifest(folder)["files"]
            statement = load_statement((folder / STATEMENT).read_text(encoding="utf-8"))
            beside = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in BESIDE_THE_LIST}
        except (CenotaphError, OSError):
            return None
        return Served(folder, {**{name: one["sha256"] for name, one in listed.items()}, **beside}, statement)
