"""A page of a scan as a picture, for a person who transcribes it. Refuses what is neither a PDF nor a picture."""

import io
from collections.abc import Iterator

from cenotaph.errors import UnreadableFile

__all__ = ["page_picture"]

WIDTH = 1_000  # pixels: handwriting can be read, and a page is under a megabyte
LARGEST = 40_000_000  # pixels of a picture that is opened at all: a page scanned at 600 dots an inch


def page_picture(data: bytes, page: int) -> Iterator[tuple[bytes, int]]:
    """The page, counted from 0, as PNG, and how many pages there are. Raises `UnreadableFile` where there is no such page."""
    from PIL import Image

    if data[:5] == b"%PDF-":
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        if not 0 <= page < pages:
            raise UnreadableFile("there is no such page")
        sheet = document[page]
        picture = sheet.render(scale=min(WIDTH / max(sheet.get_width(), 1), 4.0)).to_pil()
    else:
        try:
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP", "GIF"))
        except (OSError, ValueError) as fault:
            raise UnreadableFile("this is no scan that can be shown") from fault
        pages = getattr(opened, "n_frames", 1)
        if not 0 <= page < pages or opened.width * opened.height > LARGEST:
            raise UnreadableFile("there is no such page, or it is too large")
        opened.seek(page)
        opened.thumbnail((WIDTH, WIDTH * 4))
        picture = opened
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    yield out.getvalue(), pages
