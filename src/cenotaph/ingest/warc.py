"""Web archives (WARC, ARC, WACZ): each captured page becomes a document with the address and time it was captured.

A record that cannot be read costs that record: reading goes on at the next one, and what was lost is told at the end. An archive
that is cut off gives all that stands before the cut. One gzip member around all records is read as one a record is.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.unpacked import check_unpacked
from cenotaph.settings import load_settings

__all__ = ["Capture", "read_wacz", "read_warc"]

WANTED = ("text/html", "text/plain", "application/pdf", "application/xhtml+xml")
GZIP = b"\x1f\x8b"
LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,18})[ \t]*\r?$")
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
NEXT_RECORD = re.compile(rb"\n\s{0,4}WARC/\d")
PIECE = 1 << 20  # bytes read at once


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured page; `cut_off` when the archive ends before it does."""

    body: bytes
    address: str
    captured_at: datetime | None
    cut_off: bool = False


def read_warc(data: bytes, name: str) -> Iterator[Capture]:
    """Each successful response of a kind that can be read. Raises `UnreadableFile` at the end, after all that can be read, when
    the archive is cut off or a record in it is damaged.
    """
    plain, cut = _unpack(data, name) if data.startswith(GZIP) else (data, False)
    left = load_settings().max_unpacked_bytes
    damaged = pages = 0
    for piece, whole, sound in _pieces(plain):
        cut = cut or not whole
        damaged += whole and not sound
        try:
            for capture in _captures(piece, left):
                left -= len(capture.body)
                if left < 0:
                    raise UnreadableFile("the web archive unpacks to more than the limit", where=name, remedy="split it")
                pages += 1
                yield replace(capture, cut_off=capture.cut_off or not whole)
        except _Damaged:
            damaged += whole and sound
    if cut or damaged:
        lost = "is cut off" if cut else f"has {damaged:,} damaged record{'' if damaged == 1 else 's'}"
        read = f"{pages:,} page{'' if pages == 1 else 's'} of it {'was' if pages == 1 else 'were'} read"
        raise UnreadableFile(f"the web archive {lost}; {read}", where=name, remedy="fetch it again if more should be in it")


def _pieces(plain: bytes) -> Iterator[tuple[bytes, bool, bool]]:
    """The records of a WARC by the lengths that they give, each with whether the archive holds all of it and whether it gives its
    length; an ARC in one piece.
    """
    at = plain.find(b"WARC/")
    if at < 0 or plain.startswith(b"filedesc:"):
        yield plain, True, True
        return
    while at >= 0:
        headers = BLANK_LINE.search(plain, at)
        length = LENGTH.search(plain, at, headers.start() if headers else len(plain))
        stop = headers.end() + int(length[1]) if headers and length else at + len(b"WARC/")
        following = NEXT_RECORD.search(plain, min(stop, len(plain)) - 1)
        if headers is None or length is None:
            yield plain[at : following.start() if following else len(plain)], following is not None, False
        else:
            yield plain[at:stop], stop <= len(plain), True
        at = plain.index(b"WARC/", following.start()) if following else -1


class _Damaged(Exception):
    """A record cannot be read."""


def _captures(piece: bytes, most: int) -> Iterator[Capture]:
    """The wanted pages of some records, the empty ones left out, each read to one byte over `most` at the furthest. Raises
    `_Damaged`.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(piece), arc2warc=True):
            if record.rec_type not in ("response", "resource") or not _wanted(record):
                continue
            body = _body(record, most + 1)
            if body.strip():
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield Capture(body, address, _time(record), _is_short(record, body))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, LookupError, TypeError) as fault:
        raise _Damaged from fault


def _body(record: Any, most: int) -> bytes:
    """The first bytes of a page, unpacked; Brotli is so here, for the library of the archives does it with an older one only."""
    headers = record.http_headers
    if headers is None or (headers.get_header("Content-Encoding") or "").lower() != "br":
        return record.content_stream().read(most)  # type: ignore[no-any-return]
    import brotli

    try:
        return bytes(brotli.Decompressor().process(record.raw_stream.read(), output_buffer_limit=most)[:most])
    except brotli.error as fault:
        raise ValueError("the page is not packed as its headers say") from fault


def _unpack(data: bytes, name: str) -> tuple[bytes, bool]:
    """All gzip members unpacked, one after the other, and whether the last one is cut off or damaged."""
    limit = load_settings().max_unpacked_bytes
    out = io.BytesIO()
    rest = data
    while rest.startswith(GZIP):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            for at in range(0, len(rest), PIECE):
                out.write(member.decompress(rest[at : at + PIECE]))
                if out.tell() > limit:
                    raise UnreadableFile("the web archive unpacks to more than the limit", where=name, remedy="split it")
                if member.eof:
                    rest = member.unused_data + rest[at + PIECE :]
                    break
            else:
                return out.getvalue(), True
        except zlib.error:
            return out.getvalue(), True
    return out.getvalue(), bool(rest.strip(b"\x00"))


def _is_short(record: Any, body: bytes) -> bool:
    """Whether the body ends before the length that its own headers promise, packed or not."""
    headers = record.http_headers
    length = (headers.get_header("Content-Length") or "") if headers is not None else ""
    packed = headers is not None and headers.get_header("Content-Encoding")
    return not packed and length.isdigit() and len(body) < int(length)


def _wanted(record: Any) -> bool:
    headers = record.http_headers
    if headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(WANTED)
    status = headers.get_statuscode() or ""
    return status.startswith("2") and (headers.get_header("Content-Type") or "").lower().startswith(WANTED)


def _time(record: Any) -> datetime | None:
    text = record.rec_headers.get_header("WARC-Date")
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def read_wacz(data: bytes, name: str) -> Iterator[Capture]:
    """The same, for the WARCs inside a WACZ."""
    check_unpacked(data, name)
    faults: list[UnreadableFile] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            if member.startswith("archive/") and ".warc" in member:
                try:
                    yield from read_warc(archive.read(member), f"{name}/{member}")
                except UnreadableFile as fault:
                    faults.append(fault)
    if faults:
        raise faults[0]
