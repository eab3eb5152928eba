"""Names of files that somebody sent."""

from pathlib import PurePath

__all__ = ["safe_name"]

LONGEST_NAME = 200  # bytes: file systems take 255, and a prefix stands before it


def safe_name(given: str) -> str:
    """The last part of a name, short enough for any file system, and nothing that means a folder."""
    last = PurePath(given.replace("\\", "/")).name.replace("\0", "").strip(". ")
    return last.encode()[-LONGEST_NAME:].decode(errors="ignore") or "unnamed"
