"""Reads a release, after making sure that it is as it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cenotaph.api.frame import Frame
from cenotaph.errors import UnreadableFile
from cenotaph.model import PublicRecord
from cenotaph.release.data.codebook import load_codebook
from cenotaph.release.data.rows import table_rows
from cenotaph.release.opening import open_release

__all__ = ["ReadRelease", "read_release"]


@dataclass(frozen=True, slots=True)
class ReadRelease:
    """A release: its `manifest`, the public `record`, and its tables."""

    folder: Path
    manifest: Mapping[str, Any]
    record: PublicRecord

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, as the codebook has them."""
        return tuple(load_codebook())

    def table(self, name: str) -> Frame:
        """A table of the release: incidents, figures, claims, sources, people and the others that `tables` names. The codebook on
        the release's own site (data.html) says what every column means.

        Raises `UnreadableFile` for a table that there is not.
        """
        if name not in self.tables:
            raise UnreadableFile(f"no table {name!r}; there are: {', '.join(self.tables)}", where=str(self.folder))
        columns = [field.name for field in load_codebook()[name].fields]
        return Frame(({column: row[column] for column in columns} for row in table_rows(self.record, name)), columns)

    def incidents(self) -> Frame:
        """The incidents."""
        return self.table("incidents")

    def figures(self) -> Frame:
        """Low, best and high by incident, harm and policy, with why."""
        return self.table("figures")

    def claims(self) -> Frame:
        """The claims that stand behind the figures."""
        return self.table("claims")

    def people(self) -> Frame:
        """The people of the lists; names that are withheld are empty."""
        return self.table("people")

    def __repr__(self) -> str:
        """Which release of whose."""
        said = self.manifest
        return (
            f"<ReadRelease {said['number']} of {said['title']}, as of {said['as_of']}: {len(self.record.incidents):,} incidents>"
        )

    def _repr_html_(self) -> str:
        return f"<p>{repr(self)[1:-1]}</p>{self.figures()._repr_html_()}"


def read_release(folder: str | Path, key: bytes | None = None) -> ReadRelease:
    """Read the release in a folder; every file is checked against the signed manifest first.

    Args:
        folder: the release, as it was published.
        key: the public key it must be signed by, PEM; without it, the one that lies beside it, which shows that nothing was
            altered by accident and not who made it.

    Raises:
        UnreadableFile: when anything was altered or is missing.

    Examples:
        >>> import cenotaph as cn
        >>> release = cn.read_release("demo/public")  # doctest: +SKIP
        >>> release.figures().to_polars()  # doctest: +SKIP

    """
    path = Path(folder)
    return ReadRelease(path, *open_release(path, key))
