"""Original bytes by SHA-256, written once and never altered; and how any file is read and written on this disk."""

from cenotaph.archive.objects import Archive
from cenotaph.archive.read_bytes import check_size, read_bytes
from cenotaph.archive.seal import KEY_BYTES, Seal
from cenotaph.archive.write_whole import HALF_WRITTEN, alone, flush_folder, replace_folder, staged, write_whole

__all__ = [
    "HALF_WRITTEN",
    "KEY_BYTES",
    "Archive",
    "Seal",
    "alone",
    "check_size",
    "flush_folder",
    "read_bytes",
    "replace_folder",
    "staged",
    "write_whole",
]
