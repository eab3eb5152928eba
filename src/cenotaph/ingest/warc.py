"""Web archives (WARC, WACZ): each captured page becomes a document with the address and time it was captured."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.docx import check_unpacked
from cenotaph.settings import load_settings

__all__ = ["read_wacz", "read_warc"]

WANTED = ("text/html", "text/plain", "application/pdf", "application/xhtml+xml")


def read_warc(data: bytes, name: str) -> Iterator[tuple[bytes, str, datetime | None]]:
    """Body, address and capture time of each successful response of a kind that can be read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    left = load_settings().max_unpacked_bytes
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type not in ("response", "resource") or not _wanted(record):
                continue
            body = record.content_stream().read(left + 1)
            left -= len(body)
            if left < 0:
                raise UnreadableFile("the web archive unpacks to more than the limit", where=name, remedy="split it")
            if body.strip():
                yield (
                    body,
                    record.rec_headers.get_header("WARC-Target-URI") or "",
                    _time(record.rec_headers.get_header("WARC-Date")),
                )
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as fault:
        raise UnreadableFile("the web archive is damaged", where=name) from fault


def _wanted(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(WANTED)  # type: ignore[attr-defined]
    status = headers.get_statuscode() or ""
    return status.startswith("2") and (headers.get_header("Content-Type") or "").lower().startswith(WANTED)


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def read_wacz(data: bytes, name: str) -> Iterator[tuple[bytes, str, datetime | None]]:
    """The same, for the WARCs inside a WACZ."""
    check_unpacked(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            if member.startswith("archive/") and ".warc" in member:
                yield from read_warc(archive.read(member), f"{name}/{member}")
