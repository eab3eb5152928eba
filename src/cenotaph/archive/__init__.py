"""Original bytes by SHA-256, written once and never altered; and how any file is read and written on this disk."""

from cenotaph.archive.folder import Archive
from cenotaph.archive.read_bytes import check_size, read_bytes
from cenotaph.archive.write_whole import alone, flush_folder, replace_folder, staged, write_whole

__all__ = ["Archive", "alone", "check_size", "flush_folder", "read_bytes", "replace_folder", "staged", "write_whole"]
