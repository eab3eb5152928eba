"""PDF text: the letters and their places by PDFium, their order by `layout.py`. A scan has no text: it is kept and flagged, for
a person can still read it, unless the settings ask for its recognition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.pdfs.layout import join_blocks, page_text
from cenotaph.ingest.pdfs.pieces import Row, page_rows
from cenotaph.ingest.pdfs.running_heads import without_running_heads
from cenotaph.ingest.pdfs.scans import Recognised, is_picture, recognise, recogniser
from cenotaph.settings import load_settings

__all__ = ["read_pdf"]

NO_TITLES = ("about:blank", "untitled", "document1")  # what programs write where nobody gave one
VERSION = 1  # of how the letters of a page are put in order


def read_pdf(data: bytes, name: str) -> Parsed:
    """The text of all pages, pages apart. The file's creation date is not taken for a date of publication."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise UnreadableFile(
                "the PDF is protected by a password", where=name, remedy="save a copy without the password and add that"
            ) from fault
        raise UnreadableFile("the PDF is damaged", where=name, remedy="open it in a viewer and save it again") from fault
    with document:
        if len(document) > load_settings().max_pdf_pages:
            raise UnreadableFile(
                f"the PDF has {len(document)} pages; the limit is {load_settings().max_pdf_pages}", where=name, remedy="split it"
            )
        recognises = recogniser()
        try:
            pages = [_page(document, index, name, recognises) for index in range(len(document))]
        except pypdfium2.PdfiumError as fault:
            raise UnreadableFile(
                "a page of the PDF is damaged", where=name, remedy="open it in a viewer and save it again"
            ) from fault
        stated = document.get_metadata_dict()
    rows, running = without_running_heads([page.rows for page in pages])
    text = join_blocks([page.scan.text if page.scan else page_text(kept) for page, kept in zip(pages, rows, strict=True)])
    scans = [page.scan for page in pages if page.scan is not None]
    title = stated.get("Title", "").strip()
    extractor = f"pdfs/{VERSION} with pdfium/{pypdfium2.PYPDFIUM_INFO.version}"
    return Parsed(
        text=text,
        extractor=f"{extractor} and {recognises}" if scans else extractor,
        title="" if title.lower() in NO_TITLES else title,
        author=stated.get("Author", "").strip(),
        flags=_flags(text, pages, scans),
        note="; ".join(_notes(pages, scans, running)),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of a page; what was recognised on it, if it is a picture; whether it is one and nobody recognised it."""

    rows: list[Row]
    scan: Recognised | None = None
    unread: bool = False


def _page(document: Any, index: int, name: str, recognises: str) -> _Page:
    page = document[index]
    text_page = page.get_textpage()
    rows = page_rows(text_page)
    text_page.close()
    try:
        if rows or not is_picture(page):
            return _Page(rows)
        return _Page([], recognise(page, name)) if recognises else _Page([], None, True)
    finally:
        page.close()


def _flags(text: str, pages: Sequence[_Page], scans: Sequence[Recognised]) -> tuple[str, ...]:
    flags = {"read_by_ocr"} if scans else set()
    if not text.strip():
        flags.add("no_text")
    elif any(page.unread for page in pages):
        flags.add("parts_left_out")
    return tuple(sorted(flags))


def _notes(pages: Sequence[_Page], scans: Sequence[Recognised], running: int) -> Iterator[str]:
    if running:
        yield f"running heads and page numbers left out: {running:,} lines"
    if unread := sum(page.unread for page in pages):
        yield f"pages that are pictures without text: {unread:,} of {len(pages):,}"
    if scans:
        words = sum(scan.words for scan in scans)
        mean = sum(scan.confidence * scan.words for scan in scans) / words if words else 0.0
        unsure = sum(scan.unsure for scan in scans)
        pages_said = "1 page" if len(scans) == 1 else f"{len(scans):,} pages"
        yield f"recognised: {pages_said}, {words:,} words at a mean confidence of {mean:.0f} of 100, {unsure:,} unsure"
