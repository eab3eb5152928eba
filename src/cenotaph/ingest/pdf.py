"""PDF text by PDFium. A scan has no text: it is kept and flagged, since a person can still read it."""

from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.parsed import Parsed
from cenotaph.settings import load_settings

__all__ = ["read_pdf"]


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
            pages = [_page(document, index) for index in range(len(document))]
        except pypdfium2.PdfiumError as fault:
            raise UnreadableFile(
                "a page of the PDF is damaged", where=name, remedy="open it in a viewer and save it again"
            ) from fault
        stated = document.get_metadata_dict()
    text = "\n\n".join(page for page in pages if page.strip())
    return Parsed(
        text=text,
        extractor=f"pdfium/{pypdfium2.PYPDFIUM_INFO.version}",
        title=stated.get("Title", "").strip(),
        author=stated.get("Author", "").strip(),
        flags=() if text.strip() else ("no_text",),
    )


def _page(document: Any, index: int) -> str:
    page = document[index]
    text_page = page.get_textpage()
    text = _lines(text_page.get_text_bounded())
    text_page.close()
    page.close()
    return text


def _lines(page: str) -> str:
    """Line ends as \\n; a word that PDFium marks as broken at a line end (U+FFFE) is put together."""
    return page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe\n", "").replace("\ufffe", "")
