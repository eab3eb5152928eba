"""Tells a file's type from its bytes; the name only helps to tell kinds of plain text apart.

A file whose name promises one type and whose bytes are none is refused: 50 MB of noise named report.pdf is no report.
"""

import io
import zipfile
from pathlib import PurePath

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.chats import is_chat
from cenotaph.ingest.mail import is_mail, is_mailbox

__all__ = ["CHAT", "DOCX", "HTML", "MAIL", "MAILBOX", "MARKDOWN", "PDF", "PLAIN", "POST", "WACZ", "WARC", "sniff"]

PDF = "application/pdf"
HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WARC = "application/warc"
WACZ = "application/wacz"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
CHAT = "application/vnd.cenotaph.chat"
POST = "application/vnd.cenotaph.post+json"

BY_ENDING = {
    ".pdf": PDF, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".docx": DOCX, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".txt": PLAIN, ".text": PLAIN, ".warc": WARC, ".arc": WARC, ".gz": WARC, ".wacz": WACZ,
    ".eml": MAIL,
}  # fmt: skip
NAMES = {PDF: "a PDF", DOCX: "a Word document", WARC: "a WARC", WACZ: "a WACZ", HTML: "a web page"}
LOOKED_AT = 4096  # bytes: every magic number stands in the first few hundred
MOST_CONTROL = 0.03  # share of control characters: texts have none but line ends, binaries a tenth and more


def sniff(data: bytes, name: str) -> str:
    """The media type of `data`. Raises `UnreadableFile` when it is empty or no kind that can be read."""
    if not data.strip():
        raise UnreadableFile("the file is empty", where=name)
    promised = BY_ENDING.get(PurePath(name).suffix.lower())
    head = data[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return PDF
    if head.startswith((b"WARC/", b"filedesc://")) or data[:2] == b"\x1f\x8b" and promised == WARC:
        return WARC
    if data[:4] == b"PK\x03\x04":
        return _zipped(data, name)
    if _is_noise(data[:LOOKED_AT]):
        kind = (
            f"named like {NAMES[promised]} but is none"
            if promised in NAMES
            else "no text, web page, PDF, Word document or web archive"
        )
        raise UnreadableFile(f"the file is {kind}", where=name, remedy="check the file, or convert it to one of these first")
    if promised in (PDF, DOCX, WACZ):
        raise UnreadableFile(
            f"the file is named like {NAMES[promised]} but is none", where=name, remedy="rename it after what it is"
        )
    if promised == MAIL or is_mail(data):
        return MAIL
    if is_mailbox(data):
        return MAILBOX
    if promised in (None, PLAIN) and is_chat(data):
        return CHAT
    low = head[:1024].lower()
    if promised == HTML or low.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in low:
        return HTML
    return promised if promised in (MARKDOWN,) else PLAIN


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise UnreadableFile("the file is a damaged zip archive", where=name) from fault
    if "word/document.xml" in inside:
        return DOCX
    if any(entry.startswith("archive/") and ".warc" in entry for entry in inside):
        return WACZ
    raise UnreadableFile(
        "the file is a zip archive, but no Word document and no WACZ", where=name, remedy="unpack it and add what is in it"
    )


def _is_noise(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return control > MOST_CONTROL * len(head)
