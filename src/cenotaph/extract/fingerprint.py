"""Which version of the reader read a text."""

from cenotaph.text.fingerprint import code_fingerprint

__all__ = ["reader_fingerprint"]

ROOMS = ("cenotaph.extract", "cenotaph.text", "cenotaph.model", "cenotaph.vocabulary")


def reader_fingerprint() -> str:
    """Eight hexadecimal digits that change with any file of the rooms that reading depends on."""
    return code_fingerprint(*ROOMS)
