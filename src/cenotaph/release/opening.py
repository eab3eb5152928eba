"""Reads a release back, after making sure that it is as it was made. Refuses one that was altered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.model import PublicRecord
from cenotaph.release.data import read_record
from cenotaph.release.manifest import check_release, read_manifest

__all__ = ["open_release"]


def open_release(folder: Path, key: bytes | None = None) -> tuple[Mapping[str, Any], PublicRecord]:
    """The manifest and the record of the release in `folder`, checked against the public `key` (PEM), or the one that lies beside
    it. Raises `UnreadableFile` when anything was altered or is missing.
    """
    faults = check_release(folder, key)
    if faults:
        raise UnreadableFile(f"the release was altered: {'; '.join(faults[:3])}", where=str(folder))
    said = read_manifest(folder)
    return said, read_record(folder / "data", str(said["as_of"]))
