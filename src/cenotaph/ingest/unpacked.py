"""Measures what a zip would unpack to, before anything is unpacked to memory: a bomb is refused, never opened."""

import io
import zipfile

from cenotaph.errors import UnreadableFile
from cenotaph.settings import load_settings

__all__ = ["check_unpacked"]


def check_unpacked(data: bytes, name: str) -> None:
    """Raise `UnreadableFile` when the members of a zip say, or turn out, to be larger than the limit."""
    limit = load_settings().max_unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > limit:
            raise UnreadableFile(
                f"the file would unpack to more than {limit:,} bytes", where=name, remedy="it may be an attack; do not open it"
            )
        left = limit
        for member in archive.infolist():
            with archive.open(member) as stream:
                while block := stream.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise UnreadableFile(
                            f"the file unpacks to more than {limit:,} bytes",
                            where=name,
                            remedy="it may be an attack; do not open it",
                        )
