"""Reads one document, where there is a reader for its language. A language without word lists is never read badly."""

from dataclasses import replace

from cenotaph.extract import read_text, reader_fingerprint
from cenotaph.extract.syntax import Parser
from cenotaph.model import Document, Reading
from cenotaph.settings import load_settings
from cenotaph.text import readable_languages

__all__ = ["this_reader", "read_document"]


UNREAD = {"no_text", "in_parts"}


def this_reader(extractor: str) -> str:
    """The name under which this very version of a reader is kept with what it read."""
    return f"{extractor}+{reader_fingerprint()}"


def read_document(document: Document, parser: Parser | None = None) -> tuple[Document, Reading | None]:
    """The document with its flags brought up to date, and its reading, or None when it was not read."""
    flags = set(document.flags)
    if flags & UNREAD:
        return document, None
    if document.language not in readable_languages():
        return replace(document, flags=tuple(sorted(flags | {"not_read"}))), None
    reading = read_text(document.text, document.language, document.published, document.sha256, parser)
    most = load_settings().max_claims
    if len(reading.claims) > most:
        note = f"not read: it gives {len(reading.claims):,} claims and the limit is {most:,}; tables of events go in by import"
        note = "; ".join(filter(None, (document.note, note)))
        return replace(document, flags=tuple(sorted(flags | {"not_read"})), note=note), None
    if not reading.claims:
        flags.add("no_claims")
    return replace(document, flags=tuple(sorted(flags))), reading
