"""The one bound on how large a file may be."""

from cenotaph.errors import UnreadableFile
from cenotaph.settings import load_settings

__all__ = ["check_size"]


def check_size(size: int, where: str) -> None:
    """Raise `UnreadableFile` when a file of `size` bytes is over the limit."""
    limit = load_settings().max_file_bytes
    if size > limit:
        raise UnreadableFile(
            f"the file has {size:,} bytes; the limit is {limit:,}",
            where=where,
            remedy="raise CENOTAPH_MAX_FILE_BYTES if you trust it",
        )
