"""Original bytes by SHA-256, written once and never altered."""

from cenotaph.archive.folder import Archive

__all__ = ["Archive"]
