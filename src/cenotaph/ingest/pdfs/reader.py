"""PDF text: the letters and their places by PDFium, their order by `layout.py`. A scan has no text: it is kept and flagged, since
a person can still read it.
"""

from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.pdfs.layout import join_blocks, page_text
from cenotaph.ingest.pdfs.pieces import Row, page_rows
from cenotaph.ingest.pdfs.running_heads import without_running_heads
from cenotaph.settings import load_settings

__all__ = ["read_pdf"]

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
        try:
            rows, running = without_running_heads([_rows(document, index) for index in range(len(document))])
        except pypdfium2.PdfiumError as fault:
            raise UnreadableFile(
                "a page of the PDF is damaged", where=name, remedy="open it in a viewer and save it again"
            ) from fault
        stated = document.get_metadata_dict()
    text = join_blocks([page_text(page) for page in rows])
    return Parsed(
        text=text,
        extractor=f"pdfs/{VERSION} with pdfium/{pypdfium2.PYPDFIUM_INFO.version}",
        title=stated.get("Title", "").strip(),
        author=stated.get("Author", "").strip(),
        flags=() if text.strip() else ("no_text",),
        note=f"running heads and page numbers left out: {running:,} lines" if running else "",
    )


def _rows(document: Any, index: int) -> list[Row]:
    page = document[index]
    text_page = page.get_textpage()
    rows = page_rows(text_page)
    text_page.close()
    page.close()
    return rows
