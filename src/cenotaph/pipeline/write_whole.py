"""Writes a file whole or not at all: never half of it, and never over a good one that is then lost."""

import os
from pathlib import Path

from cenotaph.errors import UnreadableFile

__all__ = ["write_whole"]


def write_whole(target: Path, content: str | bytes) -> None:
    """Write `content` to `target`. Raises `UnreadableFile` when it cannot be written."""
    temporary = target.with_name(target.name + ".writing")
    try:
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(temporary, target)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        raise UnreadableFile(f"the file could not be written ({fault.strerror})", where=str(target)) from fault
